"""Reading questionnaires, invitations and answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from weakref import WeakKeyDictionary

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload
from sqlalchemy.pool import Pool

from models.clock import local_day
from models.db import db
from models.people.queries import works_on
from models.people.roles import GRANTS
from models.people.tables import RoleGrant, Staff
from models.permissions import Permission
from models.surveys.document import Document
from models.surveys.rules.answers import Answer
from models.surveys.rules.review import Finding, review
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


@dataclass(frozen=True)
class Shelved:
    """One questionnaire in the list of all: its newest version, its draft, and its answers so far."""

    code: str
    newest: QuestionnaireVersion | None
    draft: QuestionnaireVersion | None
    answers: int

    @property
    def shown(self) -> QuestionnaireVersion:
        """What it is called after: the newest version, else the draft."""
        version = self.newest or self.draft
        assert version is not None
        return version


def shelf() -> list[Shelved]:
    """Every questionnaire, in three queries: those with a newer version or draft first."""
    newest: dict[str, QuestionnaireVersion] = {}
    drafts: dict[str, QuestionnaireVersion] = {}
    last = select(func.max(QuestionnaireVersion.id)).group_by(
        QuestionnaireVersion.questionnaire, QuestionnaireVersion.published_at.is_(None)
    )
    rows = select(QuestionnaireVersion).where(QuestionnaireVersion.id.in_(last))
    for version in db.session.scalars(rows.order_by(QuestionnaireVersion.id.desc())):
        (newest if version.published_at else drafts)[version.questionnaire] = version
    counts = answers_by_version()
    of_questionnaire: dict[str, int] = {}
    for (questionnaire, _number), count in counts.items():
        of_questionnaire[questionnaire] = of_questionnaire.get(questionnaire, 0) + count
    return [
        Shelved(code, newest.get(code), drafts.get(code), of_questionnaire.get(code, 0))
        for code in dict.fromkeys([*drafts, *newest])
    ]


def answers_by_version(questionnaire: str | None = None) -> dict[tuple[str, int], int]:
    """How many answered each version to its end, of one questionnaire or of all."""
    counted = (
        select(QuestionnaireVersion.questionnaire, QuestionnaireVersion.number, func.count())
        .join(Invitation, Invitation.version_id == QuestionnaireVersion.id)
        .join(Response, Response.invitation_id == Invitation.id)
        .where(Response.completed_at.is_not(None))
        .group_by(QuestionnaireVersion.questionnaire, QuestionnaireVersion.number)
    )
    if questionnaire is not None:
        counted = counted.where(QuestionnaireVersion.questionnaire == questionnaire)
    return {(code, number): count for code, number, count in db.session.execute(counted)}


def versions(questionnaire: str) -> Sequence[QuestionnaireVersion]:
    """All versions of a questionnaire, the draft among them, newest first."""
    found = select(QuestionnaireVersion).where(QuestionnaireVersion.questionnaire == questionnaire)
    return db.session.scalars(found.order_by(QuestionnaireVersion.number.desc())).all()


def version_of(questionnaire: str, number: int) -> QuestionnaireVersion | None:
    """One version of a questionnaire, published or not."""
    return db.session.scalars(
        select(QuestionnaireVersion).where(
            QuestionnaireVersion.questionnaire == questionnaire, QuestionnaireVersion.number == number
        )
    ).one_or_none()


def published(questionnaire: str) -> list[QuestionnaireVersion]:
    """The versions that were published, oldest first."""
    return [each for each in reversed(versions(questionnaire)) if each.published_at is not None]


def last_number(questionnaire: str) -> int:
    """The number of the newest version, published or not; 0 without any."""
    numbers = select(func.max(QuestionnaireVersion.number))
    return db.session.scalar(numbers.where(QuestionnaireVersion.questionnaire == questionnaire)) or 0


def codes() -> frozenset[str]:
    """The codes of all questionnaires."""
    return frozenset(db.session.scalars(select(QuestionnaireVersion.questionnaire).distinct()))


def findings(version: QuestionnaireVersion) -> tuple[Finding, ...]:
    """What is still wrong with a draft, and what could be better (S-01)."""
    earlier = [each.content for each in published(version.questionnaire)]
    return review(version.draft, version.questionnaire, earlier)


def publishers(now: datetime) -> list[int]:
    """The ids of all who work here and may publish a questionnaire."""
    roles = [role for role, granted in GRANTS.items() if Permission.QUESTIONNAIRE_PUBLISH in granted]
    found = (
        select(RoleGrant.staff_id)
        .join(Staff, Staff.id == RoleGrant.staff_id)
        .where(RoleGrant.role.in_(roles), works_on(local_day(now)))
    )
    return sorted(set(db.session.scalars(found)))


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
    """What was answered so far and counts, by question code: all on the way that the answers lead."""
    return {} if response is None else answers_of_many([response.id])[response.id]


def all_answers_of(response: Response) -> dict[str, Answer]:
    """All that is kept, also what counts no more as another way was taken (S-05)."""
    return _answers([response.id], _KEPT)[response.id]


def answers_of_many(response_ids: Iterable[int]) -> Mapping[int, dict[str, Answer]]:
    """The answers of many responses that count, by the response's id, in one query."""
    return _answers(list(response_ids), _COUNTING)


def _answers(wanted: Sequence[int], statement: Select[ResponseItem]) -> dict[int, dict[str, Answer]]:
    items: dict[int, dict[str, list[ResponseItem]]] = {wanted_id: {} for wanted_id in wanted}
    for item in db.session.scalars(statement, {"responses": wanted}) if wanted else ():
        items[item.response_id].setdefault(item.question, []).append(item)
    return {
        response_id: {question: answer_of_parts(parts) for question, parts in questions.items()}
        for response_id, questions in items.items()
    }


_KEPT = (
    select(ResponseItem)
    .where(ResponseItem.response_id.in_(bindparam("responses", expanding=True)))
    .order_by(ResponseItem.id)
)
_COUNTING = _KEPT.where(ResponseItem.off_way.is_(False))


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
