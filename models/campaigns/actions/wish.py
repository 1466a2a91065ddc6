"""A customer says by the link of a survey: please do not ask me again, or takes that back (R-02, S-04)."""

from datetime import datetime

from sqlalchemy import select

from models.campaigns.queries.person import holder_of
from models.campaigns.tables import CampaignMember
from models.campaigns.words import ASKED, MemberSilence, MemberState
from models.customers.actions import recognise, withdraw_wish
from models.customers.tables import Customer
from models.db import db
from models.errors import WrongState
from models.events.actions import CUSTOMER, Actor
from models.revisits.actions import respect, take_back
from models.revisits.tables import Revisit
from models.surveys.tables import Invitation

HOPED = (*ASKED, MemberState.TO_CALL)


def ask_no_more(invitation: Invitation, *, by: Actor = CUSTOMER, now: datetime) -> Customer:
    """Notes that whoever was asked by this invitation wants no revisit and no survey, by any means.

    They say so themselves, or to `by` on the telephone.

    Ends what is being asked of them, as `respect` does; in campaigns they are silent from now on. Somebody
    from a list whom we did not know becomes known, so that the next list leaves them alone too. What they
    answered stays. Sent twice, it is noted once. Raises WrongState for a link that leads to nobody.
    """
    holder = holder_of(invitation)
    if holder.nobody is not None:
        raise WrongState("wish", holder.nobody.value)
    customer = holder.customer or _known_from_now_on(holder.member, by, now)
    respect(customer, by=by, now=now)
    for member in _asked(customer, holder.member):
        member.state, member.silence = MemberState.SILENT, MemberSilence.DO_NOT_CONTACT
    db.session.flush()
    return customer


def ask_again_after_all(invitation: Invitation, *, now: datetime) -> None:
    """Takes that back: they may be asked again, and the link that they hold can be answered again.

    What else had ended stays ended. Raises WrongState for a link that leads to nobody.
    """
    holder = holder_of(invitation)
    if holder.nobody is not None:
        raise WrongState("wish", holder.nobody.value)
    if holder.customer is None or not withdraw_wish(holder.customer, now=now):
        return
    revisit = db.session.scalars(
        select(Revisit).where(Revisit.invitation_id == invitation.id).with_for_update()
    ).one_or_none()
    if revisit is not None:
        take_back(revisit, now=now)
    member = holder.member
    if member is not None and member.silence is MemberSilence.DO_NOT_CONTACT and member.asked_at is not None:
        member.state, member.silence = MemberState.SENT, None
    db.session.flush()


def _known_from_now_on(member: CampaignMember | None, by: Actor, now: datetime) -> Customer:
    assert member is not None  # without a customer there is one
    return recognise(
        name=member.to_name,
        phone=member.to_phone,
        email=member.to_address,
        account=None,
        region="",
        language=member.language,
        by=by,
        now=now,
    )


def _asked(customer: Customer, own: CampaignMember | None) -> list[CampaignMember]:
    """Where they are hoped to answer: every campaign that asked them, this one under whatever name.

    Who has answered is noted as such by the clock, whatever is said here.
    """
    asked = db.session.scalars(
        select(CampaignMember).where(
            CampaignMember.customer_id == customer.id, CampaignMember.state.in_(HOPED)
        )
    ).all()
    mine = [own] if own is not None and own.state in HOPED else []
    return list({each.id: each for each in (*asked, *mine)}.values())
