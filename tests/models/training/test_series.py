"""A series is moved or cancelled in one step; rooms and trainers that are taken are found (L-02)."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.tables import Event
from models.outbox.tables import Notice
from models.training import actions
from models.training.actions import Noted, Shift
from models.training.actions.series import mark_of
from models.training.queries.series import clashes, meant_by, rooms_typed, slot_of
from models.training.tables import TrainingSession
from models.training.words import Attendance, Clash, Means, Place, Rhythm, Scope, SessionState
from tests.cast import Cast
from tests.models.training.making import DAY, HOUR, draft, planned
from tests.moments import MONDAY
from tests.statements import CountStatements

WEEK = 7 * DAY


def series(cast: Cast, times: int = 4) -> list[TrainingSession]:
    """Weekly from tomorrow; the agent is in the second and third, the handler in all, somebody waits."""
    made = actions.plan_sessions(draft(cast, MONDAY), Rhythm.WEEKLY, times, by=cast.trainer, now=MONDAY)
    for each in made:
        actions.enrol(each, cast.handler, by=cast.handler, now=MONDAY)
    for each in made[1:3]:
        actions.enrol(each, cast.agent, by=cast.agent, now=MONDAY)
    for each in made[2:3]:
        actions.enrol(each, cast.plain, by=cast.plain, now=MONDAY)
    return made


def later(session: TrainingSession, by: timedelta = DAY, place: str = "培训室二") -> Shift:
    return Shift(session.starts_at + by, session.starts_at + by + HOUR, place)


def told(kind: str) -> dict[int, tuple[str, int]]:
    """Whom a notice of a kind told, about which session and how many; each once."""
    rows = db.session.scalars(select(Notice).where(Notice.kind == kind)).all()
    assert len({each.staff_id for each in rows}) == len(rows)
    return {each.staff_id: (each.about, each.facts["sessions"]) for each in rows}


def test_l02_this_and_the_following_are_moved_and_everybody_is_told_once(cast: Cast) -> None:
    made = series(cast)
    moved = actions.move_series(made[1], Scope.FOLLOWING, later(made[1]), by=cast.hr, now=MONDAY, seen=None)
    assert [each.number for each in moved] == [each.number for each in made[1:]]
    assert [(each.starts_at - MONDAY, each.sequence) for each in made] == [
        (DAY, 0), (WEEK + 2 * DAY, 1), (2 * WEEK + 2 * DAY, 1), (3 * WEEK + 2 * DAY, 1)
    ]  # fmt: skip
    assert {(each.ends_at - each.starts_at, each.place) for each in moved} == {(HOUR, "培训室二")}
    assert told("training_series_moved") == {
        cast.trainer.id: (made[1].audit_name, 3),
        cast.handler.id: (made[1].audit_name, 3),
        cast.agent.id: (made[1].audit_name, 2),
        cast.plain.id: (made[2].audit_name, 1),
    }
    kinds = db.session.scalars(select(Event.subject).where(Event.kind == "training.moved")).all()
    assert kinds == [each.audit_name for each in made[1:]]


def test_l02_what_has_begun_or_ended_stays(cast: Cast) -> None:
    made = series(cast)
    actions.cancel_session(made[2], "停电", by=cast.trainer, now=MONDAY, seen=None)
    during = made[0].starts_at + HOUR
    assert meant_by(made[3], Scope.WHOLE, during) == [made[1], made[3]]
    seen = mark_of(meant_by(made[3], Scope.WHOLE, during))
    with pytest.raises(Stale):
        actions.cancel_series(made[3], Scope.FOLLOWING, "x", by=cast.trainer, now=during, seen=seen - 100)
    gone = actions.cancel_series(made[3], Scope.WHOLE, "讲师离岗", by=cast.trainer, now=during, seen=seen)
    assert gone == [made[1], made[3]]
    assert [each.state for each in made] == [SessionState.PLANNED, *[SessionState.CANCELLED] * 3]
    assert (made[1].sequence, made[1].ended_because) == (1, "讲师离岗")
    assert told("training_series_cancelled") == {
        cast.handler.id: (made[1].audit_name, 2),
        cast.agent.id: (made[1].audit_name, 1),
    }
    with pytest.raises(WrongState):
        actions.cancel_series(made[3], Scope.WHOLE, "再次", by=cast.trainer, now=during, seen=None)


def test_l02_one_enrols_in_all_dates_at_once(cast: Cast) -> None:
    made = series(cast)
    actions.cancel_session(made[3], "停电", by=cast.trainer, now=MONDAY, seen=None)
    found = actions.join_series(made[1], by=cast.agent, now=MONDAY)
    assert [(each.session_id, each.place) for each in found] == [(made[0].id, Place.SEATED)]
    found = actions.join_series(made[1], by=cast.plain, now=made[0].starts_at)
    assert [(each.session_id, each.place) for each in found] == [(made[1].id, Place.WAITING)]
    for person in (cast.agent, cast.trainer):
        with pytest.raises(Invalid, match="already_in"):
            actions.join_series(made[1], by=person, now=MONDAY)


def test_l02_a_series_is_moved_only_to_where_all_of_it_can_be(cast: Cast) -> None:
    made = series(cast, 2)
    whole = {"by": cast.trainer, "now": MONDAY, "seen": None}
    for to, why in (
        (later(made[1], -2 * WEEK), "past_start"),
        (Shift(made[1].starts_at, made[1].starts_at, "x"), "ends_before"),
        (later(made[1], place=" "), "nowhere"),
    ):
        with pytest.raises(Invalid, match=why):
            actions.move_series(made[1], Scope.WHOLE, to, **whole)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        actions.move_series(made[0], Scope.WHOLE, later(made[0]), by=cast.agent, now=MONDAY, seen=None)
    seen = mark_of(made)
    actions.cancel_session(made[1], "停电", by=cast.trainer, now=MONDAY, seen=None)
    with pytest.raises(Stale):
        actions.move_series(made[0], Scope.WHOLE, later(made[0]), by=cast.trainer, now=MONDAY, seen=seen)
    early = made[0].starts_at - HOUR / 4
    there = [Noted(cast.handler, Attendance.PRESENT)]
    actions.note(made[0], there, means=Means.TAP, by=cast.trainer, now=early)
    with pytest.raises(Invalid, match="people_noted"):
        actions.move_series(made[0], Scope.WHOLE, later(made[0]), by=cast.trainer, now=early, seen=None)


def test_l02_rooms_and_trainers_that_are_taken(
    session: Session, cast: Cast, statements: CountStatements
) -> None:
    one = planned(cast, MONDAY)
    room = planned(cast, MONDAY, trainer=cast.hr, starts_at=one.starts_at + HOUR)
    trainer = planned(cast, MONDAY, place="别处", starts_at=one.starts_at - HOUR)
    both = planned(cast, MONDAY, starts_at=one.starts_at)
    planned(cast, MONDAY, starts_at=one.ends_at)
    gone = planned(cast, MONDAY)
    actions.cancel_session(gone, "停电", by=cast.trainer, now=MONDAY, seen=None)
    with statements() as seen:
        found = clashes([slot_of(one)])[one.id]
    assert [(each.other.number, each.clash) for each in found] == [
        (trainer.number, Clash.TRAINER),
        (both.number, Clash.TRAINER),
        (both.number, Clash.ROOM),
        (room.number, Clash.ROOM),
    ]
    assert seen.count == 1
    assert clashes([]) == {}


def test_l02_a_room_is_the_same_however_it_was_typed(cast: Cast) -> None:
    """Spaces, width and case make no other room; what was typed stays, and is offered once a room."""
    one = planned(cast, MONDAY, place="会议室 A")
    for place in ("会议室A", "会议室ａ", "会议室　Ａ", "会议室B"):
        planned(cast, MONDAY, trainer=cast.hr, place=place)
    online = {"place": "", "link": "https://example.com/1"}
    planned(cast, MONDAY, trainer=cast.hr, **online)
    found = clashes([slot_of(one)])[one.id]
    assert [(each.other.place, each.clash) for each in found] == [
        (place, Clash.ROOM) for place in ("会议室A", "会议室ａ", "会议室　Ａ")
    ]
    assert clashes([slot_of(planned(cast, MONDAY + DAY, **online))]) == {}
    planned(cast, MONDAY, starts_at=MONDAY + 3 * DAY, place="会议室 a")
    assert rooms_typed() == ["会议室 a", "会议室B"]
