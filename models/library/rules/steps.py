"""Who may do what with a typical case on its way into the library (L-05). Pure."""

from enum import StrEnum

from models.library.tables import LessonVersion, TypicalCase
from models.library.words import LessonState, VersionState
from models.people.tables import Staff
from models.permissions import Permission


class LessonStep(StrEnum):
    """What can be done with a typical case."""

    CLEANING = "cleaning"
    WRITING = "writing"
    REVIEW = "review"
    REVISION = "revision"
    WITHDRAWAL = "withdrawal"


def lesson_steps(lesson: TypicalCase, by: Staff, *, sees_case: bool) -> list[LessonStep]:
    """What this person may do next. Personal data is confirmed by who may read the case; the review is
    somebody else's than who nominated, confirmed or wrote (L-05)."""
    works = by.id == lesson.nominated_by_id or by.may(Permission.LIBRARY_EDIT)
    found: list[LessonStep] = []
    if lesson.state is LessonState.NOMINATED and works and sees_case:
        found.append(LessonStep.CLEANING)
    if lesson.state is LessonState.WRITING and works:
        found.append(LessonStep.WRITING)
    if lesson.state is LessonState.REVIEW and may_review(lesson, by):
        found.append(LessonStep.REVIEW)
    if may_revise(lesson, by):
        found.append(LessonStep.REVISION)
    if _may_withdraw(lesson, by):
        found.append(LessonStep.WITHDRAWAL)
    return found


def may_review(lesson: TypicalCase, by: Staff) -> bool:
    """Whether somebody reviews typical cases, and had no part in this one."""
    part = (lesson.nominated_by_id, lesson.cleaned_by_id, lesson.written_by_id)
    return by.may(Permission.LIBRARY_REVIEW) and by.id not in part


def may_revise(lesson: TypicalCase, by: Staff) -> bool:
    """Whether somebody may propose a new version of what is published: its authors, and who keeps the
    library."""
    authors = (lesson.nominated_by_id, lesson.written_by_id)
    return lesson.state is LessonState.PUBLISHED and (by.id in authors or by.may(Permission.LIBRARY_EDIT))


def may_review_version(lesson: TypicalCase, version: LessonVersion, by: Staff) -> bool:
    """Whether somebody reviews a new version: as `may_review`, of those who had no part in it or in the case
    that it is made of."""
    part = (lesson.nominated_by_id, version.written_by_id, version.confirmed_by_id)
    return version.state is VersionState.REVIEW and by.may(Permission.LIBRARY_REVIEW) and by.id not in part


def may_see_versions(lesson: TypicalCase, by: Staff) -> bool:
    """Whether somebody sees a version before it is published: who may propose one, and who reviews."""
    return may_revise(lesson, by) or by.may(Permission.LIBRARY_REVIEW)


def may_see(lesson: TypicalCase, by: Staff) -> bool:
    """A published one is everybody's who works here; before and after, those who work on it see it."""
    works = by.may(Permission.LIBRARY_EDIT) or by.may(Permission.LIBRARY_REVIEW)
    return lesson.state is LessonState.PUBLISHED or works or by.id == lesson.nominated_by_id


def _may_withdraw(lesson: TypicalCase, by: Staff) -> bool:
    if lesson.state is LessonState.WITHDRAWN:
        return False
    own = by.id == lesson.nominated_by_id and lesson.state is not LessonState.PUBLISHED
    return own or by.may(Permission.LIBRARY_REVIEW)
