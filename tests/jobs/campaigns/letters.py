"""What the clock has queued for campaigns, and what became of it."""

from collections import Counter

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.campaigns.tables import Campaign
from models.campaigns.words import MemberState
from models.outbox.tables import Delivery, OutboxMessage
from tests.models.campaigns.making import members
from tests.moments import MONDAY


def letters(session: Session, kind: str = "campaign_invitation") -> int:
    return session.scalar(select(func.count(OutboxMessage.id)).where(OutboxMessage.kind == kind)) or 0


def leave(session: Session, *, but: str = "") -> None:
    """All letters that wait are sent, except one to somebody."""
    waiting = update(OutboxMessage).where(OutboxMessage.state == Delivery.WAITING)
    session.execute(
        waiting.where(OutboxMessage.to_address != but).values(state=Delivery.SENT, sent_at=MONDAY)
    )
    session.commit()


def states(campaign: Campaign) -> Counter[MemberState]:
    return Counter(member.state for member in members(campaign))
