"""Who is on duty, who plans it, who is alerted, and where nobody is (T-02)."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.cases import actions
from models.cases.queries import due_times_of
from models.cases.words import DueKind
from models.clock import SHANGHAI
from models.db import db
from models.duty.actions import DutyDraft, cancel_duty, plan_duty
from models.duty.queries import on_duty, planned_by, roster, uncovered
from models.duty.rules import gaps
from models.duty.tables import DutyShift
from models.errors import Invalid, NotAllowed
from models.events.queries import history
from models.outbox.tables import Notice
from models.people.tables import Staff
from models.rulebook.queries import rules_at
from tests.cast import Cast, department
from tests.models.cases.making import DAY, HOUR, decision, new, triaged
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
NIGHT = MONDAY + 12 * HOUR  # 22:00


def planned(person: Staff, by: Staff, begin: datetime = MONDAY + 8 * HOUR, hours: int = 15) -> DutyShift:
    """From Monday at six in the evening until Tuesday at nine."""
    return plan_duty(DutyDraft(person, begin, begin + hours * HOUR), by=by, now=MONDAY)


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


@pytest.mark.both_databases
def test_t02_a_head_plans_for_the_own_department(cast: Cast) -> None:
    """Who has the shift is told; it is on record who planned it."""
    shift = planned(cast.handler, cast.head)
    technical = department("JS").id
    assert on_duty(NIGHT, {technical}) == [cast.handler.id]
    assert on_duty(MONDAY, {technical}) == on_duty(MONDAY + 23 * HOUR, {technical}) == []
    assert on_duty(NIGHT, {department("KF").id}) == []
    assert told("duty_planned") == {cast.handler.id}
    assert [each.kind for each in history(shift.audit_name)] == ["duty.planned"]
    with pytest.raises(NotAllowed):
        planned(cast.agent, cast.head)
    assert planned_by(cast.handler) == frozenset()


def test_t02_whoever_keeps_the_people_plans_for_all(cast: Cast) -> None:
    planned(cast.agent, cast.administrator)
    planned(cast.handler, cast.administrator)
    assert [each.staff_id for each in roster(NIGHT)] == [cast.agent.id, cast.handler.id]


@pytest.mark.parametrize(
    ("begin", "hours", "field", "why"),
    [
        (MONDAY, 0, "ends_at", "duty_order"),
        (MONDAY - DAY, 23, "ends_at", "duty_over"),
        (MONDAY, 24 * 14 + 1, "ends_at", "duty_too_long"),
        (MONDAY + 9 * HOUR, 3, "begins_at", "duty_twice"),
    ],
)
def test_t02_shifts_that_cannot_be(cast: Cast, begin: datetime, hours: int, field: str, why: str) -> None:
    planned(cast.handler, cast.head)
    with pytest.raises(Invalid) as refused:
        planned(cast.handler, cast.head, begin, hours)
    assert (refused.value.field, refused.value.why) == (field, why)


def test_t02_who_leaves_or_takes_no_part_has_no_duty(cast: Cast) -> None:
    cast.handler.left_on = MONDAY.date()
    for person in (cast.handler, cast.plain):
        with pytest.raises(Invalid) as refused:
            planned(person, cast.administrator)
        assert refused.value.why == "no_duty"


def test_t02_a_shift_taken_back_alerts_nobody(cast: Cast) -> None:
    """Who had it is told; the row stays with who took it back."""
    shift = planned(cast.handler, cast.head)
    with pytest.raises(NotAllowed):
        cancel_duty(shift, by=cast.agent, now=NIGHT)
    for _twice in range(2):
        cancel_duty(shift, by=cast.head, now=NIGHT)
    assert on_duty(NIGHT, {department("JS").id}) == []
    assert (shift.cancelled_at, shift.cancelled_by_id) == (NIGHT, cast.head.id)
    assert told("duty_cancelled") == {cast.handler.id}
    assert [each.kind for each in history(shift.audit_name)] == ["duty.planned", "duty.cancelled"]
    planned(cast.handler, cast.head)
    with pytest.raises(Invalid):
        cancel_duty(shift, by=cast.head, now=MONDAY + 2 * DAY)


@pytest.mark.both_databases
def test_t02_the_database_holds_a_shift_to_its_order(cast: Cast) -> None:
    shift = planned(cast.handler, cast.head)
    shift.ends_at = shift.begins_at
    with pytest.raises(IntegrityError):
        db.session.flush()


@pytest.mark.parametrize(
    ("changes", "alerted"), [({"urgent": True}, True), ({"grade": 3}, True), ({}, False)]
)
def test_t02_whoever_is_on_duty_is_alerted_at_once(
    cast: Cast, changes: dict[str, object], alerted: bool
) -> None:
    """T-02, G-04: at ten in the evening, of what is urgent or grave; not of all else."""
    planned(cast.handler, cast.head)
    planned(cast.second_agent, cast.administrator)
    case = new(NIGHT)
    actions.triage(case, decision(**changes), by=cast.agent, now=NIGHT, seen=None)
    assert ({cast.handler.id, cast.second_agent.id} <= told("case_alert")) is alerted


def test_t02_nobody_is_alerted_off_duty(cast: Cast) -> None:
    planned(cast.handler, cast.head)
    case = new(MONDAY)
    actions.triage(case, decision(urgent=True), by=cast.agent, now=MONDAY + HOUR, seen=None)
    assert cast.handler.id not in told("case_alert")


def test_t02_h04_by_night_reminders_of_grave_cases_reach_who_is_on_duty(cast: Cast) -> None:
    """H-04: they leave at any hour for grade 3; the story does not call them public relations."""
    case = triaged(cast)
    actions.triage(case, decision(grade=3, reason="升级"), by=cast.agent, now=MONDAY, seen=None)
    planned(cast.handler, cast.head)
    due = next(each for each in due_times_of(case, DueKind.FIRST_RESPONSE) if each.running)
    due.next_notice_at = NIGHT
    db.session.flush()
    assert actions.keep_promises(due.id, now=NIGHT)
    kinds = ("case_due_soon", "case_due", "case_late")
    reached = db.session.scalars(select(Notice.staff_id).where(Notice.kind.in_(kinds)))
    assert cast.handler.id in set(reached)
    reminded = next(each for each in history(case.audit_name) if each.kind == "case.reminded")
    assert "public_relations" not in reminded.facts["told"]


def test_t02_gaps_are_what_neither_work_nor_shifts_cover(cast: Cast) -> None:
    """From Friday noon until Monday night: two nights and a weekend, less a shift on Saturday."""
    hours = rules_at(MONDAY).calendar()
    friday = datetime(2026, 11, 20, 12, 30, tzinfo=SHANGHAI)
    saturday = datetime(2026, 11, 21, 8, 0, tzinfo=SHANGHAI)
    shift = (saturday, saturday + timedelta(hours=10))
    found = gaps(hours, [shift], friday, MONDAY + 10 * HOUR)
    told_of = [(f"{begin:%d %H:%M}", f"{end:%d %H:%M}") for begin, end in found]
    assert told_of == [("20 18:00", "21 08:00"), ("21 18:00", "23 09:00"), ("23 18:00", "23 20:00")]
    assert gaps(hours, [(friday, MONDAY + 11 * HOUR)], friday, MONDAY + 10 * HOUR) == []


def test_t02_a_head_is_warned_of_gaps_of_the_own_departments(cast: Cast) -> None:
    """Only of departments that the rulebook makes responsible; who plans nothing is warned of nothing."""
    found = uncovered(cast.head, MONDAY, roster(MONDAY))
    assert "JS" in {each.department.code for each in found}
    assert all(each.department.id in planned_by(cast.head) for each in found)
    first = next(each for each in found if each.department.code == "JS").stretches[0]
    assert first == (MONDAY + 8 * HOUR, MONDAY + 23 * HOUR)
    planned(cast.handler, cast.head)
    later = uncovered(cast.head, MONDAY, roster(MONDAY))
    assert next(each for each in later if each.department.code == "JS").stretches[0][0] == MONDAY + 32 * HOUR
    assert uncovered(cast.handler, MONDAY, roster(MONDAY)) == []
