"""What the monthly flow tells of the story: a month sent and put right, the last one drafted (Q-05)."""

from datetime import datetime, timedelta
from io import BytesIO

from models.events.actions import SYSTEM
from models.files.actions import keep_as_it_is
from models.files.storage import FolderStore
from models.kpi.rules.months import Month
from models.kpi.words import Figure
from models.monthly import actions, queries
from models.monthly.actions import MeasureDraft, SummaryDraft
from models.monthly.tables import MonthlySummary
from tests.cast import Cast

DAY = timedelta(days=1)


def drafted(month: Month, now: datetime) -> list[MonthlySummary]:
    """A frozen month, drafted by the clock."""
    assert actions.draft_month(month, now=now)
    return list(queries.summaries(month))


def handed_in(cast: Cast, summary: MonthlySummary, now: datetime) -> MonthlySummary:
    """The head of technical operations says why, and promises something."""
    promise = MeasureDraft("更换老旧分光器", now.date() + 20 * DAY, Figure.TIMELINESS)
    draft = SummaryDraft("小区老旧设备集中故障。", [promise])
    return actions.write_summary(summary, draft, hand_in=True, by=cast.head, now=now, seen=None)


def close_months(cast: Cast, store: FolderStore, now: datetime) -> None:
    """September was reported, sent and put right; October is drafted, with September's promise."""
    last = Month.of(now).shifted(-1)
    before = last.shifted(-1)
    [theirs] = drafted(before, now - 30 * DAY)
    handed_in(cast, theirs, now - 29 * DAY)
    report = queries.report_of(before)
    assert report is not None
    then = now - 28 * DAY
    report = actions.submit(report, "投诉量平稳。", "加快设备更新。", by=cast.agent, now=then, seen=None)
    report = actions.approve(report, by=cast.leader, now=then, seen=None)
    file = keep_as_it_is(
        BytesIO(b"%PDF-1.7 monthly"),
        "月度分析报告.pdf",
        "application/pdf",
        store=store,
        most=100,
        by=SYSTEM,
        now=then,
    )
    assert actions.printed(report, 1, file, now=then)
    actions.correct(report, "满意度样本多计一件。", by=cast.leader, now=now - 2 * DAY)
    drafted(last, now - DAY)
