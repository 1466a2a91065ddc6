"""Reading questionnaires, invitations and answers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol
from weakref import WeakKeyDictionary

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload
from sqlalchemy.pool import Pool

from models.db import db
from models.people.tables import Staff
from models.surveys.document import Document
from models.surveys.rules.answers import Answer
from models.surveys.tables import Invitation, QuestionnaireVersion, Response, ResponseItem


def current(questionnaire: str) -> QuestionnaireVersion | None:
    """The latest published version of a questionnaire: what new invitations ask."""
    return db.session.scalars(
        select(QuestionnaireVersion)
        .where(
            QuestionnaireVersion.questionnaire == questionnaire,
            QuestionnaireVersion.published_at.is_not(None),
        )
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    ).first()


def draft(questionnaire: str) -> QuestionnaireVersion | None:
    """The version that is being written, if any; there is one at most."""
    return db.session.scalars(
        select(QuestionnaireVersion).where(
            QuestionnaireVersion.questionnaire == questionnaire, QuestionnaireVersion.published_at.is_(None)
        )
    ).one_or_none()


def by_locator(locator: str) -> Invitation | None:
    """The invitation that a link leads to, with its version and its response, in one query."""
    return db.session.scalars(
        select(Invitation).where(Invitation.locator == locator).options(joinedload(Invitation.response))
    ).one_or_none()


def entered_by(response: Response | None) -> Staff | None:
    """Who wrote down on the telephone what a customer answered; None for who answered alone (R-02)."""
    if response is None or response.entered_by_id is None:
        return None
    return db.session.get_one(Staff, response.entered_by_id)


def answers_of(response: Response | None) -> dict[str, Answer]:
    """All that was answered so far, by question code."""
    return {} if response is None else answers_of_many([response.id])[response.id]


def answers_of_many(response_ids: Iterable[int]) -> Mapping[int, dict[str, Answer]]:
    """The answers of many responses by the response's id, in one query."""
    wanted = list(response_ids)
    items: dict[int, dict[str, list[ResponseItem]]] = {wanted_id: {} for wanted_id in wanted}
    for item in db.session.scalars(_ITEMS, {"responses": wanted}) if wanted else ():
        items[item.response_id].setdefault(item.question, []).append(item)
    return {
        response_id: {question: answer_of_parts(parts) for question, parts in questions.items()}
        for response_id, questions in items.items()
    }


_ITEMS = (
    select(ResponseItem)
    .where(ResponseItem.response_id.in_(bindparam("responses", expanding=True)))
    .order_by(ResponseItem.id)
)


class Part(Protocol):
    """A row of ResponseItem, or what a statement read of one."""

    part: str
    choice: int | None
    words: str | None


def answer_of_parts(parts: Sequence[Part]) -> Answer:
    """What was said to one question, from the rows of its parts."""
    return Answer(
        values={item.part: item.choice for item in parts if item.choice is not None},
        text="".join(item.words for item in parts if item.words is not None),
    )


def document_of(version_id: int) -> Document:
    """What a published version asks. It never changes, so it is read once for each process and database."""
    known = _documents.setdefault(db.engine.pool, {})
    found = known.get(version_id)
    if found is None:
        found = db.session.get_one(QuestionnaireVersion, version_id).content
        known[version_id] = found
    return found


_documents: WeakKeyDictionary[Pool, dict[int, Document]] = WeakKeyDictionary()
"""By the connections to the database that holds the version: with those, what was read of it is let go."""
