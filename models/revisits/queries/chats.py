"""Ratings of chats: what was asked, and what was answered (V-05)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.cases.tables import Case, Chat
from models.customers.tables import Customer
from models.db import db
from models.outbox.tables import OutboxMessage, Overtaken
from models.revisits.rules import OVERALL, words_of
from models.revisits.tables import ChatRating
from models.surveys.queries import answers_of
from models.surveys.tables import Invitation


@dataclass(frozen=True)
class Rated:
    """How a chat was rated: of five points, None while there is no answer; and the customer's own words."""

    asked_at: datetime
    score: int | None
    words: str


def asked_about(chat: Chat) -> ChatRating | None:
    """The rating that was asked for a chat."""
    return db.session.scalars(
        select(ChatRating).where(ChatRating.chat_id == chat.id).options(joinedload(ChatRating.invitation))
    ).one_or_none()


def ratings_of(case: Case) -> dict[int, Rated]:
    """What the customers of a case's chats were asked and answered, by the chat's id."""
    rows = db.session.scalars(
        select(ChatRating)
        .join(Chat, Chat.id == ChatRating.chat_id)
        .where(Chat.case_id == case.id)
        .options(joinedload(ChatRating.invitation).joinedload(Invitation.response))
    )
    return {row.chat_id: _rated(row) for row in rows}


def overtaken(message: OutboxMessage, now: datetime) -> Overtaken | None:
    """Why the link to rate a chat must not leave any more; None while an answer is waited for."""
    row = db.session.execute(
        select(ChatRating, Invitation, Customer.do_not_contact_since)
        .join(Invitation, Invitation.id == ChatRating.invitation_id)
        .join(Chat, Chat.id == ChatRating.chat_id)
        .join(Case, Case.id == Chat.case_id)
        .join(Customer, Customer.id == Case.customer_id)
        .where(Invitation.locator == message.facts.get("locator", ""))
        .options(joinedload(Invitation.response))
    ).one_or_none()
    if row is None:
        return None
    _rating, invitation, unwanted_since = row
    if invitation.response is not None and invitation.response.completed_at is not None:
        return Overtaken.ANSWERED
    if unwanted_since is not None:
        return Overtaken.UNWANTED
    return Overtaken.EXPIRED if invitation.over(now) else None


def _rated(row: ChatRating) -> Rated:
    answers = answers_of(row.invitation.response)
    overall = answers.get(OVERALL)
    return Rated(row.asked_at, overall.choice if overall else None, words_of(answers))
