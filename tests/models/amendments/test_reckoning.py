"""Rules, days or a grade change: what is open is reckoned anew, what has ended stays (H-03, RB-01)."""

from datetime import datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jobs.amendments import reckon
from jobs.job import Tally
from models.amendments.tables import Amendment
from models.amendments.words import Section
from models.cases import actions as cases
from models.cases.queries.due import due_times_of, running
from models.cases.tables import Case
from models.cases.words import DueKind
from models.db import db
from models.events.tables import Event
from models.outbox.tables import Notice
from tests.cast import Cast, department, meet
from tests.models.amendments.drafts import AFTER, NOW, approve, change, day_off, days, hand_in
from tests.models.cases.making import decision, new, taken, waiting
from tests.models.rulebook.calendars import at

HOLIDAY = "2026-11-26"


def due_of(case: Case, kind: DueKind) -> datetime:
    (due,) = running(case, kind)
    return due.due_at


def in_force(draft: Amendment, cast: Cast, *, apply_to_open: bool = False) -> None:
    hand_in(draft, cast.administrator)
    approve(draft, cast.leader, apply_to_open=apply_to_open)
    db.session.commit()


def told(session: Session) -> list[Event]:
    return list(session.scalars(select(Event).where(Event.kind == "case.reckoned")))


def the_case(session: Session) -> Case:
    """As the job left it: what the test held before is not in the session any more."""
    return session.scalars(select(Case)).one()


def test_h03_a_new_day_off_moves_what_is_open(session: Session, cast: Cast, draft: Amendment) -> None:
    """H-03: of every case, by whichever rules; said in its history; the run after does nothing."""
    case = taken(cast, NOW)
    ended = {due.id: due.due_at for due in due_times_of(case) if due.ended_at}
    assert due_of(case, DueKind.RESULT) == at("2026-11-30 18:00")
    day_off(draft, HOLIDAY, cast.administrator)
    in_force(draft, cast)
    assert reckon(NOW) == Tally()
    assert reckon(AFTER) == Tally(done=1)
    case = the_case(session)
    assert due_of(case, DueKind.RESULT) == at("2026-12-01 18:00")
    assert due_of(case, DueKind.PLAN) == at("2026-11-25 18:00")
    assert {due.id: due.due_at for due in due_times_of(case) if due.ended_at} == ended
    (event,) = told(session)
    moved = [["result", at("2026-11-30 18:00").isoformat(), at("2026-12-01 18:00").isoformat()]]
    assert (event.facts["because"], event.facts["edition"], event.facts["moved"]) == ("days", 2, moved)
    assert reckon(AFTER) == Tally()
    assert reckon(AFTER) == Tally()
    assert len(told(session)) == 1
    assert session.scalars(select(Amendment)).one().reckoned_at == AFTER


def test_rb01_new_periods_leave_cases_received_before(session: Session, cast: Cast, draft: Amendment) -> None:
    """RB-01: a case keeps the rules that were in force when it was received."""
    version = taken(cast, NOW).version
    change(draft, Section.GRADES, "2", cast.administrator, result=days(2))
    in_force(draft, cast)
    reckon(AFTER)
    assert due_of(the_case(session), DueKind.RESULT) == at("2026-11-30 18:00")
    assert told(session) == []
    assert the_case(session).version == version


def test_rb02_the_approver_applies_new_periods_to_open_cases(
    session: Session, cast: Cast, draft: Amendment
) -> None:
    """RB-02, H-03: ticked by the approver; what starts later goes by the new periods too."""
    taken(cast, NOW)
    change(draft, Section.GRADES, "2", cast.administrator, result=days(2), review=days(3))
    in_force(draft, cast, apply_to_open=True)
    reckon(AFTER)
    case = the_case(session)
    assert due_of(case, DueKind.RESULT) == at("2026-11-25 18:00")
    assert (case.rulebook_id, case.timed_by_id) == (session.scalar(select(Amendment.base_id)), case.timing_id)
    assert case.timing_id != case.rulebook_id
    assert [event.facts["because"] for event in told(session)] == ["rules"]
    cases.submit_result(
        case,
        cause="分光器",
        done="更换",
        reply="已修复",
        milestones=[],
        by=meet().handler,
        now=AFTER,
        seen=None,
    )
    assert due_of(case, DueKind.REVIEW) == at("2026-11-27 18:00")


def test_h03_a_clock_that_stands_still_goes_on_by_the_new_days(
    session: Session, cast: Cast, draft: Amendment
) -> None:
    waiting(cast, NOW)
    day_off(draft, HOLIDAY, cast.administrator)
    in_force(draft, cast)
    reckon(AFTER)
    case = the_case(session)
    (due,) = running(case, DueKind.RESULT)
    assert due.paused_since is not None
    assert due.next_notice_at is None


