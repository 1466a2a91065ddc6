"""Who missed a session makes it up in another of the same field (L-03)."""

from datetime import datetime

from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.training.actions.enrol import enrol
from models.training.queries.audience import headed_by
from models.training.queries.make_ups import made_up_in
from models.training.queries.sessions import enrolment_of, held
from models.training.rules.log import completed
from models.training.rules.standing import may_enrol
from models.training.tables import Enrolment, TrainingSession
from models.training.words import Place, SessionState


def make_up(
    missed: TrainingSession, person: Staff, session: TrainingSession, *, by: Staff, now: datetime
) -> Enrolment:
    """Enrols somebody who missed a logged session, left it early or did not pass, in another one that makes
    up for it; who is enrolled there already keeps the seat. Taking part and passing there meets what the
    missed one would have met. Records what `enrol` does, or training.to_make_up.

    Raises NotAllowed for a person who is not theirs to enrol; WrongState while the log of the missed one is
    open, or when the other is over; Invalid: ("session", "nothing_missed"), ("session", "other_field"),
    ("session", "made_up_already"), and as `enrol`.
    """
    if not may_enrol(missed, person, by, headed_by(by)):
        raise NotAllowed("training")
    if missed.state is not SessionState.LOGGED:
        raise WrongState("training", missed.state.value)
    was = enrolment_of(missed, person.id)
    if was is None or was.place is not Place.SEATED or completed(missed, was):
        raise Invalid("session", "nothing_missed")
    if session.id == missed.id or session.field is not missed.field:
        raise Invalid("session", "other_field")
    if made_up_in([was]):
        raise Invalid("session", "made_up_already")
    session = held(session)
    there = enrolment_of(session, person.id)
    if there is None or there.place is Place.GIVEN_UP:
        return enrol(session, person, made_up_for=was, by=by, now=now)
    if not session.open:
        raise WrongState("training", session.state.value)
    there.made_up_for_id = was.id
    db.session.flush()
    record("training.to_make_up", session, by=by, now=now, staff=person.id, missed_session=missed.number)
    return there
