"""The supervision group inspects a department: conflicts, findings, answer, conclusion (Q-03)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import local_day
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.actions import SYSTEM
from models.events.tables import Event
from models.inspection import queries as inspected
from models.inspection.actions import check_correction, report_correction
from models.inspection.queries import ToDo, correction
from models.inspection.tables import Correction
from models.inspection.words import CorrectionState, Mark
from models.outbox.tables import Notice
from models.people.actions import set_head
from models.supervision import actions, queries
from models.supervision.queries import InspectionFilter
from models.supervision.rules.steps import Part, allowed, free, possible
from models.supervision.words import InspectionState, Step
from tests.cast import Cast, department
from tests.models.cases.making import DAY, HOUR
from tests.models.supervision.making import (
    FAULTS,
    answered,
    checklist,
    concluded,
    draft,
    findings,
    planned,
    recorded,
    seat,
    sent,
)
from tests.moments import MONDAY


def told(session: Session, kind: str) -> set[int]:
    return set(session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def test_q03_no_one_inspects_their_own_department(session: Session, cast: Cast) -> None:
    """Neither who works in it or below it, nor its head; they are not offered, and refused if sent."""
    seat(cast)
    checklist(cast)
    free_ones = [person.id for person in queries.free_for(department("JS"), MONDAY)]
    assert free_ones == [cast.inspector.id, cast.finance.id]
    with pytest.raises(Invalid, match="others: own_department"):
        actions.plan_inspection(replace(draft(cast), others=(cast.handler,)), by=cast.inspector, now=MONDAY)
    with pytest.raises(Invalid, match="leader: own_department"):
        actions.plan_inspection(replace(draft(cast), leader=cast.handler), by=cast.inspector, now=MONDAY)
    with pytest.raises(Invalid, match="leader: own_department"):
        actions.plan_inspection(replace(draft(cast), leader=cast.agent), by=cast.inspector, now=MONDAY)
    assert free({1, 2, 3}, {3, 4}) == {1, 2}


def test_q03_an_inspection_is_planned_by_who_convenes_the_group(session: Session, cast: Cast) -> None:
    seat(cast)
    with pytest.raises(Invalid, match="department: no_department_checklist"):
        actions.plan_inspection(draft(cast), by=cast.inspector, now=MONDAY)
    checklist(cast)
    for person in (cast.finance, cast.leader, cast.hr, cast.head):
        with pytest.raises(NotAllowed):
            actions.plan_inspection(draft(cast), by=person, now=MONDAY)
    today = local_day(MONDAY)
    wrong = {
        "scope: required": {"scope": " "},
        "planned_on: past": {"planned_on": today - timedelta(days=1)},
        "last_day: days_in_order": {"last_day": today - timedelta(days=99)},
    }
    for why, change in wrong.items():
        with pytest.raises(Invalid, match=why):
            actions.plan_inspection(replace(draft(cast), **change), by=cast.inspector, now=MONDAY)
    made = actions.plan_inspection(draft(cast), by=cast.inspector, now=MONDAY)
    assert (made.number, made.state, made.team) == (
        f"S2026-{made.id:04d}",
        InspectionState.PLANNED,
        {cast.inspector.id, cast.finance.id},
    )
    assert told(session, "supervision_planned") == {cast.finance.id}


def test_q03_who_sees_it_and_when(session: Session, cast: Cast) -> None:
    """The group and who reads inspections from the plan on; the head once the findings are sent."""
    made = planned(cast)

    def readers() -> set[int]:
        wanted = InspectionFilter(department_id=made.department_id)
        return {person.id for person in cast if queries.listing(person, wanted, MONDAY)}

    group = {cast.inspector.id, cast.finance.id, cast.handler.id}
    reading = {cast.leader.id, cast.committee.id, cast.auditor.id}
    assert readers() == group | reading
    actions.record_findings(made, findings(made), by=cast.finance, now=MONDAY, seen=None)
    actions.send_findings(made, by=cast.inspector, now=MONDAY, seen=None)
    assert readers() == group | reading | {cast.head.id}
    assert queries.find(cast.stranger, made.number, MONDAY) is None


@pytest.mark.both_databases
def test_q03_two_of_the_team_write_findings_at_once(session: Session, cast: Cast) -> None:
    """H-07: the second hears of the first; what was kept can be taken up, changed and left out again."""
    made = planned(cast)
    seen, all_of_them = made.version, findings(made)
    half = dict(list(all_of_them.items())[:2])
    made = actions.record_findings(made, half, by=cast.finance, now=MONDAY, seen=seen)
    assert (made.state, len(made.findings)) == (InspectionState.UNDER_WAY, 2)
    with pytest.raises(Stale):
        actions.record_findings(made, all_of_them, by=cast.inspector, now=MONDAY, seen=seen)
    version = made.version
    made = actions.record_findings(made, all_of_them, by=cast.inspector, now=MONDAY, seen=version)
    assert (made.version > version, len(made.findings)) == (True, 4)
    made = actions.record_findings(made, half, by=cast.inspector, now=MONDAY, seen=made.version)
    assert len(made.findings) == 2
    with pytest.raises(Invalid, match="marks: required"):
        actions.send_findings(made, by=cast.inspector, now=MONDAY, seen=None)
    silent = {key: replace(each, note="") for key, each in all_of_them.items()}
    with pytest.raises(Invalid, match="notes: required"):
        actions.record_findings(made, silent, by=cast.inspector, now=MONDAY, seen=None)
    for person in (cast.handler, cast.leader):
        with pytest.raises(NotAllowed):
            actions.record_findings(made, half, by=person, now=MONDAY, seen=None)


def test_q03_the_result_is_that_of_the_checklist(session: Session, cast: Cast) -> None:
    """20 + 15 + 0 + 20 of 100 points by hand; the head answers within three working days."""
    made = recorded(cast)
    with pytest.raises(NotAllowed):
        actions.send_findings(made, by=cast.finance, now=MONDAY, seen=None)
    made = actions.send_findings(made, by=cast.inspector, now=MONDAY, seen=None)
    assert (made.percent, made.passed, made.killed) == (55, False, False)
    assert made.answer_due_at is not None
    assert local_day(made.answer_due_at) == local_day(MONDAY) + timedelta(days=3)
    assert told(session, "supervision_sent") >= {cast.head.id}
    with pytest.raises(WrongState):
        actions.record_findings(made, findings(made), by=cast.inspector, now=MONDAY, seen=None)
    with pytest.raises(WrongState):
        actions.conclude(made, "结论", {}, by=cast.inspector, now=MONDAY, seen=None)


def test_q03_a_killer_item_fails_the_whole(session: Session, cast: Cast) -> None:
    made = sent(cast, faults={4: Mark.NOT_MET})
    assert (made.percent, made.passed, made.killed) == (80, False, True)


def test_q03_an_item_that_is_not_met_says_what_is_to_be_put_right(session: Session, cast: Cast) -> None:
    made = planned(cast)
    bare = {key: replace(each, remedy="") for key, each in findings(made).items()}
    made = actions.record_findings(made, bare, by=cast.inspector, now=MONDAY, seen=None)
    with pytest.raises(Invalid, match="remedy: required"):
        actions.send_findings(made, by=cast.inspector, now=MONDAY, seen=None)


@pytest.mark.both_databases
def test_q03_from_the_answer_to_corrections(session: Session, cast: Cast) -> None:
    """What is withdrawn counts no more: 20 + 0 + 20 of 70 points; what stands orders a correction, which who
    led the inspection checks."""
    made = answered(cast)
    assert told(session, "supervision_answered") == {cast.inspector.id}
    for person in (cast.finance, cast.head, cast.leader):
        with pytest.raises(NotAllowed):
            actions.conclude(made, "结论", {}, by=person, now=MONDAY, seen=None)
    fine = next(each for each in made.findings if not each.fault)
    with pytest.raises(Invalid, match="withdrawn: unknown"):
        actions.conclude(made, "结论", {fine.id: "撤回"}, by=cast.inspector, now=MONDAY, seen=None)
    partly = next(each for each in made.findings if each.mark is Mark.PARTLY)
    now = MONDAY + DAY + 5 * HOUR
    made = actions.conclude(
        made, "回访记录不全。", {partly.id: "台账齐全"}, by=cast.inspector, now=now, seen=None
    )
    assert (made.state, made.percent, made.passed) == (InspectionState.CLOSED, 57, False)
    [ordered] = session.scalars(select(Correction)).all()
    stands = next(each for each in made.findings if each.stands)
    assert (ordered.about, ordered.checker_id, ordered.department_id, stands.correction_id) == (
        stands.audit_name,
        cast.inspector.id,
        department("JS").id,
        ordered.id,
    )
    assert queries.finding_named(cast.leader, ordered.about, now) == made
    assert told(session, "supervision_closed") == {cast.head.id, cast.finance.id, cast.leader.id}
    seen = correction(cast.head, ordered.id)
    assert seen is not None
    report_correction(seen, "已补录三件。", by=cast.head, now=now + HOUR)
    seen = correction(cast.inspector, ordered.id)
    assert seen is not None
    done = check_correction(seen, accepted=True, remark="", by=cast.inspector, now=now + 2 * HOUR)
    assert done.state is CorrectionState.ACCEPTED


def test_q03_only_the_head_answers_and_silence_does_not_stop_it(session: Session, cast: Cast) -> None:
    made = sent(cast)
    for person in (cast.handler, cast.inspector, cast.leader):
        with pytest.raises(NotAllowed):
            actions.answer_findings(made, "情况属实", by=person, now=MONDAY, seen=None)
    assert made.answer_due_at is not None
    over = made.answer_due_at + HOUR
    assert [each.number for each in queries.waiting_for(cast.inspector, over)] == [made.number]
    made = actions.conclude(made, "逾期未答复。", {}, by=cast.inspector, now=over, seen=None)
    assert (made.state, made.answer, made.percent) == (InspectionState.CLOSED, "", 55)


def test_q03_it_is_given_to_others_or_called_off_before_it_is_sent(session: Session, cast: Cast) -> None:
    made = planned(cast)
    with pytest.raises(Invalid, match="others: own_department"):
        actions.change_team(made, cast.finance, [cast.handler], by=cast.inspector, now=MONDAY, seen=None)
    made = actions.change_team(made, cast.finance, [], by=cast.inspector, now=MONDAY, seen=None)
    assert made.team == {cast.finance.id}
    with pytest.raises(Invalid, match="reason: required"):
        actions.drop_inspection(made, " ", by=cast.finance, now=MONDAY, seen=None)
    made = actions.drop_inspection(made, "并入年度检查", by=cast.finance, now=MONDAY, seen=None)
    assert (made.state, made.dropped_because) == (InspectionState.DROPPED, "并入年度检查")


def test_q03_who_came_to_the_department_since_hands_it_on(session: Session, cast: Cast) -> None:
    """A-04: neither findings nor the conclusion are of who heads the department by now."""
    made = planned(cast)
    set_head(department("JS"), cast.finance, by=SYSTEM, now=MONDAY)
    with pytest.raises(NotAllowed, match="supervision"):
        actions.record_findings(made, findings(made), by=cast.finance, now=MONDAY, seen=None)
    made = actions.record_findings(made, findings(made), by=cast.inspector, now=MONDAY, seen=None)
    made = actions.send_findings(made, by=cast.inspector, now=MONDAY, seen=None)
    set_head(department("JS"), cast.head, by=SYSTEM, now=MONDAY)
    made = actions.answer_findings(made, "属实", by=cast.head, now=MONDAY, seen=None)
    set_head(department("JS"), cast.inspector, by=SYSTEM, now=MONDAY)
    with pytest.raises(NotAllowed, match="supervision"):
        actions.conclude(made, "限期整改", {}, by=cast.inspector, now=MONDAY, seen=None)
    made = actions.change_team(made, cast.finance, [], by=cast.inspector, now=MONDAY, seen=None)
    made = actions.conclude(made, "限期整改", {}, by=cast.finance, now=MONDAY, seen=None)
    assert (made.state, made.leader_id) == (InspectionState.CLOSED, cast.finance.id)


def test_q03_reminders_are_sent_once_a_step(session: Session, cast: Cast) -> None:
    """The team on the planned day; head and leader when the time to answer is over."""
    made = planned(cast)
    assert queries.due_reminders(MONDAY) == []
    day = MONDAY + DAY
    assert [actions.remind_inspection(made.id, now=day) for _ in range(2)] == [True, False]
    assert told(session, "supervision_today") == {cast.inspector.id, cast.finance.id}
    actions.record_findings(made, findings(made), by=cast.finance, now=day, seen=None)
    made = actions.send_findings(made, by=cast.inspector, now=day, seen=None)
    assert made.answer_due_at is not None
    late = made.answer_due_at + HOUR
    assert [actions.remind_inspection(made.id, now=late) for _ in range(2)] == [True, False]
    assert told(session, "supervision_answer_late") >= {cast.head.id, cast.inspector.id}
    assert queries.due_reminders(late) == []


def test_q03_what_waits_for_whom(session: Session, cast: Cast) -> None:
    made = planned(cast)
    counts = [queries.to_do(person, MONDAY).n for person in (cast.inspector, cast.finance, cast.head)]
    assert counts == [0, 0, 0]
    day = MONDAY + DAY
    assert [queries.to_do(person, day).n for person in (cast.inspector, cast.finance)] == [1, 1]
    actions.record_findings(made, findings(made), by=cast.finance, now=day, seen=None)
    actions.send_findings(made, by=cast.inspector, now=day, seen=None)
    assert [queries.to_do(person, day).n for person in (cast.inspector, cast.head)] == [0, 1]
    assert queries.to_do(cast.head, day).due_at == made.answer_due_at


def test_q03_who_ordered_a_correction_finds_it_to_check(session: Session, cast: Cast) -> None:
    """M-02: the leader of an inspection need not be one who scores cases."""
    made = planned(cast)
    made = actions.change_team(made, cast.finance, [], by=cast.inspector, now=MONDAY, seen=None)
    made = actions.record_findings(made, findings(made), by=cast.finance, now=MONDAY, seen=None)
    made = actions.send_findings(made, by=cast.finance, now=MONDAY, seen=None)
    made = actions.answer_findings(made, "属实", by=cast.head, now=MONDAY, seen=None)
    made = actions.conclude(made, "限期整改", {}, by=cast.finance, now=MONDAY, seen=None)
    ordered = session.scalars(select(Correction).order_by(Correction.id)).first()
    assert ordered is not None
    assert inspected.to_do(cast.head, MONDAY.date()) == ToDo(2, ordered.due_at)
    assert queries.to_do(cast.finance, MONDAY) == ToDo()
    report_correction(ordered, "已补齐", by=cast.head, now=MONDAY)
    assert queries.to_do(cast.finance, MONDAY) == ToDo(1, ordered.check_due_at)
    assert queries.to_check_of_findings(cast.finance) == [ordered]
    assert inspected.to_do(cast.finance, MONDAY.date()) == ToDo()


def test_q03_another_of_the_group_checks_for_who_left_it(session: Session, cast: Cast) -> None:
    """Named by who convenes the group, with a reason; nobody of the department, nor who has it already."""
    concluded(cast)
    [number] = session.scalars(select(Correction.id)).all()
    ordered = correction(cast.head, number)
    assert ordered is not None
    reported, now = MONDAY + 2 * DAY, MONDAY + 2 * DAY + HOUR
    report_correction(ordered, "已补齐", by=cast.head, now=reported)
    ordered = correction(cast.inspector, number)
    assert ordered is not None
    for person in (cast.handler, cast.inspector, cast.leader):
        with pytest.raises(Invalid, match="person: not_free"):
            actions.name_checker(ordered, person, "已调离", by=cast.inspector, now=now)
    with pytest.raises(NotAllowed):
        actions.name_checker(ordered, cast.finance, "已调离", by=cast.finance, now=now)
    with pytest.raises(Invalid, match="reason: required"):
        actions.name_checker(ordered, cast.finance, " ", by=cast.inspector, now=now)
    actions.name_checker(ordered, cast.finance, "已调离", by=cast.inspector, now=now)
    assert queries.to_check_of_findings(cast.finance) == [ordered]
    assert queries.to_check_of_findings(cast.inspector) == []
    done = check_correction(ordered, accepted=True, remark="", by=cast.finance, now=now + HOUR)
    assert done.state is CorrectionState.ACCEPTED
    [event] = session.scalars(select(Event).where(Event.kind == "correction.handed_on"))
    assert (event.reason, event.facts["inspector_before"]) == ("已调离", cast.inspector.id)


def test_q03_steps_are_of_their_part_alone() -> None:
    leader, member, head = Part(inspects=True, leads=True), Part(inspects=True), Part(answers=True)
    assert [allowed(step, member) for step in Step] == [False, True, False, False, False, False]
    assert [allowed(step, head) for step in Step] == [False, False, False, True, False, False]
    late = replace(leader, answer_over=True)
    waiting = InspectionState.ANSWERING
    assert (possible(Step.CONCLUDE, waiting, leader), possible(Step.CONCLUDE, waiting, late)) == (False, True)
    assert len(FAULTS) == 2


def test_q03_a_conclusion_cannot_be_taken_twice(session: Session, cast: Cast) -> None:
    made = concluded(cast)
    with pytest.raises(WrongState):
        actions.conclude(made, "再次", {}, by=cast.inspector, now=MONDAY + 2 * DAY, seen=None)
