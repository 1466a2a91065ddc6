"""Somebody else than who wrote it puts a typical case into the library, or sends it back (L-05)."""

from datetime import datetime

from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.library.actions.revise import index_lesson, keep_first_version
from models.library.queries import held
from models.library.rules.steps import may_review
from models.library.tables import TypicalCase
from models.library.words import LessonState
from models.outbox.actions import notify_all
from models.people.tables import Staff


def publish(lesson: TypicalCase, *, by: Staff, now: datetime, seen: int | None) -> TypicalCase:
    """Everybody who works here finds it from now on; who nominated and who wrote are told.

    Records library.published. Raises NotAllowed for who had a part in it, WrongState, Stale.
    """
    lesson = _taken(lesson, by, seen)
    lesson.state, lesson.published_at, lesson.reviewed_by = LessonState.PUBLISHED, now, by
    db.session.flush()
    index_lesson(lesson)
    keep_first_version(lesson)
    record("library.published", lesson, by=by, now=now)
    _tell(lesson, "library_published", now)
    return lesson


def send_back(lesson: TypicalCase, reason: str, *, by: Staff, now: datetime, seen: int | None) -> TypicalCase:
    """Back to who wrote it, with the reason. Records library.returned.

    Raises as `publish`, and Invalid("reason", "required").
    """
    if not reason.strip():
        raise Invalid("reason", "required")
    lesson = _taken(lesson, by, seen)
    lesson.state, lesson.returned_because = LessonState.WRITING, reason.strip()
    db.session.flush()
    record("library.returned", lesson, by=by, now=now)
    _tell(lesson, "library_returned", now)
    return lesson


def _taken(lesson: TypicalCase, by: Staff, seen: int | None) -> TypicalCase:
    lesson = held(lesson)
    if lesson.state is not LessonState.REVIEW:
        raise WrongState("library", lesson.state.value)
    if not may_review(lesson, by):
        raise NotAllowed("library")
    lesson.expect(seen)
    return lesson


def _tell(lesson: TypicalCase, kind: str, now: datetime) -> None:
    people = {lesson.nominated_by_id, lesson.written_by_id or lesson.nominated_by_id}
    notify_all(sorted(people), kind, about=lesson.audit_name, now=now, facts={})
