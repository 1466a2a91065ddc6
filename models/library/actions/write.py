"""A typical case is written up (L-05)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.library.queries import held, known_of
from models.library.rules.personal import find_personal
from models.library.rules.steps import LessonStep, lesson_steps
from models.library.tables import TypicalCase
from models.library.words import LessonState
from models.outbox.actions import notify_all
from models.people.queries import who_may
from models.people.tables import Staff
from models.permissions import Permission

NEEDED = ("title", "happened", "to_learn")
LONGEST_TITLE = 120


@dataclass(frozen=True)
class LessonText:
    """What a typical case says."""

    title: str
    happened: str
    went_well: str
    went_badly: str
    to_learn: str


def write_lesson(
    lesson: TypicalCase, text: LessonText, *, submit: bool, by: Staff, now: datetime, seen: int | None
) -> TypicalCase:
    """Stores the texts; with `submit` they go to review, and those who review are told.

    Records library.written or library.submitted. Raises NotAllowed, WrongState, Stale; Invalid with the
    field and "personal_data" where something was found that nobody kept, or "required" for what a review
    needs.
    """
    lesson = held(lesson)
    if lesson.state is not LessonState.WRITING:
        raise WrongState("library", lesson.state.value)
    if LessonStep.WRITING not in lesson_steps(lesson, by, sees_case=False):
        raise NotAllowed("library")
    lesson.expect(seen)
    values: Mapping[str, str] = {name: value.strip() for name, value in asdict(text).items()}
    _check(values, lesson, submit=submit)
    for name, value in values.items():
        setattr(lesson, name, value)
    lesson.written_by = by
    lesson.version += 1
    if submit:
        lesson.state, lesson.submitted_at, lesson.returned_because = LessonState.REVIEW, now, ""
    db.session.flush()
    record("library.submitted" if submit else "library.written", lesson, by=by, now=now)
    if submit:
        part = {lesson.nominated_by_id, lesson.cleaned_by_id, lesson.written_by_id}
        others = {each.id for each in who_may(Permission.LIBRARY_REVIEW, on=local_day(now))} - part
        notify_all(sorted(others), "library_to_review", about=lesson.audit_name, now=now, facts={})
    return lesson


def _check(values: Mapping[str, str], lesson: TypicalCase, *, submit: bool) -> None:
    if len(values["title"]) > LONGEST_TITLE:
        raise Invalid("title", "too_long")
    known = known_of(lesson.case)
    for name, value in values.items():
        if find_personal(value, known, kept=lesson.kept):
            raise Invalid(name, "personal_data")
    for name in NEEDED:
        if submit and not values[name]:
            raise Invalid(name, "required")
