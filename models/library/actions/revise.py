"""A new version of a published typical case: proposed, confirmed, reviewed; the one before is kept (L-05)."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, insert

from models.cases.rules.grams import grams
from models.cases.tables import Case
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.library.actions.write import LONGEST_TITLE, NEEDED, LessonText
from models.library.queries import held, known_of, last_number, version_in_work
from models.library.rules.personal import find_personal
from models.library.rules.steps import may_review_version, may_revise
from models.library.tables import TEXTS, LessonVersion, TypicalCase, library_gram
from models.library.words import LessonState, VersionState
from models.outbox.actions import notify_all
from models.people.queries import who_may
from models.people.tables import Staff
from models.permissions import Permission


@dataclass(frozen=True)
class Revision:
    """What a new version is to say, what is different about it, and which found words who read it said are
    nobody's data."""

    text: LessonText
    change: str
    keep: Collection[str] = ()


def write_version(
    lesson: TypicalCase, revision: Revision, *, by: Staff, now: datetime, seen: int | None
) -> LessonVersion:
    """Stores a new version in the making, the first time or again; readers see the published one. Records
    library.version_written.

    Raises NotAllowed, WrongState for what is not published or waits for review, Stale; Invalid: the field and
    "personal_data" where something was found that nobody kept, ("title", "too_long").
    """
    lesson, version = _in_work(lesson, by, seen)
    _store(lesson, version, revision, by=by, now=now)
    record("library.version_written", lesson, by=by, now=now)
    return version


def submit_version(
    lesson: TypicalCase, case: Case, revision: Revision, *, by: Staff, now: datetime, seen: int | None
) -> LessonVersion:
    """Hands a new version in, by somebody who may read its `case`, read the whole of it with all marked that
    was found, and says that nothing tells who the customer is. Those who review are told. Records
    library.version_submitted.

    Raises as `write_version`, and Invalid with the field and "required" for what a review needs.
    """
    assert case.id == lesson.case_id, "the case that the viewer may read is the one that it was made of"
    lesson, version = _in_work(lesson, by, seen)
    _store(lesson, version, revision, by=by, now=now)
    for name in (*NEEDED, "change"):
        if not getattr(version, name):
            raise Invalid(name, "required")
    version.state, version.confirmed_by_id, version.confirmed_at = VersionState.REVIEW, by.id, now
    version.returned_because = ""
    db.session.flush()
    record("library.version_submitted", lesson, by=by, now=now, kept=len(version.kept))
    part = {lesson.nominated_by_id, by.id}
    others = {each.id for each in who_may(Permission.LIBRARY_REVIEW, on=local_day(now))} - part
    notify_all(sorted(others), "library_to_review", about=lesson.audit_name, now=now, facts={})
    return version


def publish_version(lesson: TypicalCase, *, by: Staff, now: datetime, seen: int | None) -> LessonVersion:
    """From now on readers see the new version, and find it by its words; the one before is kept. Records
    library.version_published. Raises NotAllowed for who had a part in it, WrongState, Stale."""
    lesson, version = _to_review(lesson, by, seen)
    version.number, version.state = last_number(lesson) + 1, VersionState.PUBLISHED
    version.reviewed_by_id, version.published_at = by.id, now
    for name in TEXTS:
        setattr(lesson, name, getattr(version, name))
    lesson.kept = sorted({*lesson.kept, *version.kept})
    lesson.written_by_id, lesson.submitted_at = version.written_by_id, version.confirmed_at
    lesson.cleaned_by_id, lesson.cleaned_at = version.confirmed_by_id, version.confirmed_at
    lesson.reviewed_by_id, lesson.published_at = by.id, now
    lesson.version += 1
    db.session.flush()
    index_lesson(lesson)
    record("library.version_published", lesson, by=by, now=now, version_number=version.number)
    _tell(lesson, version, "library_published", now)
    return version


