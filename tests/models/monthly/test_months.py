"""A month from the frozen figures over summaries to the sent report, and the next one (Q-05)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.clock import SHANGHAI
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.tables import Event
from models.kpi import actions as figures
from models.kpi.queries import Cell
from models.kpi.rules.months import Month
from models.kpi.words import Facet, Figure
from models.monthly import actions, queries
from models.monthly.actions import MeasureDraft, SummaryDraft
from models.monthly.queries.volume import trend, volume_of
from models.monthly.tables import MonthlyReport, MonthlySummary
from models.monthly.words import Effect, MonthlyState, SummaryState
from models.outbox.tables import Notice
from tests.cast import Cast, department
from tests.models.cases.making import answered, new, triaged
from tests.moments import MONDAY
from tests.story.months import handed_in
from tests.story.products import list_products

DAY = timedelta(days=1)
OCTOBER, NOVEMBER = Month(date(2026, 10, 1)), Month(date(2026, 11, 1))
OCT_20 = datetime(2026, 10, 20, 10, 0, tzinfo=SHANGHAI)
DECEMBER = datetime(2026, 12, 1, 10, 0, tzinfo=SHANGHAI)


def frozen(cast: Cast, month: Month, hits: int, now: datetime) -> None:
    """A month in which technical operations met so many of 40 clocks."""
    lead = department("JS").id
    cells = [
        Cell(Figure.TIMELINESS, where, None, Facet.ALL, "", 40, hits, 36_000_000) for where in (None, lead)
    ]
    figures.close_month(figures.Reckoned(month, cells, now, 0), now=now)


def drafted(cast: Cast, now: datetime = MONDAY) -> MonthlySummary:
    """October with 30 of 40 in time, drafted."""
    frozen(cast, OCTOBER, 30, now)
    assert actions.draft_month(OCTOBER, now=now)
    [summary] = queries.summaries(OCTOBER)
    return summary


def told(session: Session, kind: str) -> Sequence[int]:
    return session.scalars(select(Notice.staff_id).where(Notice.kind == kind).order_by(Notice.id)).all()


def report(month: Month = OCTOBER) -> MonthlyReport:
    found = queries.report_of(month)
    assert found is not None
    return found


def test_q_05_the_clock_drafts_a_frozen_month_once(session: Session, cast: Cast) -> None:
    assert queries.to_draft() == []
    summary = drafted(cast)
    assert not actions.draft_month(OCTOBER, now=MONDAY)
    assert queries.to_draft() == []
    assert not actions.draft_month(NOVEMBER, now=MONDAY)  # it is not frozen
    [row] = summary.figures
    assert (row["figure"], row["hits"], row["n"], row["target"]) == ("timeliness", 30, 40, 95)
    assert summary.corrections == {"open": 0, "late": 0}
    assert summary.due_at == MONDAY + 3 * DAY + timedelta(hours=8)
    assert told(session, "monthly_summary") == [cast.head.id]
    assert session.scalar(select(func.count()).where(Event.kind == "monthly.drafted")) == 1


def test_q_05_the_head_adds_causes_and_measures(session: Session, cast: Cast) -> None:
    summary = drafted(cast)
    promise = MeasureDraft("换设备", date(2026, 12, 10), Figure.TIMELINESS)
    handed = SummaryDraft("设备老旧", [promise])
    with pytest.raises(NotAllowed, match="monthly_head"):
        actions.write_summary(summary, handed, hand_in=True, by=cast.handler, now=MONDAY, seen=None)
    for draft, refused in (
        (SummaryDraft(" ", [promise]), "causes: required"),
        (SummaryDraft("设备老旧"), "measures: promise_missing"),
        (SummaryDraft("设备老旧", [MeasureDraft("换", date(2026, 1, 1))]), "measures: promise_past"),
    ):
        with pytest.raises(Invalid, match=refused):
            actions.write_summary(summary, draft, hand_in=True, by=cast.head, now=MONDAY, seen=None)
    kept = SummaryDraft("设备老旧")
    summary = actions.write_summary(summary, kept, hand_in=False, by=cast.head, now=MONDAY, seen=1)
    with pytest.raises(Stale):
        actions.write_summary(summary, kept, hand_in=False, by=cast.head, now=MONDAY, seen=1)
    summary = handed_in(cast, summary, MONDAY)
    assert (summary.state, summary.next_notice_at) == (SummaryState.HANDED_IN, None)
    with pytest.raises(WrongState):
        handed_in(cast, summary, MONDAY)


def test_q_05_h_04_heads_are_reminded_once(session: Session, cast: Cast) -> None:
    summary = drafted(cast)
    soon = summary.next_notice_at
    assert soon is not None
    assert [actions.remind_summary(summary.id, now=soon) for _ in range(2)] == [True, False]
    late = summary.due_at
    assert [actions.remind_summary(summary.id, now=late) for _ in range(2)] == [True, False]
    assert told(session, "monthly_summary_soon") == [cast.head.id]
    assert cast.agent.id in told(session, "monthly_summary_late")
    assert queries.due_summaries(late + DAY) == []


def test_q_05_a_second_person_approves(session: Session, cast: Cast) -> None:
    handed_in(cast, drafted(cast), MONDAY)
    with pytest.raises(Invalid, match="assessment: required"):
        actions.submit(report(), " ", "", by=cast.agent, now=MONDAY, seen=None)
    with pytest.raises(NotAllowed):
        actions.submit(report(), "平稳", "", by=cast.handler, now=MONDAY, seen=None)
    found = actions.submit(report(), "平稳", "", by=cast.committee, now=MONDAY, seen=None)
    with pytest.raises(NotAllowed, match="monthly_second"):
        actions.approve(found, by=cast.committee, now=MONDAY, seen=None)
    found = actions.send_back(found, "请补充分布", by=cast.leader, now=MONDAY, seen=found.version)
    assert (found.state, found.content, found.returned_because) == (MonthlyState.DRAFT, None, "请补充分布")
    found = actions.submit(found, "平稳，网络类居多", "", by=cast.agent, now=MONDAY, seen=None)
    with pytest.raises(NotAllowed, match="monthly_second"):  # who wrote in it, though another handed it in
        actions.approve(found, by=cast.committee, now=MONDAY, seen=None)
    found = actions.approve(found, by=cast.leader, now=MONDAY, seen=None)
    assert queries.to_print() == [found.id]
    assert found.content is not None
    [js] = found.content["departments"]
    assert (js["causes"], js["handed_in"], js["measures"][0]["text"]) == (
        "小区老旧设备集中故障。",
        True,
        "更换老旧分光器",
    )
    with pytest.raises(NotAllowed):
        actions.correct(found, "更正", by=cast.agent, now=MONDAY)


def test_q_05_the_next_month_opens_with_the_promises(session: Session, cast: Cast) -> None:
    """The effect is told in the head's words, and by the figure that the promise names."""
    handed_in(cast, drafted(cast), MONDAY)
    frozen(cast, NOVEMBER, 38, DECEMBER)
    assert actions.draft_month(NOVEMBER, now=DECEMBER)
    [summary] = queries.summaries(NOVEMBER)
    [promise] = queries.promises(NOVEMBER, summary.department_id)
    with pytest.raises(Invalid, match="effects: effect_missing"):
        handed_in(cast, summary, DECEMBER)
    with pytest.raises(Invalid, match="told: required"):
        actions.tell_effect(summary, promise.id, Effect.WORKED, "", by=cast.head, now=DECEMBER)
    actions.tell_effect(summary, promise.id, Effect.WORKED, "已全部更换", by=cast.head, now=DECEMBER)
    handed_in(cast, summary, DECEMBER)
    found = actions.submit(report(NOVEMBER), "好转", "", by=cast.agent, now=DECEMBER, seen=None)
    assert found.content is not None
    [told_of] = found.content["promises"]
    assert (told_of["effect"], told_of["told"], told_of["made_in"]) == ("worked", "已全部更换", "2026-10")
    assert (told_of["then"], told_of["now"]) == (0.75, 0.95)


