"""Writing a version of a questionnaire, and publishing it for good (S-01)."""

from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import func, select

from models.db import db
from models.errors import Invalid, WrongState
from models.events.actions import Actor, record
from models.surveys import queries
from models.surveys.document import Document
from models.surveys.tables import QuestionnaireVersion


def write_draft(questionnaire: str, document: dict[str, Any]) -> QuestionnaireVersion:
    """Puts a document into the questionnaire's draft, or begins one with the next number.

    Raises Invalid("document", …) for one that does not hold together.
    """
    try:
        content = Document.model_validate(document).model_dump(mode="json", exclude_none=True)
    except ValidationError as error:
        raise Invalid("document", error.errors()[0]["msg"]) from error
    version = queries.draft(questionnaire)
    if version is None:
        last = db.session.scalar(
            select(func.max(QuestionnaireVersion.number)).where(
                QuestionnaireVersion.questionnaire == questionnaire
            )
        )
        version = QuestionnaireVersion(questionnaire=questionnaire, number=(last or 0) + 1, document=content)
        db.session.add(version)
    else:
        version.document = content
    db.session.flush()
    return version


def publish(version: QuestionnaireVersion, *, by: Actor, now: datetime) -> None:
    """Puts a draft in force: invitations from now on ask it, and it never changes again.

    Records `questionnaire.published`. Raises WrongState for one that is published.
    """
    if version.published_at is not None:
        raise WrongState("publish", "published")
    version.published_at = now
    db.session.flush()
    record("questionnaire.published", version, by=by, now=now)
