"""What became of letters and links is noted; a campaign ends by the clock, or is stopped (S-03, S-06)."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, update

from models.campaigns.actions.recall import put_back
from models.campaigns.queries.campaigns import counts_of
from models.campaigns.queries.due import completed, means_of, unreached
from models.campaigns.rules.contact import Person, means_left, reach_of
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import ASKED, CampaignState, MemberSilence, MemberState
from models.customers.tables import Customer
from models.db import changed_rows, db
from models.errors import Invalid, NotAllowed
from models.events.actions import SYSTEM, Actor, record
from models.outbox.actions import notify_all
from models.outbox.queries import takes_sms
from models.outbox.tables import Delivery, OutboxMessage, Overtaken
from models.people.tables import Staff
from models.permissions import Permission
from models.surveys.tables import Invitation

LONGEST_REASON = 300
AT_ONCE = 500


def follow(campaign: Campaign) -> int:
    """Notes which invitations have left or were lost and, where members are known, who has answered.

    Whose mail came back, or was given up, is asked once more by the next means that the campaign has and
    that reaches them: an SMS, then a call (R-03); without one they are `undelivered`. A letter that was not
    sent because its reader wants no survey says so. Returns how many members moved.
    """
    moved = _move(campaign, MemberState.SENT, None, _state(MemberState.QUEUED), _letter(Delivery.SENT))
    moved += _fall_back(campaign)
    moved += _move(
        campaign,
        MemberState.SILENT,
        MemberSilence.DO_NOT_CONTACT,
        _state(MemberState.QUEUED),
        _letter(Delivery.OVERTAKEN, OutboxMessage.overtaken_by == Overtaken.UNWANTED),
    )
    moved += _move(
        campaign,
        MemberState.SILENT,
        MemberSilence.DO_NOT_CONTACT,
        _state(MemberState.TO_CALL),
        exists().where(Customer.id == CampaignMember.customer_id, Customer.do_not_contact_since.is_not(None)),
    )
    return moved + _answers(campaign)


def _fall_back(campaign: Campaign) -> int:
    """Lets those whom nothing reached wait for their turn by the next means, some hundred at a time."""
    means, moved = means_of(campaign), 0
    while members := unreached(campaign, AT_ONCE):
        for member in members:
            left = means_left(means, member.reach)
            person = Person(member.to_address, member.to_phone, takes_sms(member.to_phone))
            if reach_of(person, left) is None:
                member.state, member.silence = MemberState.SILENT, MemberSilence.UNDELIVERED
            else:
                member.state, member.lost = MemberState.WAITING, member.reach
                member.message_id = member.not_before = None
        db.session.flush()
        moved += len(members)
    return moved


def end(campaign: Campaign, *, now: datetime) -> None:
    """Ends a campaign whose window is over. Records campaign.ended with all counts; gives notice.

    Who has not answered is silent from now on, with the reason. In an anonymous one that is noted when it
    is sealed, as nobody may see before who has answered.
    """
    campaign.require("end", CampaignState.RUNNING, CampaignState.PAUSED)
    _close(campaign, CampaignState.ENDED, by=SYSTEM, now=now)


def stop(campaign: Campaign, *, reason: str, by: Staff, now: datetime, seen: int | None) -> None:
    """Ends a campaign before its time: nobody else is asked, and links can no longer be answered.

    What was answered stays. Records campaign.stopped with the reason. Raises NotAllowed, WrongState,
    Stale, Invalid("reason", "required" or "too_long").
    """
    if not by.may(Permission.CAMPAIGN_LAUNCH):
        raise NotAllowed("campaign")
    campaign.require("stop", CampaignState.RUNNING, CampaignState.PAUSED)
    campaign.expect(seen)
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid("reason", "too_long" if reason else "required")
    if campaign.opens_at is not None and campaign.opens_at >= now:
        campaign.opens_at = None
    campaign.closes_at = now
    db.session.execute(
        update(Invitation)
        .where(Invitation.campaign_id == campaign.id)
        .values(closes_at=now, changed_at=Invitation.changed_at)
        .execution_options(synchronize_session=False)
    )
    _close(campaign, CampaignState.STOPPED, by=by, now=now, reason=reason)


def _close(campaign: Campaign, state: CampaignState, *, by: Actor, now: datetime, reason: str = "") -> None:
    put_back(campaign)
    follow(campaign)
    _end_of_asking(campaign)
    _move(
        campaign,
        MemberState.SILENT,
        MemberSilence.NOT_ASKED,
        CampaignMember.state.in_((MemberState.WAITING, MemberState.QUEUED)),
    )
    if not campaign.anonymous:
        end_in_silence(campaign)
    campaign.ended_at = now
    campaign.enter(state)
    db.session.flush()
    counts = counts_of(campaign)
    record(
        f"campaign.{state.value}",
        campaign,
        by=by,
        now=now,
        reason=reason,
        drawn=counts.drawn,
        answered=counts.answered,
    )
    people = {each for each in (campaign.by_id, campaign.started_by_id) if each is not None}
    notify_all(
        people, "campaign_over", about=campaign.audit_name, now=now, facts={"answered": counts.answered}
    )


def _end_of_asking(campaign: Campaign) -> None:
    """Whom nothing reached and who was to be asked once more, and who was to be called."""
    again = (MemberState.WAITING, MemberState.QUEUED)
    lost = CampaignMember.lost.is_not(None)
    _move(campaign, MemberState.SILENT, MemberSilence.UNDELIVERED, CampaignMember.state.in_(again), lost)
    to_call = _state(MemberState.TO_CALL)
    called = CampaignMember.attempts > 0
    _move(campaign, MemberState.SILENT, MemberSilence.NOT_REACHED, to_call, called)
    _move(campaign, MemberState.SILENT, MemberSilence.NOT_ASKED, to_call)


def end_in_silence(campaign: Campaign) -> None:
    """Who was asked and has not answered gave no answer."""
    _move(campaign, MemberState.SILENT, MemberSilence.NO_ANSWER, CampaignMember.state.in_(ASKED))


def _answers(campaign: Campaign) -> int:
    """Who has answered, of a campaign in which members are known; an answer after a lost mail counts too."""
    if campaign.anonymous:
        return 0
    answered = (
        update(CampaignMember)
        .where(
            CampaignMember.campaign_id == campaign.id,
            or_(
                CampaignMember.state.not_in((MemberState.ANSWERED, MemberState.WAITING)),
                and_(_state(MemberState.WAITING), CampaignMember.lost.is_not(None)),
            ),
            completed(campaign),
        )
        .values(state=MemberState.ANSWERED, answered=True, silence=None)
    )
    return changed_rows(answered.execution_options(synchronize_session=False))


def _move(
    campaign: Campaign,
    state: MemberState,
    silence: MemberSilence | None,
    *conditions: ColumnElement[bool],
) -> int:
    moved = (
        update(CampaignMember)
        .where(CampaignMember.campaign_id == campaign.id, *conditions)
        .values(state=state, silence=silence)
    )
    return changed_rows(moved.execution_options(synchronize_session=False))


def _state(state: MemberState) -> ColumnElement[bool]:
    return CampaignMember.state == state


def _letter(state: Delivery, *besides: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        OutboxMessage.id == CampaignMember.message_id, OutboxMessage.state == state, *besides
    )
