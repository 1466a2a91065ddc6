"""A typical case leaves the library: by decision, or because its customer is forgotten (L-05, X-03)."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from models.cases.tables import Case
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import Actor, record
from models.library.actions.revise import index_lesson
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
        _forget(lesson, by, now)
    return len(found)


def _forget(lesson: TypicalCase, by: Actor, now: datetime) -> None:
    if lesson.state is not LessonState.WITHDRAWN:
        _leave(lesson, now, "", getattr(by, "id", None))
    for name in (*TEXTS, "reason", "returned_because"):
        setattr(lesson, name, "")
    lesson.kept = []
    db.session.flush()
    _empty_versions(lesson)
    record("library.forgotten", lesson, by=by, now=now)


def keep_published(case: Case, clean: Callable[[str], str], *, by: Actor, now: datetime) -> int:
    """The case that typical cases were made of loses its personal data (X-03): what was published holds none,
    and loses with `clean` what was overlooked all the same; what was not is withdrawn and emptied.

    Records library.forgotten for each that goes; returns how many.
    """
    gone = 0
    for lesson in db.session.scalars(select(TypicalCase).where(TypicalCase.case_id == case.id)):
        if lesson.state is LessonState.PUBLISHED:
            _clean(lesson, clean)
        elif lesson.state is not LessonState.WITHDRAWN or lesson.happened:
            _forget(lesson, by, now)
            gone += 1
    return gone


def _clean(lesson: TypicalCase, clean: Callable[[str], str]) -> None:
    """Also its earlier versions; one in the making holds what nobody has confirmed, and is emptied."""
    if _cleaned(lesson, (*TEXTS, "reason", "returned_because"), clean):
        lesson.version += 1
        db.session.flush()
        index_lesson(lesson)
    _empty_versions(lesson, *IN_MAKING)
    for each in db.session.scalars(select(LessonVersion).where(LessonVersion.typical_case_id == lesson.id)):
        if _cleaned(each, (*TEXTS, "change", "returned_because"), clean):
            each.edits += 1
    db.session.flush()


def _cleaned(row: TypicalCase | LessonVersion, names: Sequence[str], clean: Callable[[str], str]) -> bool:
    """Also of the words that somebody said are nobody's: they may be this customer's all the same."""
    row.kept = [each for each in row.kept if clean(each) == each]
    left = {name: clean(getattr(row, name)) for name in names}
    other = {name: text for name, text in left.items() if text != getattr(row, name)}
    for name, text in other.items():
        setattr(row, name, text)
    return bool(other)


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


def _empty_versions(lesson: TypicalCase, *states: VersionState) -> None:
    """No version, or none in these states, keeps a word, nor counts as one that was published."""
    emptied = dict.fromkeys((*TEXTS, "change", "returned_because"), "")
    db.session.execute(
        update(LessonVersion)
        .where(LessonVersion.typical_case_id == lesson.id, LessonVersion.state.in_(states or VersionState))
        .values(kept=[], state=VersionState.DROPPED, number=None, published_at=None, **emptied)
    )
