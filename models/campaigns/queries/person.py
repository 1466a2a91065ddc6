"""Who holds a link: the customer behind an invitation, as far as anybody may know (R-02, S-04)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from models.campaigns.tables import Campaign, CampaignMember
from models.cases.tables import Case, Chat
from models.customers import queries as customers
from models.customers.tables import Customer
from models.db import db
from models.revisits.tables import ChatRating, Revisit
from models.surveys.tables import Invitation
from models.surveys.words import Reach


class Nobody(StrEnum):
    """Why a link leads to nobody: what is answered is nobody's, anybody may answer, or it is a trial."""

    ANONYMOUS = "anonymous"
    OPEN = "open"
    TRIAL = "trial"


@dataclass(frozen=True)
class Holder:
    """Who was asked by an invitation. Neither customer nor member: `nobody` says why.

    A member without a customer was on an imported list and is not known to us otherwise.
    """

    customer: Customer | None = None
    member: CampaignMember | None = None
    nobody: Nobody | None = None

    @property
    def unwilling_since(self) -> datetime | None:
        """Since when they want no revisit and no survey."""
        return self.customer.do_not_contact_since if self.customer else None


def holder_of(invitation: Invitation) -> Holder:
    """Who was asked by this invitation."""
    if invitation.reach in (Reach.QR, Reach.OPEN_LINK):
        return Holder(nobody=Nobody.OPEN)
    if invitation.blurred_to is not None:
        return Holder(nobody=Nobody.ANONYMOUS)
    if invitation.campaign_id is not None:
        return _member(invitation)
    about = (
        select(Customer)
        .join(Case, Case.customer_id == Customer.id)
        .outerjoin(Revisit, Revisit.case_id == Case.id)
        .outerjoin(Chat, Chat.case_id == Case.id)
        .outerjoin(ChatRating, ChatRating.chat_id == Chat.id)
        .where((Revisit.invitation_id == invitation.id) | (ChatRating.invitation_id == invitation.id))
        .limit(1)
    )
    customer = db.session.scalars(about).first()
    return Holder(customer) if customer is not None else Holder(nobody=Nobody.TRIAL)


def _member(invitation: Invitation) -> Holder:
    member = db.session.scalars(
        select(CampaignMember)
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(CampaignMember.invitation_id == invitation.id)
    ).one_or_none()
    if member is None:
        return Holder(nobody=Nobody.TRIAL)
    if member.customer_id is not None:
        return Holder(db.session.get_one(Customer, member.customer_id), member)
    return Holder(customers.known(phone=member.to_phone, email=member.to_address, account=None), member)