def test_h03_a_clock_that_stands_still_does_not_move_by_an_edition_that_leaves_it(
    session: Session, cast: Cast, draft: Amendment
) -> None:
    """H-03: the time it has stood is added when it runs on; the history says nothing of days meanwhile."""
    due_at = due_of(waiting(cast, NOW), DueKind.RESULT)
    change(draft, Section.CHANNELS, "web", cast.administrator, first_response=days(1))
    in_force(draft, cast)
    reckon(AFTER)
    case = the_case(session)
    assert due_of(case, DueKind.RESULT) == due_at
    assert told(session) == []
    cases.add_words(case, "光猫是华为的", (), now=AFTER)
    assert due_of(case, DueKind.RESULT) > due_at


def test_h04_reminders_follow_a_due_time_that_moved(session: Session, cast: Cast, draft: Amendment) -> None:
    """H-04: sent for the old moment, it is sent again for the new one."""
    (due,) = running(new(NOW, channel="email"), DueKind.FIRST_RESPONSE)
    late = at("2026-11-24 17:30")
    assert due.next_notice_at is not None
    assert due.next_notice_at <= late
    day_off(draft, "2026-11-24", cast.administrator)
    in_force(draft, cast)
    due_id = due.id
    assert cases.keep_promises(due_id, now=late)
    db.session.commit()
    sent = len(session.scalars(select(Notice).where(Notice.kind == "case_due_soon")).all())
    reckon(late)
    (due,) = running(the_case(session), DueKind.FIRST_RESPONSE)
    assert (due.due_at, due.notices) == (at("2026-11-25 18:00"), 0)
    assert cases.keep_promises(due_id, now=at("2026-11-25 17:30"))
    assert len(session.scalars(select(Notice).where(Notice.kind == "case_due_soon")).all()) == 2 * sent


def test_g02_a_new_grade_reckons_the_tasks_of_other_departments(session: Session, cast: Cast) -> None:
    """G-02, G-04, T-04: an assisting department has half a day for grade 3, from when it was asked."""
    case = taken(cast, NOW)
    cases.ask_assistance(case, department("CW").id, "核对账单", by=cast.handler, now=NOW, seen=None)
    before = due_of(case, DueKind.ASSIST)
    cases.triage(case, decision(grade=3), by=cast.agent, now=NOW, seen=None)
    after = due_of(case, DueKind.ASSIST)
    assert (before, after) == (at("2026-11-24 18:00"), at("2026-11-23 15:30"))
    (event,) = told(session)
    assert (event.facts["because"], event.staff_id) == ("grade", cast.agent.id)


def test_h03_many_cases_are_reckoned_in_batches_once_each(
    session: Session, cast: Cast, draft: Amendment, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _n in range(5):
        taken(cast, NOW)
    day_off(draft, HOLIDAY, cast.administrator)
    in_force(draft, cast)
    monkeypatch.setattr("jobs.amendments.BATCH", 2)
    assert [reckon(AFTER).done for _run in range(5)] == [2, 2, 1, 0, 0]
    session.execute(update(Amendment).values(reckoned_at=None))
    session.commit()
    assert reckon(AFTER).done == 0
    assert len(session.scalars(select(Event).where(Event.kind == "case.reckoned")).all()) == 5


def test_h03_waiting_for_the_customer_ends_later_where_days_off_come(
    session: Session, cast: Cast, draft: Amendment
) -> None:
    """H-03: reckoned from the question on; said in the history, and only once."""
    case = waiting(cast, NOW)
    again, until = case.ask_again_at, case.waits_until
    assert again is not None
    assert until is not None
    day_off(draft, HOLIDAY, cast.administrator)
    in_force(draft, cast)
    reckon(AFTER)
    case = the_case(session)
    assert case.ask_again_at is not None
    assert case.waits_until is not None
    assert (case.ask_again_at > again, case.waits_until > until) == (True, True)
    (event,) = told(session)
    assert event.facts["waits"] == [until.isoformat(), case.waits_until.isoformat()]
    assert reckon(AFTER) == Tally()


def test_h03_waiting_never_ends_sooner_than_the_letter_said(
    session: Session, cast: Cast, draft: Amendment
) -> None:
    """RB-02: shorter periods that are applied to open cases leave the day that the customer was given."""
    until = waiting(cast, NOW).waits_until
    change(draft, Section.LIMITS, "waiting", cast.administrator, longest=days(2))
    in_force(draft, cast, apply_to_open=True)
    reckon(AFTER)
    assert the_case(session).waits_until == until
