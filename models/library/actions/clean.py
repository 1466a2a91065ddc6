"""A person confirms what personal data is taken out of a case's words (L-05, X-03)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from models.cases.tables import Case
from models.db import db
from models.errors import NotAllowed, WrongState
from models.events.actions import record
from models.library.queries import held, screening
from models.library.rules.personal import without
from models.library.rules.steps import LessonStep, lesson_steps
from models.library.tables import TypicalCase
from models.library.words import LessonState
from models.people.tables import Staff


@dataclass(frozen=True)
class Confirmed:
    """What somebody decided who saw every place: which found words are nobody's data (`keep`), and which
    other words are to go as well (`also`). `case_version` is the case as it was shown."""

    case_version: int
    keep: Collection[str] = ()
    also: Collection[str] = ()


def clean(lesson: TypicalCase, case: Case, confirmed: Confirmed, *, by: Staff, now: datetime) -> TypicalCase:
    """Stores the case's words without what was found, but for what `by` kept; the write-up begins.

    What we hold of the customer is never kept. Records library.cleaned with counts, never with words.
    Raises NotAllowed, WrongState, Stale when the case changed since it was shown, as there may be words
    that nobody saw.
    """
    lesson = held(lesson)
    if lesson.state is not LessonState.NOMINATED:
        raise WrongState("library", lesson.state.value)
    if LessonStep.CLEANING not in lesson_steps(lesson, by, sees_case=True):
        raise NotAllowed("library")
    case.expect(confirmed.case_version)
    seen = screening(case, also=confirmed.also)
    gone = {
        name: [each for each in found if each.known or each.text not in confirmed.keep]
        for name, found in (("title", seen.in_title), ("text", seen.in_text))
    }
    lesson.title = without(seen.title, gone["title"], lesson.language)[:120]
    lesson.happened = without(seen.text, gone["text"], lesson.language)
    lesson.kept = sorted({each.text for each in (*seen.in_title, *seen.in_text)} & set(confirmed.keep))
    lesson.cleaned_by, lesson.cleaned_at, lesson.state = by, now, LessonState.WRITING
    lesson.version += 1
    db.session.flush()
    removed = len(gone["title"]) + len(gone["text"])
    record("library.cleaned", lesson, by=by, now=now, removed=removed, kept=len(lesson.kept))
    return lesson
