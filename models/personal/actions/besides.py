"""The time of what belongs to no case is over: mails that became none, lists brought for surveys (X-03)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from models.campaigns.tables import Campaign, CampaignMember
from models.db import db
from models.events.actions import SYSTEM, record
from models.files.actions import forget
from models.files.queries import unreferenced_among
from models.library.rules.personal import Known
from models.mailbox.tables import MailboxMessage, MailboxReference
from models.personal.actions.count import count_gone
from models.personal.actions.words import Cleaner, empty, forget_words
from models.personal.queries import Held, audit_names
from models.personal.rules.places import HELD


def expire_mail(message: MailboxMessage, *, now: datetime) -> Sequence[str]:
    """Takes out of a mail that became no case all it said, who sent it, and its bytes. The row stays: that
    it came, when, and what became of it; the same mail is not fetched anew.

    Counts the day; records mail.expired and, of its file, file.forgotten. Returns the keys of its bytes,
    which go after the commit. Whoever calls holds the row and has seen that its time is over and nothing
    keeps it.
    """
    files = [] if message.file_id is None else [message.file_id]
    place = HELD[MailboxMessage.__tablename__]
    message.file_id = None
    db.session.flush()
    empty(MailboxMessage.__tablename__, (*place.cleaned, *place.emptied), MailboxMessage.id == message.id)
    db.session.execute(delete(MailboxReference).where(MailboxReference.message_id == message.id))
    db.session.expire(message)
    message.expired_at = now
    db.session.flush()
    keys = [forget(file, by=SYSTEM, now=now) for file in unreferenced_among(files)]
    count_gone(now, mails=1, files=len(keys))
    record("mail.expired", message, by=SYSTEM, now=now, files=len(keys))
    return keys


def expire_list(campaign: Campaign, members: Sequence[int], *, now: datetime) -> Sequence[str]:
    """Takes out of a survey that is over the file of its list, and who some of those on it were: name, mail
    address and telephone, also in letters to them, in notes of calls and in what they wrote. What they
    answered stays, as does that they were asked.

    Counts the day; records campaign.list_expired and what the parts record. Returns the keys of the file's
    bytes, which go after the commit. Whoever calls holds the campaign's row.
    """
    files = [] if campaign.file_id is None else [campaign.file_id]
    campaign.file_id = None
    db.session.flush()
    people = db.session.scalars(select(CampaignMember).where(CampaignMember.id.in_(members))).all()
    known = Known(
        names={each.to_name for each in people if each.to_name},
        phones={each.to_phone for each in people if each.to_phone},
        emails={each.to_address for each in people if each.to_address},
    )
    held = Held(None, [], members=members)
    if people:
        forget_words(held, audit_names(held), Cleaner.of(known), by=SYSTEM, now=now, mentions={})
    campaign = db.session.get_one(Campaign, campaign.id)
    keys = [forget(file, by=SYSTEM, now=now) for file in unreferenced_among(files)]
    count_gone(now, addresses=len(people), files=len(keys))
    record("campaign.list_expired", campaign, by=SYSTEM, now=now, addresses=len(people), files=len(keys))
    return keys
