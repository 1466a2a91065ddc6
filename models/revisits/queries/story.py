"""What became of a revisit: for the customer who answered, and for the case's screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, lazyload

from models.cases.queries.due import due_times_of
from models.cases.tables import Case
from models.cases.words import DueKind, Ending, State
from models.db import db
from models.people.tables import Department, Staff
from models.revisits.rules import words_of
from models.revisits.tables import Revisit
from models.surveys.queries import answers_of_many
from models.surveys.rules.answers import Answer
from models.surveys.tables import Invitation


class Told(StrEnum):
    """What the customer is told after an answer."""

    THANKS = "thanks"
    REOPENED = "reopened"


@dataclass(frozen=True)
class FollowUp:
    """What happens with an answer, and on a reopened case who calls by when (R-04).

    `heard_at` instead of `call_by` where somebody has been in touch since; `answered` where there is a
    new result. `leaders` where the rulebook's rounds are used up, so that the leading group decides.
    """

    told: Told
    department: Department | None = None
    owner: Staff | None = None
    call_by: datetime | None = None
    heard_at: datetime | None = None
    answered: bool = False
    leaders: bool = False


def of_invitation(invitation: Invitation) -> Revisit | None:
    """The revisit that an invitation was made for, with its case."""
    return db.session.scalars(
        select(Revisit)
        .where(Revisit.invitation_id == invitation.id)
        .options(joinedload(Revisit.case).options(joinedload(Case.lead_department), joinedload(Case.owner)))
    ).one_or_none()


def follow_up(revisit: Revisit) -> FollowUp:
    """What the thanks page says. Promises hold for the round that the answer began, and no longer."""
    case = revisit.case
    if revisit.reopened_at is not None:
        if case.round != revisit.round + 1 or not case.open:
            return FollowUp(Told.THANKS)
        due = {each.kind: each for each in due_times_of(case) if each.round == case.round}
        call, decision = due.get(DueKind.FIRST_RESPONSE), due.get(DueKind.DECISION)
        return FollowUp(
            Told.REOPENED,
            case.lead_department,
            case.owner,
            call_by=call.due_at if call is not None and call.ended_at is None else None,
            heard_at=call.ended_at if call is not None and call.ending is Ending.MET else None,
            answered=case.state is State.ANSWERED,
            leaders=decision is not None and decision.ended_at is None,
        )
    return FollowUp(Told.THANKS)


@dataclass(frozen=True)
class Chapter:
    """One revisit of a case with all that was answered to it."""

    revisit: Revisit
    answers: dict[str, Answer]

    @property
    def words(self) -> str:
        """What the customer wrote or said in own words."""
        return words_of(self.answers)


_REVISITS = (
    select(Revisit)
    .where(Revisit.case_id == bindparam("case"))
    .options(
        joinedload(Revisit.invitation).joinedload(Invitation.response),
        joinedload(Revisit.caller).options(lazyload(Staff.grants), lazyload(Staff.department)),
    )
    .order_by(Revisit.id)
)


def story_of(case: Case) -> Sequence[Chapter]:
    """The revisits of a case, oldest first, with their answers; two queries whatever their number."""
    revisits = db.session.scalars(_REVISITS, {"case": case.id}).all()
    responses = {
        revisit.id: revisit.invitation.response.id
        for revisit in revisits
        if revisit.invitation is not None and revisit.invitation.response is not None
    }
    answers = answers_of_many(responses.values())
    return [Chapter(row, answers[responses[row.id]] if row.id in responses else {}) for row in revisits]
