"""After the rulebook's rounds the leading group decides, in a time of its own (R-04)."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.actions.promises import keep_promises
from models.cases.queries import due_notices, due_times_of, first_waiting, standing
from models.cases.rules.steps import Step, next_steps
from models.cases.tables import Case, DueTime
from models.cases.words import Closing, DueKind, Ending, State
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, Stale
from models.events.tables import Event
from models.outbox.tables import Notice
from tests.cast import Cast
from tests.models.cases.making import DAY, HOUR, answered
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
NOW = MONDAY + 4 * DAY


def unhappy(cast: Cast, rounds: int) -> Case:
    """A case whose customer said no to so many answers on the tracking page."""
    case = answered(cast)
    for round_ in range(1, rounds + 1):
        then = MONDAY + round_ * DAY
        actions.confirm(case, False, "还是不行", now=then)
        if round_ < rounds:
            actions.submit_result(
                case, cause="甲", done="乙", reply="丙", by=cast.handler, now=then + HOUR, seen=case.version
            )
            actions.approve(case, by=cast.head, now=then + 2 * HOUR, seen=case.version)
    return case


def decision_of(case: Case) -> DueTime:
    return db.session.scalars(
        select(DueTime).where(DueTime.case_id == case.id, DueTime.kind == DueKind.DECISION)
    ).one()


def told(kind: str) -> list[int]:
    return list(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def ladder(case: Case, until: datetime) -> None:
    for due in due_notices(until):
        if due == decision_of(case).id:
            keep_promises(due, now=until)


def test_r04_h03_leaders_decide_in_time_while_the_customer_is_asked(cast: Cast) -> None:
    """R-04, H-03: they do not wait for the answer; the clocks of what the customer is owed stand still."""
    case = unhappy(cast, 3)
    due = decision_of(case).due_at
    asked = MONDAY + 3 * DAY + HOUR
    actions.wait_for_customer(case, "哪个房间断网？", by=cast.handler, now=asked, seen=None)
    assert decision_of(case).paused_since is None
    assert {row.kind for row in due_times_of(case) if row.paused_since} >= {DueKind.RESULT}
    actions.resume(case, by=cast.handler, now=asked + HOUR, seen=None)
    assert decision_of(case).due_at == due


def test_r04_within_the_rounds_nobody_decides(cast: Cast) -> None:
    case = unhappy(cast, 2)
    assert case.round == 3
    assert Step.DECISION not in next_steps(case, standing(case, cast.leader))
    assert told("case_rounds_used") == []


def test_r04_the_tracking_page_leads_to_the_leading_group_as_the_survey_does(cast: Cast) -> None:
    case = unhappy(cast, 3)
    assert (case.round, case.state) == (4, State.HANDLING)
    assert told("case_rounds_used") == [cast.leader.id]
    assert next_steps(case, standing(case, cast.leader))[0] is Step.DECISION
    assert local_day(decision_of(case).due_at) == date(2026, 11, 30), "two working days after Thursday"
    assert case.number in [each.number for each in first_waiting(cast.leader, limit=50)]


@pytest.mark.parametrize("part", ["head", "handler", "agent"])
def test_r04_nobody_else_decides(cast: Cast, part: str) -> None:
    case = unhappy(cast, 3)
    with pytest.raises(NotAllowed):
        actions.decide(case, "继续", by=getattr(cast, part), now=NOW, seen=case.version)


def test_r04_to_go_on_needs_instructions_and_ends_the_clock(cast: Cast) -> None:
    case = unhappy(cast, 3)
    with pytest.raises(Invalid):
        actions.decide(case, "  ", by=cast.leader, now=NOW, seen=case.version)
    seen = case.version
    actions.decide(case, "更换整栋分光器，负责人每日致电", by=cast.leader, now=NOW, seen=seen)
    assert decision_of(case).ending is Ending.MET
    assert case.state is State.HANDLING
    assert sorted(told("case_decided")) == sorted([cast.handler.id, cast.head.id])
    event = db.session.scalars(select(Event).where(Event.kind == "case.decided")).one()
    assert (event.reason, event.staff_id) == ("更换整栋分光器，负责人每日致电", cast.leader.id)
    assert Step.DECISION not in next_steps(case, standing(case, cast.leader))
    with pytest.raises((NotAllowed, Stale)):
        actions.decide(case, "再来一次", by=cast.leader, now=NOW, seen=seen)


def test_r04_or_the_leading_group_closes_it_with_a_reason(cast: Cast) -> None:
    case = unhappy(cast, 3)
    actions.close(case, Closing.LEADING_GROUP, reason="已尽全力", by=cast.leader, now=NOW, seen=case.version)
    assert (case.state, case.closing) == (State.CLOSED, Closing.LEADING_GROUP)
    assert case.closing_reason == "已尽全力"
    assert decision_of(case).ending is Ending.MET


def test_r04_reminders_of_a_decision_go_to_the_leading_group_alone(cast: Cast) -> None:
    case = unhappy(cast, 3)
    before = len(told("case_due_soon")) + len(told("case_due")) + len(told("case_late"))
    for day in range(1, 9):
        ladder(case, MONDAY + (3 + day) * DAY)
    found = told("case_due_soon") + told("case_due") + told("case_late")
    assert len(found) > before
    assert set(found[before:]) == {cast.leader.id}
