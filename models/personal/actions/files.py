"""Files that hang on a forgotten customer's cases go, and the mails as they came (X-03)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignState
from models.cases.tables import CaseFile, OutsideComplaint, OutsidePaper
from models.db import db
from models.events.actions import Actor
from models.files.actions import forget
from models.files.queries import unreferenced_among
from models.mailbox.tables import MailboxMessage
from models.personal.queries import Held, under

UNDRAWN = (CampaignState.DRAFT, CampaignState.PREPARING)
"""Who is on the list of such a campaign was not written down yet."""


def forget_files(held: Held, *, by: Actor, now: datetime) -> Sequence[str]:
    """Removes the rows of all files that `places.FILES` tells, but for those that something else points at.

    Records file.forgotten for each. Returns the keys of their bytes, which go after the commit; bytes that
    stay behind after a crash are swept up by the clock.
    """
    outside = select(OutsideComplaint.id).where(OutsideComplaint.case_id.in_(held.cases))
    mails = under(MailboxMessage.__tablename__, held) & MailboxMessage.processed_at.is_not(None)
    drawn = select(CampaignMember.campaign_id).where(under(CampaignMember.__tablename__, held))
    lists = Campaign.id.in_(drawn) & Campaign.state.not_in(UNDRAWN)
    ids = [
        *_pointed_at(CaseFile, CaseFile.case_id.in_(held.cases)),
        *_pointed_at(OutsidePaper, OutsidePaper.outside_id.in_(outside)),
        *_pointed_at(MailboxMessage, mails),
        *_pointed_at(Campaign, lists),
    ]
    quietly = {"synchronize_session": False}
    for statement in (
        delete(CaseFile).where(CaseFile.case_id.in_(held.cases)),
        delete(OutsidePaper).where(OutsidePaper.outside_id.in_(outside)),
        update(MailboxMessage).where(mails).values(file_id=None),
        update(Campaign).where(lists).values(file_id=None),
    ):
        db.session.execute(statement, execution_options=quietly)
    return [forget(file, by=by, now=now) for file in unreferenced_among(ids)]


def _pointed_at(table: Any, rows: ColumnElement[bool]) -> list[int]:
    found = select(table.file_id).where(rows, table.file_id.is_not(None)).order_by(table.file_id)
    return list(db.session.scalars(found))
