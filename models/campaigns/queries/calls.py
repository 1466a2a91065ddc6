"""The phone list of campaigns (R-02, R-03): called by anybody who did not handle the case behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import joinedload

from models.campaigns.tables import Campaign, CampaignCall, CampaignMember
from models.campaigns.words import CampaignState, MemberState
from models.cases.tables import Case, Result
from models.clock import local
from models.customers.tables import Customer
from models.db import UTCDateTime, db
from models.people.tables import Staff
from models.permissions import Permission
from models.prepared import prepared
from models.revisits import queries as revisits
from models.revisits.queries import CallView
from models.revisits.words import CallOutcome


@dataclass(frozen=True)
class SurveyCallPage:
    """One page of the list, and how many rows each part has. Pages count from 1."""

    rows: Sequence[CampaignMember]
    counts: dict[CallView, int]
    view: CallView
    number: int
    size: int

    @property
    def total(self) -> int:
        return self.counts[self.view]


def may_call(staff: Staff, member: CampaignMember) -> bool:
    """Whether this person may call: with the permission, and no handler of the case behind it (R-02)."""
    if member.case_id is None:
        return staff.may(Permission.REVISIT_CALL)
    return revisits.may_call(staff, db.session.get_one(Case, member.case_id))


def survey_calls(
    staff: Staff, now: datetime, *, view: CallView = CallView.DUE, number: int = 1, size: int = 20
) -> SurveyCallPage:
    """A page of the phone list, the longest waiting first; done ones the latest first."""
    counts = {part: _count(_part(staff, part, now)) for part in CallView}
    last = max(1, -(-counts[view] // size))
    number = min(max(number, 1), last)
    order = CampaignMember.changed_at.desc() if view is CallView.DONE else CampaignMember.next_call_at
    rows = db.session.scalars(
        _shown(_part(staff, view, now))
        .order_by(order, CampaignMember.id)
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    return SurveyCallPage(rows, counts, view, number, size)


def every_call(staff: Staff) -> ScalarSelect[int]:
    """How many calls wait for anybody like this person, for revisits and surveys. A column, to be asked for
    beside others (M-02); the statement gives `now`."""
    due = prepared(
        ("calls of both lists", staff.id, staff.roles),
        lambda: select(revisits.due_calls(staff) + _due(staff)),
    )
    return due.scalar_subquery()


def count_survey_calls(staff: Staff, now: datetime) -> int:
    """How many of them are for surveys."""
    due = prepared(("survey calls that are due", staff.id, staff.roles), lambda: select(_due(staff)))
    return db.session.scalar(due, {"now": now}) or 0


def _due(staff: Staff) -> ScalarSelect[int]:
    moment = bindparam("now", type_=UTCDateTime)
    due = _waiting(_permitted(staff), moment).where(CampaignMember.next_call_at <= moment)
    return select(func.count()).select_from(due.subquery()).scalar_subquery()


def find_survey_call(staff: Staff, member_id: int) -> CampaignMember | None:
    """Somebody who is or was on the phone list, for who may call them; a handler of their case gets None.

    Who holds the call finds it, also where the campaign has ended meanwhile.
    """
    called = exists().where(CampaignCall.member_id == CampaignMember.id)
    return db.session.scalars(
        _shown(_permitted(staff)).where(
            CampaignMember.id == member_id,
            or_(CampaignMember.state == MemberState.TO_CALL, CampaignMember.caller_id == staff.id, called),
        )
    ).one_or_none()


def calls_to(member: CampaignMember) -> Sequence[CampaignCall]:
    """The calls made, the latest first."""
    return db.session.scalars(
        select(CampaignCall)
        .where(CampaignCall.member_id == member.id)
        .options(joinedload(CampaignCall.by))
        .order_by(CampaignCall.id.desc())
    ).all()


def called_as_wished(members: Sequence[CampaignMember]) -> frozenset[int]:
    """The ids of those whose next call is at the moment that they asked for."""
    waiting = [member.id for member in members if member.state is MemberState.TO_CALL]
    found = db.session.scalars(
        select(CampaignCall.member_id)
        .join(CampaignMember, CampaignMember.id == CampaignCall.member_id)
        .where(
            CampaignCall.member_id.in_(waiting),
            CampaignCall.outcome == CallOutcome.CALL_LATER,
            CampaignCall.again_at == CampaignMember.next_call_at,
        )
    )
    return frozenset(found)


def _permitted(staff: Staff) -> Select[CampaignMember]:
    found = select(CampaignMember).outerjoin(Case, Case.id == CampaignMember.case_id)
    if not staff.may(Permission.REVISIT_CALL):
        return found.where(false())
    handled = exists().where(Result.case_id == CampaignMember.case_id, Result.by_id == staff.id)
    others = (Case.owner_id.is_distinct_from(staff.id), Case.second_id.is_distinct_from(staff.id))
    return found.where(*others, ~handled)


def _part(staff: Staff, view: CallView, now: datetime) -> Select[CampaignMember]:
    found = _permitted(staff)
    if view is CallView.DONE:
        midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
        return found.where(
            exists().where(
                CampaignCall.member_id == CampaignMember.id,
                CampaignCall.by_id == staff.id,
                CampaignCall.at >= midnight,
            )
        )
    due = CampaignMember.next_call_at <= now
    return _waiting(found, now).where(due if view is CallView.DUE else ~due)


def _waiting(found: Select[CampaignMember], now: Any) -> Select[CampaignMember]:
    unwilling = exists().where(
        Customer.id == CampaignMember.customer_id, Customer.do_not_contact_since.is_not(None)
    )
    return found.where(
        CampaignMember.state == MemberState.TO_CALL,
        ~unwilling,
        exists().where(
            Campaign.id == CampaignMember.campaign_id,
            Campaign.state == CampaignState.RUNNING,
            Campaign.closes_at > now,
        ),
    )


def _shown(found: Select[CampaignMember]) -> Select[CampaignMember]:
    return found.options(
        joinedload(CampaignMember.campaign).joinedload(Campaign.version),
        joinedload(CampaignMember.case).joinedload(Case.lead_department),
        joinedload(CampaignMember.caller),
        joinedload(CampaignMember.invitation),
    )


def _count(found: Select[CampaignMember]) -> int:
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
