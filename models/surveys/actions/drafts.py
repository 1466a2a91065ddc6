"""Drafts of questionnaires: begun, changed step by step, taken back, given up (S-01)."""

from collections.abc import Callable
from datetime import datetime

from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.actions import record
from models.outbox.actions import notify
from models.people.tables import Staff
from models.permissions import Permission
from models.surveys import queries
from models.surveys.document import Document
from models.surveys.draft import Draft, DraftText
from models.surveys.rules import drafting
from models.surveys.tables import QuestionnaireVersion
from models.surveys.words import DraftEdit

LONGEST_CODE = 40


def create(
    title: DraftText, *, by: Staff, now: datetime, like: QuestionnaireVersion | None = None
) -> QuestionnaireVersion:
    """The draft of a new questionnaire: blank, or with all that another version asks.

    Records `questionnaire.begun`. Raises NotAllowed, Invalid("title_zh", "required") without any title.
    """
    _require(by)
    if not title:
        raise Invalid("title_zh", "required")
    code = drafting.new_code(title.en, queries.codes(), "questionnaire")
    draft = like.draft.replaced(title=title) if like else drafting.blank(title)
    version = QuestionnaireVersion(questionnaire=code, number=1, document=draft.stored())
    db.session.add(version)
    db.session.flush()
    record("questionnaire.begun", version, by=by, now=now, **({"like": like.audit_name} if like else {}))
    return version


def begin(questionnaire: str, *, by: Staff, now: datetime) -> QuestionnaireVersion:
    """The draft of the next version, a copy of the newest; the one that is there, if there is one.

    Records `questionnaire.begun`. Raises NotAllowed, LookupError for an unknown questionnaire.
    """
    _require(by)
    there = queries.draft(questionnaire)
    if there is not None:
        return there
    newest = queries.current(questionnaire)
    if newest is None:
        raise LookupError(questionnaire)
    version = QuestionnaireVersion(
        questionnaire=questionnaire, number=newest.number + 1, document=newest.draft.stored()
    )
    db.session.add(version)
    db.session.flush()
    record("questionnaire.begun", version, by=by, now=now, like=newest.audit_name)
    return version


def edit(
    version: QuestionnaireVersion,
    change: Callable[[Draft], Draft],
    what: DraftEdit,
    part: str,
    *,
    by: Staff,
    now: datetime,
    seen: int | None = None,
) -> bool:
    """Changes a draft by one step of `rules.drafting`; False when that changes nothing.

    What it was before is kept, so that the step can be taken back. Records `questionnaire.changed`.
    `seen` is the count of edits that was read. Raises NotAllowed, WrongState for a published version,
    Stale, LookupError for a part that is gone.
    """
    _editable(version, by)
    version.expect(seen)
    draft = version.draft
    new = change(draft)
    if new.stored() == draft.stored():
        return False
    _store(version, new, by, now, what, part)
    return True


def replace_part(
    version: QuestionnaireVersion,
    part: str,
    read: Callable[[Draft], str],
    change: Callable[[Draft], Draft],
    *,
    by: Staff,
    now: datetime,
    seen: str,
) -> bool:
    """Changes a part that a form was filled in for; False when that changes nothing.

    `read` gives the digest of the part as it is; when that is not the one that was `seen`, somebody
    changed the part meanwhile and Stale is raised. Changes of other parts do no harm. Otherwise as `edit`.
    """
    _editable(version, by)
    if read(version.draft) != seen:
        raise Stale(0, version.edits)
    return edit(version, change, DraftEdit.CHANGED, part, by=by, now=now)


def take_back(version: QuestionnaireVersion, *, by: Staff, now: datetime, seen: int | None) -> None:
    """Undoes the last change of a draft; done again, it does the change again.

    Records `questionnaire.changed`. Raises NotAllowed, WrongState, also when nothing was changed, Stale.
    """
    _editable(version, by)
    version.expect(seen)
    if version.previous is None:
        raise WrongState("taking back", "unchanged")
    _store(version, Draft.model_validate(version.previous), by, now, DraftEdit.TAKEN_BACK, "")


def drop(version: QuestionnaireVersion, *, by: Staff, now: datetime, seen: int | None) -> None:
    """Gives a draft up; a questionnaire that was never published is gone with it.

    Records `questionnaire.dropped`. Raises NotAllowed, WrongState, Stale.
    """
    _editable(version, by)
    version.expect(seen)
    record("questionnaire.dropped", version, by=by, now=now)
    db.session.delete(version)
    db.session.flush()


def ask_to_publish(version: QuestionnaireVersion, *, by: Staff, now: datetime) -> int:
    """Tells all who may publish that the draft is ready; returns how many they are.

    Records `questionnaire.submitted`. Raises NotAllowed, WrongState, Invalid("document", "unfinished"),
    and Invalid("document", "no_publisher") where there is nobody to tell.
    """
    _editable(version, by)
    found = queries.findings(version)
    if any(each.blocks for each in found):
        raise Invalid("document", "unfinished")
    people = [each for each in queries.publishers(now) if each != by.id]
    if not people:
        raise Invalid("document", "no_publisher")
    record("questionnaire.submitted", version, by=by, now=now)
    for person in people:
        notify(person, "questionnaire_to_publish", about=version.audit_name, now=now)
    return len(people)


def _store(
    version: QuestionnaireVersion, draft: Document, by: Staff, now: datetime, what: DraftEdit, part: str
) -> None:
    version.previous = version.document
    version.document = draft.model_dump(mode="json", exclude_none=True)
    db.session.flush()
    facts = {"part": part} if part else {}
    record("questionnaire.changed", version, by=by, now=now, draft_edit=what, **facts)


def _require(by: Staff) -> None:
    if not by.may(Permission.QUESTIONNAIRE_EDIT):
        raise NotAllowed()


def _editable(version: QuestionnaireVersion, by: Staff) -> None:
    _require(by)
    if version.published_at is not None:
        raise WrongState("editing", "published")
