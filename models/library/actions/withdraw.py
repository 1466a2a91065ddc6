"""A typical case leaves the library: by decision, or because its customer is forgotten (L-05, X-03)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, update

from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import Actor, record
from models.library.queries import held, of_customers
from models.library.rules.steps import LessonStep, lesson_steps
from models.library.tables import TEXTS, LessonVersion, TypicalCase, library_gram
from models.library.words import IN_MAKING, LessonState, VersionState
from models.people.tables import Staff


def withdraw_lesson(lesson: TypicalCase, reason: str, *, by: Staff, now: datetime) -> TypicalCase:
    """Takes a typical case out of the library, or off its way there; nothing finds it any more.

    Records library.withdrawn. Raises NotAllowed, WrongState, Invalid("reason", "required").
    """
    if not reason.strip():
        raise Invalid("reason", "required")
    lesson = held(lesson)
    if lesson.state is LessonState.WITHDRAWN:
        raise WrongState("library", lesson.state.value)
    if LessonStep.WITHDRAWAL not in lesson_steps(lesson, by, sees_case=False):
        raise NotAllowed("library")
    _leave(lesson, now, reason.strip(), by.id)
    record("library.withdrawn", lesson, by=by, now=now, reason=reason.strip())
    return lesson


def withdraw_of_customer(customer_ids: Collection[int], *, by: Actor, now: datetime) -> int:
    """Withdraws and empties all that was written of these customers' cases (X-03); returns how many.

    Records library.forgotten for each. Who had no text any more is passed over, so run twice it is the same.
    """
    found = of_customers(customer_ids)
    for lesson in found:
        if lesson.state is not LessonState.WITHDRAWN:
            _leave(lesson, now, "", getattr(by, "id", None))
        for name in (*TEXTS, "reason", "returned_because"):
            setattr(lesson, name, "")
        lesson.kept = []
        db.session.flush()
        _empty_versions(lesson)
        record("library.forgotten", lesson, by=by, now=now)
    return len(found)


def _leave(lesson: TypicalCase, now: datetime, because: str, by_id: int | None) -> None:
    lesson.state, lesson.withdrawn_at = LessonState.WITHDRAWN, now
    lesson.withdrawn_because, lesson.withdrawn_by_id = because, by_id
    lesson.version += 1
    db.session.flush()
    db.session.execute(delete(library_gram).where(library_gram.c.typical_case_id == lesson.id))
    dropped = update(LessonVersion).where(
        LessonVersion.typical_case_id == lesson.id, LessonVersion.state.in_(IN_MAKING)
    )
    db.session.execute(dropped.values(state=VersionState.DROPPED))


def _empty_versions(lesson: TypicalCase) -> None:
    """No version keeps a word, nor counts as one that was published."""
    emptied = dict.fromkeys((*TEXTS, "change", "returned_because"), "")
    db.session.execute(
        update(LessonVersion)
        .where(LessonVersion.typical_case_id == lesson.id)
        .values(kept=[], state=VersionState.DROPPED, number=None, published_at=None, **emptied)
    )
