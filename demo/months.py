"""The last two months of the demo company: one reported, sent and promised upon; one that waits for approval
(Q-05)."""

from datetime import datetime, timedelta
from io import BytesIO

from sqlalchemy import select

from demo.measuring import read_by_all
from models.clock import local_day
from models.db import db
from models.events.actions import SYSTEM
from models.files.actions import keep_as_it_is
from models.kpi.actions import closes_at
from models.kpi.queries import of_department, readings
from models.kpi.rules.figures import NATURE
from models.kpi.rules.months import Month
from models.kpi.words import Figure
from models.monthly import actions, queries
from models.monthly.actions import MeasureDraft, SummaryDraft
from models.monthly.tables import MonthlyMeasure, MonthlyReport, MonthlySummary
from models.monthly.words import Effect
from models.people.tables import Staff
from web.downloads import file_store
from web.monthly.paper import monthly_paper

AUTHOR, APPROVER = "YF-0118", "YF-0003"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PDF, MOST = "application/pdf", 50 * 1024 * 1024
SAID = (
    (
        "多数投诉集中在月初账单日之后，客户看不清新旧套餐各按几天计算。",
        "账单说明改写为逐日列示",
        Figure.HANDLING_ACCURACY,
    ),
    (
        "晚高峰小区拥塞引起的重复报修较多，首次上门未查楼栋设备。",
        "同楼第二单报修时先查楼栋设备",
        Figure.REOPENED,
    ),
    ("转派等待时间偏长，临期工单集中在月末。", "每日晨会过一遍临期工单", Figure.TIMELINESS),
)
BETTER = (Effect.WORKED, "已落实，本月指标好转，继续执行。")
WORSE = (Effect.NO_EFFECT, "已落实，但本月指标未见好转，下月换做法。")
UNSURE = (Effect.NOT_YET, "刚落实一部分，下月报最终结果。")
ASSESSMENT = (
    "各项指标与目标的差距见第五部分。费用与网络类投诉仍是治理重点；未达标的部门已说明原因并提出措施，"
    "见第六部分，效果在下月报告中说明。"
)
COMPANY = "一、督促未达标部门落实临期工单晨会制度；二、上门改约前先行告知客户，纳入质检清单。"


def report_months(until: datetime) -> int:
    """Reports the last two frozen months, as far as the moment allows; how many. The caller commits."""
    last = Month.of(until).shifted(-1)
    reported = 0
    for month, sends in ((last.shifted(-1), True), (last, False)):
        now = closes_at(month)
        if now + 4 * DAY > until or not actions.draft_month(month, now=now):
            continue
        for place, summary in enumerate(queries.summaries(month)):
            _hand_in(summary, place, now + DAY + place * HOUR / 4)
        report = queries.report_of(month)
        assert report is not None, "it was drafted a moment ago"
        _report(report, now + 3 * DAY, sends=sends)
        reported += 1
    return reported


def _hand_in(summary: MonthlySummary, place: int, now: datetime) -> None:
    """The head says what came of the last measure, why customers complained, and what is done."""
    [head_id] = queries.heads(summary.department_id)
    head = db.session.get_one(Staff, head_id)
    for each in queries.promises(Month(summary.month), summary.department_id):
        effect, told = _came_of(each, Month(summary.month))
        actions.tell_effect(summary, each.id, effect, told, by=head, now=now)
    causes, measure, figure = SAID[place % len(SAID)]
    promise = MeasureDraft(measure, local_day(now) + 25 * DAY, figure)
    draft = SummaryDraft(causes, [promise])
    actions.write_summary(summary, draft, hand_in=True, by=head, now=now, seen=None)
    read_by_all(summary.audit_name, now)


def _came_of(promise: MonthlyMeasure, month: Month) -> tuple[Effect, str]:
    """As its figure moved since it was given; unsure where there is nothing to compare or nothing moved."""
    assert promise.figure is not None, "each measure here names one"
    subject = of_department(promise.summary.department)
    made, seen = (readings(each, subject)[promise.figure] for each in (Month(promise.summary.month), month))
    before, after = made.measure, seen.measure
    if before is None or after is None or before == after:
        return UNSURE
    return BETTER if (after > before) == NATURE[promise.figure].more_is_better else WORSE


def _report(report: MonthlyReport, now: datetime, *, sends: bool) -> None:
    author, approver = _staff(AUTHOR), _staff(APPROVER)
    report = actions.submit(report, ASSESSMENT, COMPANY, by=author, now=now, seen=None)
    if sends:
        report = actions.approve(report, by=approver, now=now + HOUR, seen=None)
        name = f"monthly-{report.month:%Y-%m}-1.pdf"
        file = keep_as_it_is(
            BytesIO(monthly_paper(report)),
            name,
            PDF,
            store=file_store(),
            most=MOST,
            by=SYSTEM,
            now=now + HOUR,
        )
        actions.printed(report, 1, file, now=now + HOUR)
    read_by_all(report.audit_name, now + HOUR)


def _staff(number: str) -> Staff:
    return db.session.scalars(select(Staff).where(Staff.number == number)).one()
