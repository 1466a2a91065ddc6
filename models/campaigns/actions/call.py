"""Calling somebody for a campaign: taking the call, the number, the answers, or how it went (R-02, S-03)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_, literal

from models.campaigns.actions.wish import ask_no_more
from models.campaigns.queries.calls import may_call
from models.campaigns.tables import Campaign, CampaignCall, CampaignMember
from models.campaigns.words import CampaignState, MemberSilence, MemberState
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.revisits.actions.hold import CALL, take_hold
from models.revisits.rules import call_again
from models.revisits.words import CallOutcome
from models.rulebook.queries import rules_at
from models.surveys.actions import complete, forget_call, save, withdraw
from models.surveys.queries import all_answers_of, by_locator
from models.surveys.rules.answers import Answer
from models.surveys.rules.screens import path
from models.surveys.tables import Invitation

ENDS = {
    CallOutcome.REFUSED: MemberSilence.REFUSED,
    CallOutcome.DO_NOT_CONTACT: MemberSilence.DO_NOT_CONTACT,
    CallOutcome.WRONG_NUMBER: MemberSilence.WRONG_NUMBER,
}
UNWILLING = (CallOutcome.REFUSED, CallOutcome.DO_NOT_CONTACT)
LONGEST_NOTE = 500
OUT_OF_TIME = (MemberSilence.NOT_REACHED, MemberSilence.NOT_ASKED)
"""A campaign that ended while its last call was being made says this of whom is called."""


def claim_call(member: CampaignMember, *, by: Staff, now: datetime) -> None:
    """Takes a call for half an hour; the same person may take it again, also past the end of the window.

    Of two people who take it at once one gets it, the other WrongState("call", "claimed"). Raises
    NotAllowed for a handler of the case by which somebody was drawn, WrongState for one that is not on the
    phone list, or whose campaign is paused or over.
    """
    campaign = _caller(member, by)
    goes_on = campaign.state is CampaignState.RUNNING and campaign.takes_answers(now)
    on_list = and_(CampaignMember.id == member.id, CampaignMember.state == MemberState.TO_CALL)
    if not take_hold(member, on_list, literal(goes_on), by=by, now=now):
        listed = member.state is MemberState.TO_CALL
        raise WrongState("call", "claimed" if listed else member.state.value)


def release_call(member: CampaignMember, *, by: Staff, now: datetime) -> None:
    """Gives a call back without having made it. Raises WrongState for somebody else's."""
    _held(member, by, now)
    member.let_go()
    db.session.flush()


def show_number(member: CampaignMember, *, by: Staff, now: datetime) -> str:
    """The whole number, to who holds the call. Records `campaign.number_shown` (X-03)."""
    campaign = _held(member, by, now)
    record("campaign.number_shown", campaign, by=by, now=now, member=member.id)
    return member.to_phone or ""


def note_call(
    member: CampaignMember,
    outcome: CallOutcome,
    *,
    text: str,
    again_at: datetime | None,
    by: Staff,
    now: datetime,
) -> CampaignCall:
    """Writes down a call without an answer, and what follows: again later, or the end of calling.

    As for revisits: nobody there or busy is tried again after the rulebook's gap until its attempts are used
    up; later is `again_at`; refused, or a wrong number, is the end. What was said before that counts, but
    not what a stranger said at a wrong number. Not to be contacted again is noted for good (R-03). Records
    `campaign.called`. Raises Invalid("again_at", …) for a moment that is missing, past, or after the end.
    """
    campaign = _held(member, by, now)
    if outcome is CallOutcome.REACHED:
        raise ValueError("an answer is taken by finish_call")
    rules = rules_at(now)
    then: datetime | None = None
    if outcome is CallOutcome.CALL_LATER:
        if again_at is None or again_at <= now:
            raise Invalid("again_at", "required" if again_at is None else "past")
        if campaign.closes_at is not None and again_at >= campaign.closes_at:
            raise Invalid("again_at", "late")
        then = again_at
    elif outcome not in ENDS and member.attempts + 1 < rules.revisit.phone_attempts:
        then = call_again(rules, now)
    invitation = _invitation(member)
    if outcome is CallOutcome.WRONG_NUMBER and member.claimed_at is not None:
        forget_call(invitation, begun=member.claimed_at)
    made = _made(member, campaign, outcome, text=text, again_at=then, by=by, now=now)
    if then is not None and not campaign.over:
        member.next_call_at = then
    else:
        member.state = MemberState.SILENT
        member.silence = ENDS.get(outcome, MemberSilence.NOT_REACHED)
        member.next_call_at = None
    member.let_go()
    db.session.flush()
    if outcome is CallOutcome.DO_NOT_CONTACT:
        ask_no_more(invitation, by=by, now=now)
    if outcome in UNWILLING:
        withdraw(invitation)
    return made


def finish_call(
    member: CampaignMember, answers: Mapping[str, Answer], *, text: str, by: Staff, now: datetime
) -> CampaignCall:
    """Keeps what was said on the telephone; a call that was begun within the window counts.

    Answers to questions that are not on the way are left out. Records `campaign.called`. Raises
    Invalid(question, "required") for one on the way that lacks an answer.
    """
    campaign = _held(member, by, now)
    invitation = _invitation(member)
    way = path(invitation.version.content, answers)
    for question in way:
        if question.code not in answers:
            raise Invalid(question.code, "required")
    for question in way:
        save(invitation, question, answers[question.code], now=now, caller=by, begun=member.claimed_at)
    assert invitation.response is not None  # the way is never empty
    complete(invitation, all_answers_of(invitation.response), now=now, begun=member.claimed_at)
    made = _made(member, campaign, CallOutcome.REACHED, text=text, again_at=None, by=by, now=now)
    member.state, member.silence, member.answered = MemberState.ANSWERED, None, True
    member.next_call_at = None
    member.let_go()
    db.session.flush()
    return made


def _made(
    member: CampaignMember,
    campaign: Campaign,
    outcome: CallOutcome,
    *,
    text: str,
    again_at: datetime | None,
    by: Staff,
    now: datetime,
) -> CampaignCall:
    text = text.strip()
    if len(text) > LONGEST_NOTE:
        raise Invalid("text", "too_long")
    made = CampaignCall(
        member_id=member.id,
        by_id=by.id,
        begun_at=member.claimed_at,
        at=now,
        outcome=outcome,
        note=text,
        again_at=again_at,
    )
    db.session.add(made)
    member.attempts += 1
    db.session.flush()
    record("campaign.called", campaign, by=by, now=now, member=member.id, outcome=outcome)
    return made


def _invitation(member: CampaignMember) -> Invitation:
    found = db.session.get_one(Invitation, member.invitation_id)
    return by_locator(found.locator) or found


def _caller(member: CampaignMember, by: Staff) -> Campaign:
    """The campaign, for somebody who may call. Raises NotAllowed for the handlers of the case (R-02)."""
    if not may_call(by, member):
        raise NotAllowed("call")
    return db.session.get_one(Campaign, member.campaign_id)


def _held(member: CampaignMember, by: Staff, now: datetime) -> Campaign:
    """The campaign, for who holds the call. Raises WrongState for anybody else.

    Locks the call: of a form that was sent twice at once the second finds it made.
    """
    db.session.refresh(member, (*CALL, "silence"), with_for_update={"of": CampaignMember})
    campaign = _caller(member, by)
    if member.state is not MemberState.TO_CALL and member.silence not in OUT_OF_TIME:
        raise WrongState("call", member.state.value)
    if not member.claimed_by(by, now):
        raise WrongState("call", "claimed" if member.claimed_by_another(by, now) else "not_claimed")
    return campaign