def return_version(
    lesson: TypicalCase, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> LessonVersion:
    """Back to who wrote it, with the reason. Records library.version_returned. Raises as `publish_version`,
    and Invalid("reason", "required")."""
    if not reason.strip():
        raise Invalid("reason", "required")
    lesson, version = _to_review(lesson, by, seen)
    version.state, version.returned_because = VersionState.WRITING, reason.strip()
    db.session.flush()
    record("library.version_returned", lesson, by=by, now=now)
    _tell(lesson, version, "library_returned", now)
    return version


def drop_version(lesson: TypicalCase, *, by: Staff, now: datetime, seen: int | None) -> None:
    """A new version is not gone on with. Records library.version_dropped. Raises NotAllowed, WrongState where
    none is in work, Stale where somebody wrote on since."""
    lesson = held(lesson)
    if not may_revise(lesson, by):
        raise NotAllowed("library")
    version = version_in_work(lesson)
    if version is None:
        raise WrongState("library", lesson.state.value)
    version.expect(seen)
    version.state = VersionState.DROPPED
    db.session.flush()
    record("library.version_dropped", lesson, by=by, now=now)


def keep_first_version(lesson: TypicalCase) -> None:
    """What was published first is version 1."""
    assert lesson.published_at is not None, "it was published just now"
    values = {name: getattr(lesson, name) for name in TEXTS}
    db.session.add(
        LessonVersion(
            typical_case_id=lesson.id,
            number=1,
            state=VersionState.PUBLISHED,
            kept=lesson.kept,
            written_by_id=lesson.written_by_id or lesson.nominated_by_id,
            written_at=lesson.submitted_at or lesson.published_at,
            confirmed_by_id=lesson.cleaned_by_id,
            confirmed_at=lesson.cleaned_at,
            reviewed_by_id=lesson.reviewed_by_id,
            published_at=lesson.published_at,
            **values,
        )
    )
    db.session.flush()


def index_lesson(lesson: TypicalCase) -> None:
    """What is published is found by its words, and by no words of before."""
    db.session.execute(delete(library_gram).where(library_gram.c.typical_case_id == lesson.id))
    found = sorted(grams(*(getattr(lesson, name) for name in TEXTS)))
    db.session.execute(insert(library_gram), [{"gram": gram, "typical_case_id": lesson.id} for gram in found])


def _in_work(lesson: TypicalCase, by: Staff, seen: int | None) -> tuple[TypicalCase, LessonVersion]:
    """The typical case, held, and its version in the making; a new one with `seen` 0 or None."""
    lesson = held(lesson)
    if lesson.state is not LessonState.PUBLISHED:
        raise WrongState("library", lesson.state.value)
    if not may_revise(lesson, by):
        raise NotAllowed("library")
    version = version_in_work(lesson)
    if version is None:
        version = LessonVersion(typical_case_id=lesson.id, edits=0, kept=[])
    if version.state is VersionState.REVIEW:
        raise WrongState("library", version.state.value)
    version.expect(seen)
    return lesson, version


def _store(
    lesson: TypicalCase, version: LessonVersion, revision: Revision, *, by: Staff, now: datetime
) -> None:
    values = {name: value.strip() for name, value in asdict(revision.text).items()}
    values["change"] = revision.change.strip()
    if len(values["title"]) > LONGEST_TITLE:
        raise Invalid("title", "too_long")
    known = known_of(lesson.case)
    kept = {*lesson.kept, *version.kept, *revision.keep}
    used: set[str] = set()
    for name, value in values.items():
        if find_personal(value, known, kept=kept):
            raise Invalid(name, "personal_data")
        used |= {each.text for each in find_personal(value, known)}
    for name, value in values.items():
        setattr(version, name, value)
    version.kept = sorted(used - set(lesson.kept))
    version.written_by_id, version.written_at = by.id, now
    version.edits += 1
    db.session.add(version)
    db.session.flush()


def _to_review(lesson: TypicalCase, by: Staff, seen: int | None) -> tuple[TypicalCase, LessonVersion]:
    lesson = held(lesson)
    version = version_in_work(lesson)
    if version is None or version.state is not VersionState.REVIEW:
        raise WrongState("library", lesson.state.value)
    if not may_review_version(lesson, version, by):
        raise NotAllowed("library")
    version.expect(seen)
    return lesson, version


def _tell(lesson: TypicalCase, version: LessonVersion, kind: str, now: datetime) -> None:
    people = {lesson.nominated_by_id, version.written_by_id}
    notify_all(sorted(people), kind, about=lesson.audit_name, now=now, facts={})