def test_q_05_volume_by_hand(session: Session, cast: Cast) -> None:
    """Two came in October, one of them answered in it; three in November, of which one is not triaged."""
    answered(cast, OCT_20)
    triaged(cast, OCT_20 + DAY)
    triaged(cast, MONDAY)
    triaged(cast, MONDAY)
    cloud = list_products(cast.administrator, MONDAY)[1]
    new(MONDAY, product_id=cloud.id)
    october, november = volume_of(OCTOBER), volume_of(NOVEMBER)
    assert (october.received, november.received, october.ended) == (2, 3, 0)
    assert (october.open_at_end, november.open_at_end) == (2, 5)
    assert november.categories == {"network_fault": 2}
    assert november.grades == {"2": 2}
    assert november.channels == {"web": 3}
    assert (october.products, november.products) == ({}, {"CLOUD": 1})
    assert november.regions == {"深圳": 3}
    assert trend(NOVEMBER.back(3)) == [0, 2, 3]


def test_q_05_what_was_reported_stays(session: Session, cast: Cast) -> None:
    """Later cases change the draft of nobody, and a correction stands beside what was sent."""
    drafted(cast)
    found = actions.submit(report(), "平稳", "", by=cast.agent, now=MONDAY, seen=None)
    new(OCT_20)
    assert found.content is not None
    assert found.content["received"] == 0
    found = actions.approve(found, by=cast.leader, now=MONDAY, seen=None)
    actions.correct(found, "漏计一件", by=cast.leader, now=MONDAY + DAY)
    again = report()
    assert again.content is not None
    assert (again.content["received"], [each.text for each in again.corrections]) == (0, ["漏计一件"])
