"""The clock of bodies: each reminder of an action item once, also with two clocks at once (M-01, H-04)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs import bodies
from jobs.job import Tally
from models.bodies.tables import BodyTask
from models.outbox.tables import Notice
from tests.cast import Cast
from tests.jobs.two_clocks import at_once
from tests.moments import MONDAY
from tests.story.meetings import hold_meetings


def test_m_01_two_clocks_at_once_remind_of_an_action_item_once(cast: Cast, session: Session) -> None:
    """Before its time the owner; on it whoever chaired and kept the minutes as well."""
    hold_meetings(cast, MONDAY)
    session.commit()
    task = session.scalars(select(BodyTask)).one()
    soon, due_at = task.next_notice_at, task.due_at
    assert soon is not None
    assert soon < due_at
    session.commit()
    for moment, kind, people in (
        (soon, "body_task_soon", {cast.handler.id}),
        (due_at, "body_task_late", {cast.handler.id, cast.agent.id, cast.leader.id}),
    ):
        assert at_once(bodies.remind, moment) == 1
        assert bodies.remind(moment) == Tally()
        told = session.scalars(select(Notice.staff_id).where(Notice.kind == kind)).all()
        assert (set(told), len(told)) == (people, len(people))
        session.commit()
