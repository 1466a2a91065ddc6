"""A second decision about a case: which clocks begin anew, which are no longer due, what is kept (T-03)."""

from datetime import timedelta

import pytest

from models.cases import actions
from models.cases.actions import due_times
from models.cases.queries import due_times_of
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind, Ending, Kind, State
from models.errors import Invalid
from models.events.queries import history
from models.rulebook.queries import rules_of
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
    """From grade 2 to grade 1: the plan promised with grade 2 is dropped, the result is due sooner."""
    case = triaged(cast)
    again(case, cast, grade=1)
    assert ends(case, DueKind.PLAN) == [Ending.DROPPED]
    assert ends(case, DueKind.RESULT) == [None]


def moved(case: Case) -> list[tuple[str, list[str]]]:
    """What the history says was reckoned anew: because of what, and of which clocks."""
    told = [event.facts for event in history(case.audit_name) if event.kind == "case.reckoned"]
    return [(facts["because"], [kind for kind, _old, _new in facts["moved"]]) for facts in told]


def test_h03_another_grade_reckons_the_result_from_when_its_clock_began(cast: Cast) -> None:
    """H-03, G-02 to G-04: 5 working days, then 3, then 7, always from Monday at ten; the history says so."""
    case = triaged(cast)
    result = running(case, DueKind.RESULT)
    rules = rules_of(case.timing_id)
    for hour, grade, days in ((1, 1, 3), (2, 3, 7), (3, 2, 5)):
        again(case, cast, now=MONDAY + hour * HOUR, grade=grade)
        assert running(case, DueKind.RESULT) is result
        assert result.started_at == MONDAY
        promised = rules.promise(rules.grade(grade).result, MONDAY)
        assert (result.due_at, result.minutes) == (promised.due_at, promised.minutes)
        assert rules.grade(grade).result.amount == days
    assert [because for because, _kinds in moved(case)] == ["grade"] * 3
    assert all("result" in kinds for _because, kinds in moved(case))


@pytest.mark.parametrize("grade", [1, 3])
def test_h03_another_grade_makes_good_nothing_that_is_late(cast: Cast, grade: int) -> None:
    """H-03, H-04: who regrades on the last day wins no time but what the graver grade has."""
    case = triaged(cast)
    result = running(case, DueKind.RESULT)
    late = MONDAY + 14 * DAY
    again(case, cast, now=late, grade=grade)
    assert running(case, DueKind.RESULT) is result
    assert result.late(late)


def test_h03_pauses_and_granted_time_outlast_another_grade(cast: Cast) -> None:
    """H-03, G-03: a day of waiting for the customer and two granted days are added to the new time too."""
    case = taken(cast)
    result = running(case, DueKind.RESULT)
    actions.wait_for_customer(case, "请补充", by=cast.handler, now=MONDAY + HOUR, seen=None)
    actions.resume(case, by=cast.handler, now=MONDAY + HOUR + DAY, seen=None)
    due_times.extend(case, DueKind.RESULT, 2, now=MONDAY + 2 * DAY)
    granted = result.extended_minutes
    again(case, cast, now=MONDAY + 2 * DAY, grade=3)
    rules = rules_of(case.timing_id)
    seven = rules.promise(rules.grade(3).result, MONDAY).minutes
    pause = (MONDAY + HOUR, MONDAY + HOUR + DAY)
    calendar = rules.calendar(result.calendar)
    assert (result.minutes, result.extended_minutes) == (seven + granted, granted)
    assert result.due_at == calendar.due_after_pauses(MONDAY, seven + granted, [pause], MONDAY + 2 * DAY)


def test_g03_a_rise_asks_for_a_plan_from_then_on(cast: Cast) -> None:
    """G-03, G-04: nobody was to plan before; a plan for a lesser grade is no plan for a graver one."""
    case = new()
    actions.triage(case, decision(grade=1), by=cast.agent, now=MONDAY, seen=None)
    assert ends(case, DueKind.PLAN) == []
    again(case, cast, now=MONDAY + DAY, grade=2)
    assert running(case, DueKind.PLAN).started_at == MONDAY + DAY
    actions.take(case, by=cast.handler, now=MONDAY + DAY, seen=None)
    actions.make_plan(case, "换设备", [], by=cast.handler, now=MONDAY + DAY, seen=None)
    again(case, cast, now=MONDAY + 2 * DAY, grade=3)
    assert running(case, DueKind.PLAN).started_at == MONDAY + 2 * DAY
    actions.make_plan(case, "专项方案", [], by=cast.handler, now=MONDAY + 2 * DAY, seen=None)
    again(case, cast, now=MONDAY + 3 * DAY, grade=2)
    assert ends(case, DueKind.PLAN) == [Ending.MET, Ending.MET]


def test_t03_importance_alone_hastens_the_plan_and_leaves_the_result(cast: Cast) -> None:
    """24 hours of the clock for the plan, from the decision; nothing late is made good by ticking a box."""
    case = triaged(cast)
    again(case, cast, important=True)
    assert running(case, DueKind.PLAN).due_at == MONDAY + HOUR + DAY
    assert ends(case, DueKind.RESULT) == [None]
    other = triaged(cast)
    result, plan = running(other, DueKind.RESULT), running(other, DueKind.PLAN)
    late = result.due_at + DAY
    again(other, cast, now=late, important=True)
    assert ends(other, DueKind.RESULT) == [None]
    assert running(other, DueKind.PLAN) is plan
    assert (result.late(late), plan.late(late)) == (True, True)


def test_t03_what_is_no_longer_important_has_the_time_of_its_grade(cast: Cast) -> None:
    """T-03, H-03: from when its clock began; the history says why."""
    case = new()
    actions.triage(case, decision(important=True), by=cast.agent, now=MONDAY, seen=None)
    plan = running(case, DueKind.PLAN)
    assert plan.due_at == MONDAY + DAY
    again(case, cast, important=False)
    rules = rules_of(case.timing_id)
    assert running(case, DueKind.PLAN) is plan
    assert plan.due_at == rules.plan(2, MONDAY, important=False).due_at  # type: ignore[union-attr]
    assert moved(case) == [("importance", ["plan"])]


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
