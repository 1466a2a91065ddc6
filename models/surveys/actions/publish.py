"""Writing a version of a questionnaire, and publishing it for good (S-01)."""

from datetime import datetime
from typing import Any

from pydantic import ValidationError

from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM, Actor, record
from models.events.tables import Party
from models.people.tables import Staff
from models.permissions import Permission
from models.surveys import queries
from models.surveys.document import Document
from models.surveys.rules.review import blocking, review
from models.surveys.tables import QuestionnaireVersion


def write_draft(questionnaire: str, document: dict[str, Any]) -> QuestionnaireVersion:
    """Puts a whole document into the questionnaire's draft, or begins one with the next number.

    Raises Invalid("document", …) for one that does not hold together.
    """
    try:
        content = Document.model_validate(document).model_dump(mode="json", exclude_none=True)
    except ValidationError as error:
        raise Invalid("document", error.errors()[0]["msg"]) from error
    version = queries.draft(questionnaire)
    if version is None:
        number = queries.last_number(questionnaire) + 1
        version = QuestionnaireVersion(questionnaire=questionnaire, number=number, document=content)
        db.session.add(version)
    else:
        version.document = content
    db.session.flush()
    return version


def publish(
    version: QuestionnaireVersion,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    seen: int | None = None,
) -> None:
    """Puts a draft in force: invitations from now on ask it, and it never changes again.

    Records `questionnaire.published` with the reason, which people must give. Raises NotAllowed,
    WrongState for one that is published, Stale, Invalid("reason", "required"), and Invalid("document",
    "unfinished") while the review finds something that blocks it, or "as_published" where nothing differs
    from the version before.
    """
    if isinstance(by, Staff) and not by.may(Permission.QUESTIONNAIRE_PUBLISH):
        raise NotAllowed()
    if version.published_at is not None:
        raise WrongState("publish", "published")
    version.expect(seen)
    if not isinstance(by, Party) and not reason.strip():
        raise Invalid("reason", "required")
    if by is not SYSTEM:
        _require_finished(version)
    version.document = version.draft.finished().model_dump(mode="json", exclude_none=True)
    version.published_at, version.previous = now, None
    db.session.flush()
    record("questionnaire.published", version, by=by, now=now, reason=reason.strip())


def _require_finished(version: QuestionnaireVersion) -> None:
    earlier = [each.content for each in queries.published(version.questionnaire)]
    draft = version.draft
    if blocking(review(draft, version.questionnaire, earlier)):
        raise Invalid("document", "unfinished")
    if earlier and earlier[-1].model_dump() == draft.finished().model_dump():
        raise Invalid("document", "as_published")
