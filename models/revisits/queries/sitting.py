"""All that one step of answering needs, read at once: every tap of every customer asks for it (S-05)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from models.cases.tables import Case
from models.cases.words import State
from models.db import UTCDateTime, aside
from models.revisits.tables import Revisit
from models.rulebook.tables import Rulebook
from models.rulebook.words import RulebookState
from models.surveys.document import Document
from models.surveys.queries import answer_of_parts, document_of
from models.surveys.rules.answers import Answer
from models.surveys.tables import Invitation, Response, ResponseItem
from models.surveys.words import InvitationState, Reach

NOBODY = (Reach.QR, Reach.OPEN_LINK)
"""Who comes by these is nobody whom we asked."""


@dataclass(frozen=True, slots=True)
class About:
    """The case that a revisit asks about. `again`: it was taken up again, and is being worked on."""

    number: str
    title: str
    answered_at: datetime | None
    again: bool


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where somebody stands who holds a link: what is asked, what was answered so far, and about what.

    `rulebook` is the fingerprint of the rules in force. `response_id` is that of a response which the
    customer gave alone so far: None before the first answer, and where one was written down on the telephone.
    """

    language: str
    state: InvitationState
    closes_at: datetime
    document: Document
    response_id: int | None
    answers: dict[str, Answer]
    about: About | None
    rulebook: str
    blurred_to: datetime | None = None
    """Of an anonymous survey: what stands in place of every moment of the answer (S-04)."""
    personal: bool = False
    """Whether somebody whom we know was asked, who may say that they want no more (R-02)."""
    off_way: frozenset[str] = frozenset()
    """The questions whose answers are kept and do not count, as another way was taken (S-05)."""

    def open(self, now: datetime) -> bool:
        """Whether an answer still counts."""
        return self.state is not InvitationState.WITHDRAWN and now < self.closes_at


def sitting(locator: str, now: datetime) -> Sitting | None:
    """What the link with this locator leads to, in one query; None where there is none.

    It is read aside, so that who answers keeps others from writing only while the answer is written.
    """
    with aside() as connection:
        rows = connection.execute(_SITTING, {"locator": locator, "now": now}).all()
    if not rows:
        return None
    first = rows[0]
    return Sitting(
        language=first.language,
        state=first.state,
        closes_at=first.closes_at,
        document=document_of(first.version_id),
        response_id=None if first.entered_by_id is not None else first.response_id,
        answers=_answers(rows),
        about=_about(first),
        rulebook=first.rulebook or "",
        blurred_to=first.blurred_to,
        personal=first.reach not in NOBODY and first.blurred_to is None,
        off_way=frozenset(row.question for row in rows if row.off_way),
    )


_invitation, _response, _item = Invitation.__table__.c, Response.__table__.c, ResponseItem.__table__.c
_revisit, _case, _book = Revisit.__table__.c, Case.__table__.c, Rulebook.__table__.c
_in_force = (
    select(_book.fingerprint)
    .where(
        _book.state == RulebookState.IN_FORCE,
        _book.effective_from <= bindparam("now", type_=UTCDateTime),
    )
    .order_by(_book.effective_from.desc())
    .limit(1)
    .scalar_subquery()
)
_SITTING = (
    select(
        _invitation.language,
        _invitation.reach,
        _invitation.state,
        _invitation.closes_at,
        _invitation.version_id,
        _invitation.blurred_to,
        _response.id.label("response_id"),
        _response.entered_by_id,
        _item.question,
        _item.part,
        _item.choice,
        _item.words,
        _item.off_way,
        _revisit.reopened_at,
        _case.number,
        _case.title,
        _case.answered_at,
        _case.state.label("case_state"),
        _in_force.label("rulebook"),
    )
    .select_from(
        Invitation.__table__.outerjoin(Response.__table__, _response.invitation_id == _invitation.id)
        .outerjoin(ResponseItem.__table__, _item.response_id == _response.id)
        .outerjoin(Revisit.__table__, _revisit.invitation_id == _invitation.id)
        .outerjoin(Case.__table__, _case.id == _revisit.case_id)
    )
    .where(_invitation.locator == bindparam("locator"))
    .order_by(_item.id)
)


def _answers(rows: Sequence[Any]) -> dict[str, Answer]:
    parts: dict[str, list[Any]] = {}
    for row in rows:
        if row.question is not None:
            parts.setdefault(row.question, []).append(row)
    return {question: answer_of_parts(each) for question, each in parts.items()}


def _about(row: Any) -> About | None:
    if row.number is None:
        return None
    again = row.reopened_at is not None and row.case_state is not State.CLOSED
    return About(row.number, row.title, row.answered_at, again)
