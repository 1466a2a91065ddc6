"""When people were asked for an opinion before: by any campaign, any revisit, any means (R-03)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from models.campaigns.tables import CampaignMember
from models.cases.tables import Case
from models.customers.tables import Customer
from models.db import db
from models.revisits.tables import Revisit
from models.rulebook.document import Rules
from models.surveys.words import Reach


def asked_of(
    members: Collection[CampaignMember], rules: Rules, now: datetime
) -> Mapping[int, list[datetime]]:
    """The moments, by member id, within the rulebook's days; a fixed number of queries.

    A customer is one person by whatever address; who is no customer of ours is known by mail address
    and telephone number.
    """
    since = now - timedelta(days=rules.contact.surveys_days)
    by_customer = _of_customers({each.customer_id for each in members if each.customer_id}, since)
    by_way = _of_strangers({way for each in members if not each.customer_id for way in _ways(each)}, since)
    own = {each.id: each.asked_at for each in members}
    return {
        each.id: _without(
            by_customer.get(each.customer_id, [])
            if each.customer_id
            else list({id_: at for way in _ways(each) for id_, at in by_way.get(way, [])}.values()),
            own[each.id],
        )
        for each in members
    }


def called_for(customer_id: int) -> Sequence[datetime]:
    """When campaigns put a customer on their phone list; their letters stand in the outbox (R-03)."""
    found = select(CampaignMember.asked_at).where(
        CampaignMember.customer_id == customer_id,
        CampaignMember.reach == Reach.PHONE,
        CampaignMember.asked_at.is_not(None),
    )
    return [moment for moment in db.session.scalars(found) if moment is not None]


def unwilling(members: Collection[CampaignMember]) -> Collection[int]:
    """Those among them, by id, who want no survey (R-03).

    Who was no customer of ours when the list was read is known by mail address and telephone number.
    """
    ids = {each.customer_id for each in members if each.customer_id}
    ways = {way for each in members if not each.customer_id for way in _ways(each)}
    found = select(Customer.id, Customer.email, Customer.phone).where(
        Customer.do_not_contact_since.is_not(None),
        or_(Customer.id.in_(ids), Customer.email.in_(ways), Customer.phone.in_(ways)),
    )
    against = db.session.execute(found).all() if ids or ways else []
    people = {row.id for row in against}
    reached = {way for row in against for way in (row.email, row.phone)}
    return {
        each.id
        for each in members
        if (each.customer_id in people if each.customer_id else reached.intersection(_ways(each)))
    }


def _ways(member: CampaignMember) -> list[str]:
    return [way for way in (member.to_address, member.to_phone) if way]


def _without(moments: list[datetime], own: datetime | None) -> list[datetime]:
    rest = list(moments)
    if own in rest:
        rest.remove(own)
    return rest


def _of_customers(ids: Collection[int], since: datetime) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = {}
    if not ids:
        return found
    asked = select(CampaignMember.customer_id, CampaignMember.asked_at).where(
        CampaignMember.customer_id.in_(ids), CampaignMember.asked_at > since
    )
    revisited = (
        select(Case.customer_id, Revisit.asked_at)
        .join(Case, Case.id == Revisit.case_id)
        .where(Case.customer_id.in_(ids), Revisit.asked_at > since)
    )
    for statement in (asked, revisited):
        for customer, moment in db.session.execute(statement):
            if customer is not None and moment is not None:
                found.setdefault(customer, []).append(moment)
    return found


def _of_strangers(ways: Collection[str], since: datetime) -> dict[str, list[tuple[int, datetime]]]:
    """By way: who was asked, and when. Asked once, somebody is found by both address and number."""
    found: dict[str, list[tuple[int, datetime]]] = {}
    if not ways:
        return found
    for column in (CampaignMember.to_address, CampaignMember.to_phone):
        rows = db.session.execute(
            select(column, CampaignMember.id, CampaignMember.asked_at).where(
                column.in_(ways), CampaignMember.asked_at > since
            )
        )
        for way, member_id, moment in rows:
            if way is not None and moment is not None:
                found.setdefault(way, []).append((member_id, moment))
    return found
