"""The clock asks the next members of a campaign, and reminds who has not answered: each once (S-03)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from models.campaigns.queries.asked import asked_of, unwilling
from models.campaigns.queries.due import completed, means_of, unreminded, waiting_members
from models.campaigns.rules.contact import Ask, Leave, Person, Wait, judged, may_contact, means_left
from models.campaigns.rules.rate import allowance
from models.campaigns.rules.secrets import locator_of
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignState, MemberSilence, MemberState
from models.db import alone_in, db
from models.ids import LOCATOR_LENGTH, random_code
from models.outbox.actions import Addressed, queue_many
from models.outbox.queries import takes_sms
from models.outbox.tables import FLEETING, Means
from models.revisits.queries.limits import ASKING
from models.revisits.rules import next_call
from models.rulebook.queries import rules_at
from models.rulebook.words import MessageKind
from models.surveys.tables import Invitation
from models.surveys.words import InvitationState, Reach

INVITATION = "campaign:invitation:"
"""With the member's id, the name under which its letter is queued once and no more (R-03)."""
REMINDER = "campaign:reminder:"
LETTERS = {Reach.EMAIL: Means.EMAIL, Reach.SMS: Means.SMS}


def ask_next(campaign: Campaign, *, now: datetime) -> int:
    """Queues the invitations that the rate allows now; returns how many members had their turn.

    Whom nothing reaches but a call is put on the phone list. The caller holds the row of the campaign.
    Nobody is asked in quiet hours. Who was asked too often waits or is left alone, as is who wants no
    survey or cannot be reached (R-03); that is no turn of the rate.
    """
    rules = rules_at(now)
    if campaign.state is not CampaignState.RUNNING or not may_contact(rules, now):
        return 0
    allowed = allowance(campaign.a_minute, campaign.queued_at, now)
    members = waiting_members(campaign, now, allowed.size) if allowed.size else []
    if not members:
        return 0
    assert campaign.closes_at is not None
    alone_in(ASKING)
    asked, against = asked_of(members, rules, now), unwilling(members)
    means = means_of(campaign)
    to_ask: list[tuple[CampaignMember, Reach]] = []
    for member in members:
        person = Person(
            member.to_address,
            member.to_phone,
            takes_sms(member.to_phone),
            member.id in against,
            tuple(asked[member.id]),
        )
        left = means_left(means, member.lost)
        match judged(person, left, rules, now=now, closes_at=campaign.closes_at):
            case Ask(by):
                to_ask.append((member, by))
            case Wait(until):
                member.not_before = until
            case Leave(because):
                lost = because is MemberSilence.NO_MEANS and member.lost is not None
                member.state = MemberState.SILENT
                member.silence = MemberSilence.UNDELIVERED if lost else because
    db.session.flush()
    _ask(campaign, to_ask, now)
    if to_ask:
        campaign.queued_at = allowed.queued_at
    db.session.flush()
    return len(members)


def _ask(campaign: Campaign, to_ask: Sequence[tuple[CampaignMember, Reach]], now: datetime) -> None:
    if not to_ask:
        return
    links = {} if campaign.anonymous else _invite(campaign, to_ask, now)
    to_write = [(member, by) for member, by in to_ask if by is not Reach.PHONE]
    messages = queue_many(
        MessageKind.CAMPAIGN_INVITATION,
        [_letter(campaign, member, by, INVITATION) for member, by in to_write],
        now=now,
    )
    written = {member.id: message for (member, _by), message in zip(to_write, messages, strict=True)}
    call_at = next_call(rules_at(now), now)
    db.session.execute(
        update(CampaignMember),
        [
            {
                "id": member.id,
                "state": MemberState.TO_CALL if by is Reach.PHONE else MemberState.QUEUED,
                "reach": by,
                "asked_at": now,
                "message_id": written.get(member.id),
                "invitation_id": links.get(member.id),
                "next_call_at": call_at if by is Reach.PHONE else None,
            }
            for member, by in to_ask
        ],
    )


