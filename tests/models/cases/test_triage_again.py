"""A second decision about a case: which clocks begin anew, which are no longer due, what is kept (T-03)."""

from datetime import timedelta

import pytest

from models.cases import actions
from models.cases.queries import due_times_of
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind, Ending, Kind, State
from models.errors import Invalid
from tests.cast import Cast
from tests.models.cases.making import HOUR, answered, decision, new, taken, triaged
from tests.moments import MONDAY

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]
DAY = timedelta(days=1)


def again(case: Case, cast: Cast, now: object = MONDAY + HOUR, **changes: object) -> Case:
    """Decides once more, with a reason."""
    return actions.triage(case, decision(**changes), by=cast.agent, now=now, seen=None)  # type: ignore[arg-type]


def ends(case: Case, kind: DueKind) -> list[Ending | None]:
    return [due.ending for due in due_times_of(case, kind)]


def running(case: Case, kind: DueKind) -> DueTime:
    return next(due for due in due_times_of(case, kind) if due.running)


def test_g03_a_grade_without_a_plan_leaves_no_plan_due(cast: Cast) -> None:
    """From grade 2 to grade 1: the plan that was promised with grade 2 is dropped, the result begins anew."""
    case = triaged(cast)
    again(case, cast, grade=1)
    assert ends(case, DueKind.PLAN) == [Ending.DROPPED]
    assert ends(case, DueKind.RESULT) == [Ending.DROPPED, None]


def test_t03_importance_alone_hastens_the_plan_and_leaves_the_result(cast: Cast) -> None:
    """24 hours of the clock for the plan; a late result is not made good by ticking a box."""
    case = triaged(cast)
    due = running(case, DueKind.RESULT)
    late = due.due_at + DAY
    again(case, cast, now=late, important=True)
    assert ends(case, DueKind.RESULT) == [None]
    assert due.late(late)
    assert running(case, DueKind.PLAN).due_at == late + DAY


def test_t03_a_high_priority_hastens_the_first_response(cast: Cast) -> None:
    """Web forms are answered within 240 working minutes; P1 within 15, counted from the decision."""
    case = new()
    before = running(case, DueKind.FIRST_RESPONSE).due_at
    actions.triage(
        case, decision(urgent=True, important=True), by=cast.agent, now=MONDAY + HOUR, seen=case.version
    )
    assert case.priority == 1
    assert before == MONDAY + 4 * HOUR
    assert running(case, DueKind.FIRST_RESPONSE).due_at == MONDAY + HOUR + timedelta(minutes=15)
    assert ends(case, DueKind.FIRST_RESPONSE) == [Ending.DROPPED, None]


def test_t03_a_low_priority_never_postpones_the_first_response(cast: Cast) -> None:
    case = triaged(cast, MONDAY)
    first = running(case, DueKind.FIRST_RESPONSE)
    again(case, cast, now=MONDAY + 2 * HOUR, grade=1)
    assert running(case, DueKind.FIRST_RESPONSE) is first
    assert ends(case, DueKind.FIRST_RESPONSE) == [None]


def test_r04_a_case_that_came_back_stays_raised(cast: Cast) -> None:
    """The matrix gives the priority; each further round raises it, whoever triages again."""
    case = answered(cast)
    actions.confirm(case, False, "还是断网", now=MONDAY + 3 * HOUR)
    raised = case.priority
    again(case, cast, now=MONDAY + 4 * HOUR, category="system_defect")
    assert (case.round, case.priority) == (2, raised)


def test_h03_whoever_waits_for_the_customer_may_pass_the_case_on(cast: Cast) -> None:
    """A new owner does not start the clock: the customer has not answered yet."""
    case = taken(cast)
    actions.wait_for_customer(case, "请补充", by=cast.handler, now=MONDAY + HOUR, seen=None)
    actions.assign(case, cast.head, reason="休假", by=cast.head, now=MONDAY + 2 * HOUR, seen=None)
    assert (case.state, case.owner_id) == (State.WAITING, cast.head.id)
    assert all(due.paused_since for due in due_times_of(case) if due.ended_at is None)


def test_h03_what_was_late_before_it_stood_still_stays_late(cast: Cast) -> None:
    case = taken(cast)
    due = running(case, DueKind.RESULT)
    asked = due.due_at + HOUR
    actions.wait_for_customer(case, "请补充", by=cast.handler, now=asked, seen=None)
    assert due.late(asked + DAY)
    in_time = taken(cast, email="li@example.com", phone="+8613900000002")
    other = running(in_time, DueKind.RESULT)
    actions.wait_for_customer(in_time, "请补充", by=cast.handler, now=MONDAY + HOUR, seen=None)
    assert not other.late(other.due_at + DAY)


def test_g01_criteria_belong_to_complaints_and_must_be_known(cast: Cast) -> None:
    case = new()
    with pytest.raises(Invalid) as unknown:
        again(case, cast, kind=Kind.FEEDBACK, grade=None, criteria=("no_such_sign",))
    assert (unknown.value.field, unknown.value.why) == ("criteria", "unknown")
    again(case, cast, kind=Kind.FEEDBACK, grade=None, criteria=("partial_failure",))
    assert (case.grade, case.criteria) == (None, [])
