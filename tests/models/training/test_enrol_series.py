"""A head enrols people in all dates of a series in one step (L-02)."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.db import db
from models.duty.actions import DutyDraft, plan_duty
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.tables import Event
from models.outbox.tables import Notice
from models.training import actions
from models.training.actions.series import mark_of
from models.training.queries.candidates import candidates, own_people
from models.training.tables import TrainingSession
from models.training.words import Busy, Place, Rhythm, Way
from tests.cast import Cast, lead_service
from tests.models.training.making import DAY, HOUR, draft, planned
from tests.moments import MONDAY
from tests.statements import CountStatements

WEEK = 7 * DAY


def series(cast: Cast, times: int = 3, capacity: int = 2) -> list[TrainingSession]:
    """Weekly from tomorrow; the agent has a seat in the second."""
    wanted = draft(cast, MONDAY, capacity=capacity)
    made = actions.plan_sessions(wanted, Rhythm.WEEKLY, times, by=cast.trainer, now=MONDAY)
    if times > 1:
        actions.enrol(made[1], cast.agent, by=cast.agent, now=MONDAY)
    return made


def told() -> list[tuple[int, str, int, int]]:
    """Whom the notice told, about which session, of how many dates, and in how many they wait."""
    rows = db.session.scalars(
        select(Notice).where(Notice.kind == "training_series_enrolled").order_by(Notice.staff_id)
    )
    return [(each.staff_id, each.about, each.facts["sessions"], each.facts["waiting"]) for each in rows]


def test_l02_a_head_enrols_own_people_in_all_dates_and_each_is_told_once(cast: Cast) -> None:
    made = series(cast)
    people, seen = [cast.handler, cast.head], mark_of(made)
    found = actions.enrol_in_series(made[2], people, by=cast.head, now=MONDAY, seen=seen)
    seated, waits = Place.SEATED, Place.WAITING
    assert [[(each.session_id, each.place, each.way) for each in several] for several in found] == [
        [(each.id, seated, Way.HEAD) for each in made],
        [(made[0].id, seated, Way.SELF), (made[1].id, waits, Way.SELF), (made[2].id, seated, Way.SELF)],
    ]
    assert told() == [(cast.handler.id, made[0].audit_name, 3, 0)]
    others = select(Notice).where(Notice.kind.in_(("training_enrolled", "training_queued")))
    assert db.session.scalars(others).all() == []
    kinds = select(Event.kind).where(Event.staff_id == cast.head.id).order_by(Event.id)
    assert sorted(db.session.scalars(kinds)) == [*["training.enrolled"] * 5, "training.queued"]


def test_l02_only_dates_to_come_that_somebody_is_not_in(cast: Cast) -> None:
    head, made = lead_service(cast), series(cast, 4)
    actions.cancel_session(made[3], "停电", by=cast.trainer, now=MONDAY, seen=None)
    [found] = actions.enrol_in_series(
        made[1], [cast.agent], by=head, now=made[0].starts_at, seen=mark_of(made[1:3])
    )
    assert [each.session_id for each in found] == [made[2].id]
    assert told() == [(cast.agent.id, made[2].audit_name, 1, 0)]
    late = {"by": head, "now": made[0].starts_at, "seen": None}
    with pytest.raises(Invalid, match="in_all_dates"):
        actions.enrol_in_series(made[1], [cast.agent], **late)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="nobody_ticked"):
        actions.enrol_in_series(made[1], [], **late)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        actions.enrol_in_series(made[1], [cast.handler], **late)  # type: ignore[arg-type]
    with pytest.raises(Stale):
        actions.enrol_in_series(made[1], [cast.agent], by=head, now=MONDAY, seen=mark_of(made[1:3]))
    with pytest.raises(WrongState):
        actions.enrol_in_series(made[1], [cast.agent], by=head, now=MONDAY + 4 * WEEK, seen=None)


def test_l02_what_somebody_has_at_that_time_is_said_and_has_to_be_accepted(
    session: Session, cast: Cast, statements: CountStatements
) -> None:
    """Another session that one is in, waits for or holds, and duty; what only touches is no clash."""
    made = series(cast)
    elsewhere = planned(cast, MONDAY, starts_at=made[0].ends_at - HOUR, capacity=1, place="别处")
    for person in (cast.plain, cast.handler):
        actions.enrol(elsewhere, person, by=cast.trainer, now=MONDAY)
    after = planned(cast, MONDAY, starts_at=made[1].ends_at)
    actions.enrol(after, cast.handler, by=cast.handler, now=MONDAY)
    begins = made[2].starts_at - timedelta(hours=3)
    duty = DutyDraft(cast.handler, begins, begins + 4 * HOUR)
    plan_duty(duty, by=cast.head, now=MONDAY)
    held = planned(cast, MONDAY, trainer=cast.hr, starts_at=made[1].starts_at, place="二楼")
    people = own_people(cast.head, made)
    assert people == [cast.handler, cast.head]
    with statements() as seen:
        found = candidates(made, people)
    assert seen.count == 3
    with statements() as seen:
        assert len(candidates(made, [*people, cast.hr, cast.plain])) == 4
    assert seen.count == 3
    assert [[(each.date, each.kind, each.other) for each in one.busy] for one in found] == [
        [(made[0], Busy.ENROLLED, elsewhere), (made[2], Busy.ON_DUTY, None)],
        [],
    ]
    [busy] = candidates(made, [cast.hr])
    assert [(each.date, each.kind, each.other) for each in busy.busy] == [(made[1], Busy.HOLDS, held)]
    with pytest.raises(Invalid, match="busy_then"):
        actions.enrol_in_series(made[0], people, by=cast.head, now=MONDAY, seen=None)
    assert told() == []
    actions.enrol_in_series(made[0], people, anyway=True, by=cast.head, now=MONDAY, seen=None)
    assert [each[0] for each in told()] == [cast.handler.id]
    assert own_people(cast.handler, made) == []
