"""Which mails that became no case, and which lists brought for surveys, have been kept long enough (X-03)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import OVER
from models.cases.tables import Case
from models.clock import local_day
from models.customers.tables import Customer
from models.db import db
from models.mailbox.tables import TO_CHECK, MailboxMessage
from models.personal.queries.expiry import COUNTED, before, how_many_cases
from models.personal.tables import CaseHold
from models.personal.words import MailKeeps
from models.rulebook.document import RetentionRules


class Due(NamedTuple):
    """How much is past its time: cases, mails that became no case, people on lists for surveys."""

    cases: int
    mails: int
    addresses: int


def how_many(rules: RetentionRules, now: datetime) -> Due:
    """How much would lose its personal data now. Reads all of it: for the clock, once a week."""
    return Due(how_many_cases(rules, now), _count(due_mails(rules, now)), _count(due_members(rules, now)))


def mail_over(rules: RetentionRules, now: datetime, *, ahead: int = 0) -> ColumnElement[bool]:
    """SQL for "the time of this mail is over", or will be in `ahead` days, whatever keeps it. One that is on
    a case goes with the case."""
    return and_(
        MailboxMessage.case_id.is_(None),
        MailboxMessage.expired_at.is_(None),
        MailboxMessage.processed_at.is_not(None),
        MailboxMessage.arrived_at < before(rules.mail_months, now, ahead=ahead),
    )


def _about_a_case(_now: datetime) -> ColumnElement[bool]:
    stays = exists().where(Case.number == MailboxMessage.mentions, Case.expired_at.is_(None))
    return and_(MailboxMessage.mentions != "", stays)


def _of_a_held_case(now: datetime) -> ColumnElement[bool]:
    held = (
        select(CaseHold.case_id)
        .where(CaseHold.lifted_at.is_(None), CaseHold.until >= local_day(now))
        .distinct()
    )
    case, customer = aliased(Case), aliased(Customer)
    found = select(case.contact_email).where(case.id.in_(held), case.contact_email.is_not(None))
    theirs = select(customer.email).where(
        customer.id.in_(select(case.customer_id).where(case.id.in_(held))), customer.email.is_not(None)
    )
    sender = MailboxMessage.sender
    return and_(sender != "", or_(sender.in_(found), sender.in_(theirs)))


def _kept(now: datetime) -> Mapping[MailKeeps, ColumnElement[bool]]:
    return {
        MailKeeps.UNCHECKED: TO_CHECK,
        MailKeeps.CASE: _about_a_case(now),
        MailKeeps.HOLD: _of_a_held_case(now),
    }


def nothing_keeps_mail(now: datetime) -> list[ColumnElement[bool]]:
    """SQL for "and nothing keeps this mail"."""
    return [not_(keeps) for keeps in _kept(now).values()]


def due_mails(rules: RetentionRules, now: datetime, *, ahead: int = 0) -> Select[int]:
    """Ids of mails that became no case and lose what they said now, or in `ahead` days; the oldest first."""
    found = select(MailboxMessage.id).where(mail_over(rules, now, ahead=ahead), *nothing_keeps_mail(now))
    return found.order_by(MailboxMessage.arrived_at, MailboxMessage.id)


def mails_staying(rules: RetentionRules, now: datetime) -> Mapping[MailKeeps, int]:
    """How many mails are past their time and stay, by reason, each counted to one more than COUNTED."""
    over = mail_over(rules, now)
    found = {
        name: _count(select(MailboxMessage.id).where(over, keeps).limit(COUNTED + 1))
        for name, keeps in _kept(now).items()
    }
    return {name: n for name, n in found.items() if n}


def list_over(rules: RetentionRules, now: datetime, *, ahead: int = 0) -> ColumnElement[bool]:
    """SQL for "the time of the list of this survey is over", or will be in `ahead` days. An anonymous one is
    sealed first: until then the answers are told apart by who was on the list."""
    return and_(
        Campaign.state.in_(OVER),
        Campaign.ended_at < before(rules.list_months, now, ahead=ahead),
        or_(Campaign.anonymous.is_(False), Campaign.sealed_at.is_not(None)),
    )


def _still_known() -> ColumnElement[bool]:
    known = (
        CampaignMember.to_name != "",
        CampaignMember.to_address.is_not(None),
        CampaignMember.to_phone.is_not(None),
    )
    return and_(CampaignMember.line.is_not(None), or_(*known))


def due_members(rules: RetentionRules, now: datetime, *, ahead: int = 0) -> Select[int]:
    """Ids of people on lists for surveys who are named now, and whose time is over in `ahead` days."""
    over = select(Campaign.id).where(list_over(rules, now, ahead=ahead))
    return select(CampaignMember.id).where(CampaignMember.campaign_id.in_(over), _still_known())


def due_lists(rules: RetentionRules, now: datetime) -> Sequence[int]:
    """Surveys whose list is to go: its file is still there, or somebody who was on it is still named."""
    named = exists().where(CampaignMember.campaign_id == Campaign.id, _still_known())
    found = select(Campaign.id).where(list_over(rules, now), or_(Campaign.file_id.is_not(None), named))
    return db.session.scalars(found.order_by(Campaign.ended_at, Campaign.id)).all()


def named_on(campaign_id: int, *, limit: int) -> Sequence[int]:
    """Some of those on the list of a survey who are still named."""
    found = select(CampaignMember.id).where(CampaignMember.campaign_id == campaign_id, _still_known())
    return db.session.scalars(found.order_by(CampaignMember.id).limit(limit)).all()


class Coming(NamedTuple):
    """What goes within some days besides cases, counted to one more than COUNTED."""

    mails: int
    addresses: int


def coming_besides(rules: RetentionRules, now: datetime, *, days: int) -> Coming:
    """How many mails and people on lists lose what is known of them within so many days."""
    mails = due_mails(rules, now, ahead=days).order_by(None).limit(COUNTED + 1)
    return Coming(_count(mails), _count(due_members(rules, now, ahead=days).limit(COUNTED + 1)))


def _count(rows: Select[int]) -> int:
    return db.session.scalar(select(func.count()).select_from(rows.order_by(None).subquery())) or 0
