"""The log of a session: who was there, marks, closed, and corrected only with a reason (L-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.ids import Signer
from models.people.tables import Staff
from models.rulebook.queries import rules_at
from models.surveys.actions.invite import invite
from models.surveys.words import Reach
from models.training.actions.audience import tell
from models.training.actions.enrol import seat
from models.training.actions.needs import meet_needs, reopen_needs
from models.training.queries.quiz import quiz_marks
from models.training.queries.sessions import enrolment_of, held, roster
from models.training.rules.check_in import in_window, is_code
from models.training.rules.log import completed, passed
from models.training.rules.standing import may_run
from models.training.tables import Enrolment, SessionRating, TrainingSession
from models.training.words import TOOK_PART, Assessment, Attendance, Means, Place, SessionState, Way

NEED_REASON = (Attendance.LEFT_EARLY, Attendance.ABSENT)
QUESTIONNAIRE = "training"


@dataclass(frozen=True)
class Noted:
    """What is noted of a person: whether they were there, why not, and their marks of 100."""

    person: Staff
    attendance: Attendance
    reason: str = ""
    score: int | None = None


def check_in(session: TrainingSession, code: str, *, signer: Signer, by: Staff, now: datetime) -> Enrolment:
    """Somebody is there, by the code that the trainer shows; late when it is. Who was not enrolled comes as
    a walk-in, who was noted as absent too early is there after all; twice, or after the trainer noted
    anything else, changes nothing. Records training.checked_in.

    Raises WrongState when the log is closed; Invalid: ("code", "window_closed"), ("code", "stale_code"),
    ("code", "is_trainer").
    """
    session = held(session)
    _require_open(session)
    rules = rules_at(now).training
    if by.id == session.trainer_id:
        raise Invalid("code", "is_trainer")
    if not in_window(session, now, timedelta(minutes=rules.check_in_before)):
        raise Invalid("code", "window_closed")
    if not is_code(signer, session, code, now):
        raise Invalid("code", "stale_code")
    found = _seated(session, by, by=by, now=now)
    if found.attendance not in (None, Attendance.ABSENT):
        return found
    late = now > session.starts_at + timedelta(minutes=rules.late_after)
    _note(found, Attendance.LATE if late else Attendance.PRESENT, "", Means.CODE, by=by, now=now)
    record("training.checked_in", session, by=by, now=now, attendance=found.attendance)
    return found


def note(
    session: TrainingSession, noted: Sequence[Noted], *, means: Means, by: Staff, now: datetime
) -> list[Enrolment]:
    """The trainer notes people, one by a tap or all by a list; who is not in the list yet comes as a walk-in.
    All are noted, or none. Records training.noted.

    Raises NotAllowed; WrongState when the log is closed; Invalid: ("attendance", "not_begun") before people
    can check in, ("reason", "absence_says_why"), ("score", "no_score"), ("person", "is_trainer"), ("score",
    "quiz_counts") for other marks than those of a quiz that was handed in.
    """
    session = _mine(session, by=by)
    _require_open(session)
    rules = rules_at(now).training
    if now < session.starts_at - timedelta(minutes=rules.check_in_before):
        raise Invalid("attendance", "not_begun")
    handed_in = quiz_marks(session)
    for each in noted:
        _check(session, each)
        if each.score is not None and handed_in.get(each.person.id, each.score) != each.score:
            raise Invalid("score", "quiz_counts")
    made = []
    for each in noted:
        found = _seated(session, each.person, by=by, now=now)
        _note(found, each.attendance, each.reason, means, by=by, now=now)
        if each.score is not None:
            found.score, found.passed = each.score, passed(session, each.score)
        db.session.flush()
        made.append(found)
    one = made[0] if len(made) == 1 else None
    said: dict[str, Any] = {"attendance": one.attendance, "score": one.score} if one is not None else {}
    record("training.noted", session, by=by, now=now, people=[each.staff_id for each in made], **said)
    return made


def close_log(session: TrainingSession, notes: str, *, by: Staff, now: datetime) -> TrainingSession:
    """Closes the log: nobody is noted any more but with a reason. Who took part is asked to rate the session,
    and what they needed is met. Records training.logged, and what `meet_needs` does.

    Raises NotAllowed, WrongState; Invalid: ("log", "not_begun") before it began, ("log", "unmarked") while
    somebody with a seat is not noted, ("log", "nobody_there").
    """
    session = _mine(session, by=by)
    _require_open(session)
    if now < session.starts_at:
        raise Invalid("log", "not_begun")
    people = [each for each in roster(session) if each.place is Place.SEATED]
    if any(each.attendance is None for each in people):
        raise Invalid("log", "unmarked")
    took_part = [each for each in people if each.attendance in TOOK_PART]
    if not took_part:
        raise Invalid("log", "nobody_there")
    session.state, session.ended_by_id, session.ended_at = SessionState.LOGGED, by.id, now
    session.notes = notes.strip()
    db.session.flush()
    record("training.logged", session, by=by, now=now, there=len(took_part), enrolled=len(people))
    closes_at = now + timedelta(days=rules_at(now).training.rating_days)
    for each in took_part:
        asked = invite(QUESTIONNAIRE, language=each.staff.language, reach=Reach.WEB, closes_at=closes_at)
        db.session.add(SessionRating(enrolment_id=each.id, invitation_id=asked.id))
    db.session.flush()
    tell([each.staff_id for each in took_part], "training_to_rate", session, now=now)
    meet_needs(session, [each for each in people if completed(session, each)], by=by, now=now)
    return session


def correct_log(session: TrainingSession, noted: Noted, why: str, *, by: Staff, now: datetime) -> Enrolment:
    """Corrects what a closed log says of one person, with a reason; what it met is weighed anew, and the
    person is told. Records training.corrected.

    Raises NotAllowed, WrongState while the log is open; Invalid("why", "required"), ("person", "not_in"), and
    as `note`.
    """
    session = _mine(session, by=by)
    if session.state is not SessionState.LOGGED:
        raise WrongState("training", session.state.value)
    if not why.strip():
        raise Invalid("why", "required")
    _check(session, noted)
    found = enrolment_of(session, noted.person.id)
    if found is None or found.place is not Place.SEATED:
        raise Invalid("person", "not_in")
    before, marks_before = found.attendance, found.score
    _note(found, noted.attendance, noted.reason, Means.TAP, by=by, now=now)
    found.score, found.passed = noted.score, passed(session, noted.score)
    db.session.flush()
    record(
        "training.corrected",
        session,
        by=by,
        now=now,
        reason=why.strip(),
        staff=found.staff_id,
        attendance=noted.attendance,
        attendance_before=before,
        score=found.score,
        score_before=marks_before,
    )
    if completed(session, found):
        meet_needs(session, [found], by=by, now=now)
    else:
        reopen_needs(found, why.strip(), by=by, now=now)
    tell([found.staff_id], "training_corrected", session, now=now, but=by.id, text=why.strip())
    return found


def _check(session: TrainingSession, noted: Noted) -> None:
    if noted.person.id == session.trainer_id:
        raise Invalid("person", "is_trainer")
    if noted.attendance in NEED_REASON and not noted.reason.strip():
        raise Invalid("reason", "absence_says_why")
    marked = noted.score is not None
    if marked and (session.assessment is Assessment.NONE or not 0 <= (noted.score or 0) <= 100):
        raise Invalid("score", "no_score")


def _seated(session: TrainingSession, person: Staff, *, by: Staff, now: datetime) -> Enrolment:
    """The person's seat: who waits and is there gets one, who was never enrolled walks in."""
    found = enrolment_of(session, person.id)
    if found is None or found.place is Place.GIVEN_UP:
        found = seat(session, person, Way.WALK_IN, by=by, now=now)
        assert found is not None, "who has no place gets one"
    found.place = Place.SEATED
    return found


def _note(
    found: Enrolment, attendance: Attendance, reason: str, means: Means, *, by: Staff, now: datetime
) -> None:
    found.attendance, found.reason, found.means = attendance, reason.strip(), means
    found.noted_at, found.noted_by_id = now, by.id
    db.session.flush()


def _mine(session: TrainingSession, *, by: Staff) -> TrainingSession:
    session = held(session)
    if not may_run(session, by):
        raise NotAllowed("training")
    return session


def _require_open(session: TrainingSession) -> None:
    if not session.open:
        raise WrongState("training", session.state.value)
