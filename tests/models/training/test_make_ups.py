"""Who missed a session makes it up in another, and what waits for whom in training (L-03, M-02)."""

from datetime import datetime

import pytest
from sqlalchemy import select

from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.people.tables import Staff
from models.training import actions
from models.training.actions import Noted
from models.training.queries.make_ups import made_up_in, offered
from models.training.queries.needs import needs_of
from models.training.queries.sessions import enrolment_of
from models.training.queries.waiting import counted, waiting
from models.training.tables import Enrolment, TrainingSession
from models.training.words import Assessment, Attendance, Field, Means, NeedState, Place, Way
from tests.cast import Cast
from tests.models.training.making import DAY, HOUR, planned, written
from tests.models.training.test_needs import logged, required
from tests.moments import MONDAY

START = MONDAY + DAY
AFTER = START + 3 * HOUR


def seat(session: TrainingSession, person_id: int) -> Enrolment:
    found = enrolment_of(session, person_id)
    assert found is not None
    return found


def missed(cast: Cast) -> TrainingSession:
    """The agent took part, the handler was absent."""
    session = planned(cast, MONDAY, capacity=9)
    noted = [Noted(cast.agent, Attendance.PRESENT), Noted(cast.handler, Attendance.ABSENT, "出差")]
    actions.note(session, noted, means=Means.TAP, by=cast.trainer, now=START)
    return actions.close_log(session, "", by=cast.trainer, now=START + 2 * HOUR)


def test_l03_a_make_up_meets_what_the_missed_session_would_have_met(cast: Cast) -> None:
    requirement = required(cast)
    actions.open_needs(requirement.id, now=MONDAY)
    session = planned(cast, MONDAY, capacity=9)
    actions.let_meet(session, [requirement], by=cast.trainer, now=MONDAY)
    noted = [Noted(cast.agent, Attendance.PRESENT), Noted(cast.handler, Attendance.LEFT_EARLY, "家中有事")]
    actions.note(session, noted, means=Means.TAP, by=cast.trainer, now=START)
    session = actions.close_log(session, "", by=cast.trainer, now=START + 2 * HOUR)
    again = planned(cast, AFTER)  # says nothing of requirements
    made = actions.make_up(session, cast.handler, again, by=cast.handler, now=AFTER)
    was = seat(session, cast.handler.id)
    assert (made.session_id, made.place, made.way) == (again.id, Place.SEATED, Way.SELF)
    assert (made.made_up_for_id, made_up_in([was])) == (was.id, {was.id: made})
    assert [need.state for need in needs_of(cast.handler)] == [NeedState.OPEN]
    again = logged(cast, again, "handler")
    [need] = needs_of(cast.handler)
    assert (need.state, need.met_by_id) == (NeedState.MET, made.id)
    with pytest.raises(Invalid, match="made_up_already"):
        actions.make_up(session, cast.handler, planned(cast, AFTER), by=cast.hr, now=AFTER)


def test_l03_what_is_no_make_up_is_refused(cast: Cast) -> None:
    session, again = missed(cast), planned(cast, AFTER)
    law = planned(cast, AFTER, field=Field.LAW)
    for person, other, why in (
        (cast.agent, again, "nothing_missed"),
        (cast.plain, again, "nothing_missed"),
        (cast.handler, law, "other_field"),
        (cast.handler, session, "other_field"),
    ):
        with pytest.raises(Invalid, match=why):
            actions.make_up(session, person, other, by=cast.hr, now=AFTER)
    with pytest.raises(NotAllowed):
        actions.make_up(session, cast.handler, again, by=cast.agent, now=AFTER)
    with pytest.raises(WrongState):
        actions.make_up(again, cast.handler, session, by=cast.hr, now=AFTER)
    assert [each.id for each in offered(session, AFTER)] == [again.id]


def test_l03_a_missed_make_up_is_made_up_again_and_a_seat_is_kept(cast: Cast) -> None:
    session = missed(cast)
    second, third = planned(cast, AFTER, capacity=9), planned(cast, AFTER + DAY)
    actions.enrol(second, cast.handler, by=cast.handler, now=AFTER)
    kept = actions.make_up(session, cast.handler, second, by=cast.head, now=AFTER)
    assert (kept.way, kept.made_up_for_id) == (Way.SELF, seat(session, cast.handler.id).id)
    noted = [Noted(cast.agent, Attendance.PRESENT), Noted(cast.handler, Attendance.ABSENT, "生病")]
    actions.note(second, noted, means=Means.TAP, by=cast.trainer, now=second.starts_at)
    actions.close_log(second, "", by=cast.trainer, now=second.ends_at)
    was = seat(session, cast.handler.id)
    assert made_up_in([was]) == {}
    made = actions.make_up(session, cast.handler, third, by=cast.trainer, now=second.ends_at)
    assert made_up_in([was]) == {was.id: made}


def test_l03_who_did_not_pass_makes_it_up(cast: Cast) -> None:
    session = planned(cast, MONDAY, assessment=Assessment.MARKS, pass_mark=60)
    noted = [Noted(cast.handler, Attendance.PRESENT, score=59)]
    actions.note(session, noted, means=Means.TAP, by=cast.trainer, now=START)
    session = actions.close_log(session, "", by=cast.trainer, now=START + 2 * HOUR)
    again = planned(cast, AFTER)
    assert actions.make_up(session, cast.handler, again, by=cast.handler, now=AFTER).place is Place.SEATED


def count(person: Staff, at: datetime, gap_days: int) -> int | None:
    return db.session.scalar(select(counted(person, at, gap_days)))


def test_m02_what_waits_in_training_is_counted_for_whom_it_waits(cast: Cast) -> None:
    plan = actions.submit_plan(written(cast, MONDAY), by=cast.hr, now=MONDAY, seen=None)
    session = planned(cast, MONDAY)
    requirement = required(cast)
    actions.open_needs(requirement.id, now=MONDAY)
    everybody = (cast.leader, cast.trainer, cast.hr, cast.handler, cast.plain)
    assert [count(each, MONDAY, 14) for each in everybody] == [1, 0, 0, 0, 0]
    assert [count(each, START + 2 * HOUR, 30) for each in everybody] == [1, 1, 0, 1, 0]
    assert waiting(cast.leader, MONDAY).plans == [plan]
    assert waiting(cast.trainer, START + 2 * HOUR).logs == [session]
    actions.approve_plan(plan, by=cast.leader, now=MONDAY, seen=None)
    assert count(cast.leader, MONDAY, 14) == 0
