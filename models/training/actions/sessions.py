"""Sessions are planned, once or repeated, changed, moved and cancelled; materials are added (L-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from models.clock import local, local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.files.tables import StoredFile
from models.ids import random_code
from models.library.queries import published_numbered
from models.library.tables import TypicalCase
from models.people.tables import Staff
from models.permissions import Permission
from models.training.actions.audience import everybody_in, tell
from models.training.actions.enrol import fill_seats
from models.training.queries.sessions import held, roster
from models.training.rules.cases import numbers_in
from models.training.rules.dates import MOST, dates
from models.training.rules.standing import may_run
from models.training.tables import (
    Enrolment,
    SessionLesson,
    TrainingMaterial,
    TrainingPlan,
    TrainingSession,
    TrainingTopic,
)
from models.training.words import Assessment, Field, Method, Place, PlanState, Rhythm, SessionState

LONGEST = timedelta(hours=12)


@dataclass(frozen=True)
class SessionDraft:
    """What a session is to be; `cost_fen` in fen, departments by id."""

    title: str
    field: Field
    method: Method
    trainer: Staff
    starts_at: datetime
    ends_at: datetime
    capacity: int
    place: str = ""
    link: str = ""
    guest: str = ""
    contract: str = ""
    cost_fen: int = 0
    cases: str = ""
    script: str = ""
    parts: str = ""
    departments: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    assessment: Assessment = Assessment.NONE
    pass_mark: int | None = None
    topic: TrainingTopic | None = None


def plan_sessions(
    draft: SessionDraft, rhythm: Rhythm, times: int, *, by: Staff, now: datetime
) -> list[TrainingSession]:
    """Plans a session, or a series of them; each trainer is told. Records training.planned for each.

    Raises NotAllowed for who plans none, and Invalid for what its method or its time lacks: ("starts_at",
    "past_start"), ("ends_at", "ends_before"), ("times", "series_length"), ("trainer_id", "no_trainer"),
    ("place", "nowhere"), ("guest", "no_guest"), ("contract", "no_contract"), ("cases", "no_cases"),
    ("cases", "no_library_case"), ("cases", "lesson_unknown"), ("script", "no_script"), ("parts", "no_parts"),
    ("pass_mark", "no_mark"), ("topic_id", "not_approved"), ("capacity", "too_few").
    """
    if not by.may(Permission.TRAINING_TEACH):
        raise NotAllowed("training")
    if not 1 <= times <= MOST:
        raise Invalid("times", "series_length")
    if draft.starts_at <= now:
        raise Invalid("starts_at", "past_start")
    _check(draft)
    lessons = _lessons(draft)
    if draft.topic is not None:
        plan = db.session.get_one(TrainingPlan, draft.topic.plan_id)
        if plan.state is not PlanState.APPROVED:
            raise Invalid("topic_id", "not_approved")
    starts = dates(draft.starts_at, rhythm, times)
    series, lasts = random_code(12) if len(starts) > 1 else "", draft.ends_at - draft.starts_at
    made = []
    for start in starts:
        values = _values(draft) | {"starts_at": start, "ends_at": start + lasts}
        session = TrainingSession(
            number=random_code(12), series=series, planned_by_id=by.id, materials=[], **values
        )
        db.session.add(session)
        db.session.flush()
        session.number = f"T{local(now).year}-{session.id:04d}"
        _study(session, lessons)
        record(
            "training.planned", session, by=by, now=now, since=start.isoformat(), training_method=draft.method
        )
        made.append(session)
    tell([draft.trainer.id], "training_to_hold", made[0], now=now, but=by.id)
    return made


def change_session(
    session: TrainingSession, draft: SessionDraft, *, by: Staff, now: datetime, seen: int | None
) -> TrainingSession:
    """Changes a session that is not over. Moved to another time or place, everybody enrolled is told, and
    reminded anew; with more seats, who waits gets them. Records training.changed or training.moved.

    Raises NotAllowed, WrongState, Stale, and Invalid as `plan_sessions`; ("capacity", "seats_taken") for
    fewer seats than are taken, ("trainer_id", "trainer_enrolled") for somebody who has a place in it,
    ("starts_at", "people_noted") for another time once somebody is noted, ("pass_mark", "marks_given") for
    another assessment once somebody has marks.
    """
    session = _mine(session, by=by, seen=seen)
    if draft.starts_at <= now and draft.starts_at != session.starts_at:
        raise Invalid("starts_at", "past_start")
    _check(draft)
    lessons = _lessons(draft)
    if draft.capacity < _seated(session):
        raise Invalid("capacity", "seats_taken")
    _keep_what_is_noted(session, draft)
    was = (session.starts_at, session.ends_at, session.place, session.link)
    old_trainer = session.trainer_id
    for name, value in _values(draft).items():
        setattr(session, name, value)
    moved = was != (session.starts_at, session.ends_at, session.place, session.link)
    if moved:
        session.sequence += 1
        session.reminded_at = None
    _study(session, lessons)
    facts = {"since": session.starts_at.isoformat()} if moved else {}
    record("training.moved" if moved else "training.changed", session, by=by, now=now, **facts)
    if moved:
        tell(everybody_in(session), "training_moved", session, now=now, but=by.id)
    if session.trainer_id != old_trainer:
        tell([session.trainer_id], "training_to_hold", session, now=now, but=by.id)
    fill_seats(session, now=now)
    return session


def cancel_session(
    session: TrainingSession, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> TrainingSession:
    """Cancels a session with a reason; everybody enrolled, those who wait and the trainer are told. Records
    training.cancelled. Raises NotAllowed, WrongState, Stale, Invalid("reason", "required")."""
    session = _mine(session, by=by, seen=seen)
    if not reason.strip():
        raise Invalid("reason", "required")
    session.state, session.ended_by_id, session.ended_at = SessionState.CANCELLED, by.id, now
    session.ended_because = reason.strip()
    session.sequence += 1
    db.session.flush()
    record("training.cancelled", session, by=by, now=now, reason=reason.strip())
    tell(everybody_in(session), "training_cancelled", session, now=now, but=by.id, text=reason.strip())
    return session


def add_material(
    session: TrainingSession, name: str, files: Sequence[StoredFile], *, by: Staff, now: datetime
) -> list[TrainingMaterial]:
    """Adds files to a session; a name that is there already gets its next version, and the earlier ones
    stay. Records training.material_added.

    Raises NotAllowed, WrongState for a cancelled one, Invalid("files", "required") without a file.
    """
    session = held(session)
    if not may_run(session, by):
        raise NotAllowed("training")
    if session.state is SessionState.CANCELLED:
        raise WrongState("training", session.state.value)
    if not files:
        raise Invalid("files", "required")
    made = []
    for file in files:
        called = (name.strip() if len(files) == 1 else "") or file.name[:120]
        last = db.session.scalar(
            select(func.max(TrainingMaterial.version)).where(
                TrainingMaterial.session_id == session.id, TrainingMaterial.name == called
            )
        )
        material = TrainingMaterial(
            session_id=session.id, name=called, version=(last or 0) + 1, file_id=file.id, by_id=by.id, at=now
        )
        db.session.add(material)
        db.session.flush()
        record("training.material_added", session, by=by, now=now, material_version=material.version)
        made.append(material)
    flag_modified(session, "title")
    db.session.flush()
    return made


def _mine(session: TrainingSession, *, by: Staff, seen: int | None) -> TrainingSession:
    session = held(session)
    session.expect(seen)
    if not may_run(session, by):
        raise NotAllowed("training")
    if not session.open:
        raise WrongState("training", session.state.value)
    return session


def _seated(session: TrainingSession) -> int:
    found = select(func.count()).where(Enrolment.session_id == session.id, Enrolment.place == Place.SEATED)
    return db.session.scalar(found) or 0


def _keep_what_is_noted(session: TrainingSession, draft: SessionDraft) -> None:
    """Raises Invalid for a change that would make untrue what the log says already."""
    people = roster(session)
    if any(each.staff_id == draft.trainer.id for each in people):
        raise Invalid("trainer_id", "trainer_enrolled")
    noted = any(each.attendance is not None for each in people)
    if noted and draft.starts_at != session.starts_at:
        raise Invalid("starts_at", "people_noted")
    marked = any(each.score is not None for each in people)
    if marked and (draft.assessment, draft.pass_mark) != (session.assessment, session.pass_mark):
        raise Invalid("pass_mark", "marks_given")


def _check(draft: SessionDraft) -> None:
    """Raises Invalid for what a session lacks."""
    for field, why, wrong in (
        ("title", "required", not draft.title.strip()),
        ("ends_at", "ends_before", not timedelta() < draft.ends_at - draft.starts_at <= LONGEST),
        ("capacity", "too_few", draft.capacity < 1),
        ("cost", "no_amount", draft.cost_fen < 0),
        ("place", "nowhere", not (draft.place.strip() or draft.link.strip())),
        ("trainer_id", "no_trainer", not _teaches(draft)),
        ("guest", "no_guest", draft.method is Method.EXPERT and not draft.guest.strip()),
        ("contract", "no_contract", draft.method is Method.EXPERT and not draft.contract.strip()),
        ("cases", "no_cases", draft.method is Method.CASE_STUDY and not draft.cases.strip()),
        ("script", "no_script", draft.method is Method.ROLE_PLAY and not draft.script.strip()),
        ("parts", "no_parts", draft.method is Method.ROLE_PLAY and not draft.parts.strip()),
        ("pass_mark", "no_mark", not _marked(draft)),
    ):
        if wrong:
            raise Invalid(field, why)


def _lessons(draft: SessionDraft) -> Sequence[TypicalCase]:
    """The typical cases that a case study names by their numbers: one at least, all of them published."""
    if draft.method is not Method.CASE_STUDY:
        return []
    numbers = numbers_in(draft.cases)
    if not numbers:
        raise Invalid("cases", "no_library_case")
    found = published_numbered(numbers)
    if len(found) < len(numbers):
        raise Invalid("cases", "lesson_unknown")
    return found


def _study(session: TrainingSession, lessons: Sequence[TypicalCase]) -> None:
    """Writes which typical cases a session studies, in the place of those before."""
    db.session.flush()
    rows = select(SessionLesson).where(SessionLesson.session_id == session.id)
    there = {each.lesson_id: each for each in db.session.scalars(rows)}
    wanted = {each.id for each in lessons}
    for number in there.keys() - wanted:
        db.session.delete(there[number])
    for number in sorted(wanted - there.keys()):
        db.session.add(SessionLesson(session_id=session.id, lesson_id=number))
    db.session.flush()


def _teaches(draft: SessionDraft) -> bool:
    return draft.trainer.may(Permission.TRAINING_TEACH) and draft.trainer.works_on(local_day(draft.starts_at))


def _marked(draft: SessionDraft) -> bool:
    if draft.assessment is Assessment.NONE:
        return draft.pass_mark is None
    return draft.pass_mark is not None and 1 <= draft.pass_mark <= 100


def _values(draft: SessionDraft) -> dict[str, Any]:
    return {
        "title": draft.title.strip(),
        "field": draft.field,
        "method": draft.method,
        "trainer_id": draft.trainer.id,
        "starts_at": draft.starts_at,
        "ends_at": draft.ends_at,
        "capacity": draft.capacity,
        "place": draft.place.strip(),
        "link": draft.link.strip(),
        "guest": draft.guest.strip(),
        "contract": draft.contract.strip(),
        "cost_fen": draft.cost_fen,
        "cases": draft.cases.strip(),
        "script": draft.script.strip(),
        "parts": draft.parts.strip(),
        "departments": list(draft.departments),
        "roles": list(draft.roles),
        "assessment": draft.assessment,
        "pass_mark": draft.pass_mark,
        "topic_id": draft.topic.id if draft.topic else None,
    }
