"""Colleagues find a typical case useful, and add what they know themselves (L-05)."""

from datetime import datetime

from sqlalchemy import delete, update

from models.db import changed_rows, db, insert_once
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.library.queries import known_of
from models.library.rules.personal import find_personal
from models.library.tables import LessonComment, LessonLike, TypicalCase
from models.library.words import LessonState
from models.people.tables import Staff
from models.permissions import Permission

LONGEST = 2000


def like(lesson: TypicalCase, *, by: Staff) -> bool:
    """Counts that somebody found it useful, once; returns whether that is new. No event: it is no decision.

    Raises WrongState where it is not published.
    """
    _require_published(lesson)
    new = insert_once(LessonLike, typical_case_id=lesson.id, staff_id=by.id)
    if new:
        _count(lesson, 1)
    return new


def unlike(lesson: TypicalCase, *, by: Staff) -> bool:
    """Takes that back; returns whether there was one."""
    mine = delete(LessonLike).where(LessonLike.typical_case_id == lesson.id, LessonLike.staff_id == by.id)
    gone = changed_rows(mine) == 1
    if gone:
        _count(lesson, -1)
    return gone


def comment(lesson: TypicalCase, text: str, *, by: Staff, now: datetime) -> LessonComment:
    """Adds a comment. Records library.commented.

    Raises WrongState, Invalid("text", "required", "too_long" or "personal_data"): the customer's as we hold
    it too, as who knows the case comments on it.
    """
    _require_published(lesson)
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise Invalid("text", "too_long" if text else "required")
    if find_personal(text, known_of(lesson.case, colleagues=False)):
        raise Invalid("text", "personal_data")
    said = LessonComment(typical_case_id=lesson.id, by=by, at=now, text=text)
    db.session.add(said)
    db.session.flush()
    record("library.commented", lesson, by=by, now=now)
    return said


def remove_comment(lesson: TypicalCase, said: LessonComment, *, by: Staff, now: datetime) -> None:
    """Takes the words of a comment away; its place stays. One's own, or as who reviews the library.

    Records library.comment_removed. Raises NotAllowed, WrongState where it is gone already.
    """
    if by.id != said.by_id and not by.may(Permission.LIBRARY_REVIEW):
        raise NotAllowed("library")
    if said.removed_at is not None:
        raise WrongState("comment", "removed")
    said.text, said.removed_at = "", now
    db.session.flush()
    record("library.comment_removed", lesson, by=by, now=now)


def _require_published(lesson: TypicalCase) -> None:
    if lesson.state is not LessonState.PUBLISHED:
        raise WrongState("library", lesson.state.value)


def _count(lesson: TypicalCase, change: int) -> None:
    more = {TypicalCase.likes: TypicalCase.likes + change}
    db.session.execute(update(TypicalCase).where(TypicalCase.id == lesson.id).values(more))
    db.session.refresh(lesson, ["likes"])