def _invite(
    campaign: Campaign, to_ask: Sequence[tuple[CampaignMember, Reach]], now: datetime
) -> dict[int, int]:
    """Invitations by member id: those of a paused campaign are there already, as are those that got lost."""
    links = {member.id: member.invitation_id for member, _by in to_ask if member.invitation_id is not None}
    for reach in {by for member, by in to_ask if member.lost}:
        again = [links[member.id] for member, by in to_ask if by is reach and member.id in links]
        db.session.execute(update(Invitation).where(Invitation.id.in_(again)).values(reach=reach))
    new = [(member, by) for member, by in to_ask if member.id not in links]
    if not new:
        return links
    ids = db.session.scalars(
        insert(Invitation).returning(Invitation.id, sort_by_parameter_order=True),
        [
            {
                "locator": random_code(LOCATOR_LENGTH),
                "version_id": campaign.version_id,
                "language": member.language,
                "reach": by,
                "closes_at": campaign.closes_at,
                "state": InvitationState.OPEN,
                "campaign_id": campaign.id,
                "created_at": now,
                "changed_at": now,
            }
            for member, by in new
        ],
    ).all()
    return links | {member.id: link for (member, _by), link in zip(new, ids, strict=True)}


def _letter(campaign: Campaign, member: CampaignMember, by: Reach, name: str) -> Addressed:
    """What the outbox needs. The link is made when the letter is written, from the member's row."""
    to = member.to_address if by is Reach.EMAIL else member.to_phone
    assert to is not None
    facts: dict[str, Any] = {"campaign": campaign.number}
    if campaign.anonymous and name is REMINDER:
        facts[FLEETING] = True
    return Addressed(
        to=to,
        to_name=member.to_name,
        language=member.language,
        about=member.audit_name,
        dedupe=f"{name}{member.id}:{by}" if member.lost else f"{name}{member.id}",
        facts=facts,
        means=LETTERS[by],
    )


def remind_next(campaign: Campaign, *, now: datetime) -> int:
    """Queues reminders to those without an answer, at the same rate; returns how many had their turn.

    Nobody is reminded within a day of being asked. `reminded` says that the turn has passed, whether or not
    a reminder was needed: in an anonymous campaign it would tell otherwise who had answered by then; there
    the reminder itself is removed from the outbox as soon as it has left (S-04).
    """
    rules = rules_at(now)
    if campaign.state is not CampaignState.RUNNING or not may_contact(rules, now):
        return 0
    allowed = allowance(campaign.a_minute, campaign.queued_at, now)
    members = unreminded(campaign, now, allowed.size) if allowed.size else []
    if not members:
        return 0
    done, against = answered_among(campaign, members), unwilling(members)
    refused = [member for member in members if member.id in against]
    to_remind = [
        (member, member.reach)
        for member in members
        if member.id not in done and member.id not in against and member.reach in LETTERS
    ]
    queue_many(
        MessageKind.CAMPAIGN_REMINDER,
        [_letter(campaign, member, by, REMINDER) for member, by in to_remind if by is not None],
        now=now,
    )
    db.session.execute(update(CampaignMember), [{"id": member.id, "reminded": True} for member in members])
    for member in refused:
        member.state, member.silence = MemberState.SILENT, MemberSilence.DO_NOT_CONTACT
    campaign.queued_at = allowed.queued_at
    db.session.flush()
    return len(members)


def answered_among(campaign: Campaign, members: Collection[CampaignMember]) -> Collection[int]:
    """Which of these members have answered, by id: in an anonymous campaign reckoned from its secret."""
    ids = [member.id for member in members]
    if not campaign.anonymous:
        found = select(CampaignMember.id).where(CampaignMember.id.in_(ids), completed(campaign))
        return set(db.session.scalars(found))
    if campaign.secret is None:
        return set()
    locators = {locator_of(campaign.secret, each): each for each in ids}
    answered = select(Invitation.locator).where(
        Invitation.locator.in_(locators), Invitation.state == InvitationState.COMPLETED
    )
    return {locators[locator] for locator in db.session.scalars(answered)}
