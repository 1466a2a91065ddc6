"""A code by SMS or mail opens the page of a case for a customer without its key (H-08)."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from models.cases.queries.contacts import can_be_written
from models.cases.tables import Case, TrackingCode
from models.db import changed_rows, db
from models.events.actions import CUSTOMER, record
from models.ids import random_code
from models.outbox.actions import queue
from models.rulebook.words import Means, MessageKind

VALID = timedelta(minutes=10)
MOST_TRIES = 5
"""Of a million codes, so that guessing is not worth a try."""
MOST_AN_HOUR = 3
"""For one case: nobody's telephone is filled with our messages by whoever knows a number."""
SALT_LENGTH = 26


def send_code(case: Case, means: Means, *, now: datetime) -> TrackingCode | None:
    """Queues a code to the telephone or address that stands on a case. An earlier one is valid no more.

    It leaves at once, at any hour: the customer waits for it. None, and nothing is done, where the means
    cannot reach them or enough were asked for within the hour. Records case.code_sent. That the person who
    asks knows the telephone or address is for the caller to check.
    """
    if not can_be_written(case, MessageKind.TRACKING_CODE, means):
        return None
    db.session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    lately = select(func.count(TrackingCode.id)).where(
        TrackingCode.case_id == case.id, TrackingCode.created_at > now - timedelta(hours=1)
    )
    if (db.session.scalar(lately) or 0) >= MOST_AN_HOUR:
        return None
    _end_open_ones(case, now)
    code = TrackingCode(
        case_id=case.id, salt=random_code(SALT_LENGTH), valid_until=now + VALID, created_at=now
    )
    db.session.add(code)
    db.session.flush()
    to = case.contact_email if means is Means.EMAIL else case.contact_phone
    assert to, "it can be written to"
    queue(
        MessageKind.TRACKING_CODE,
        means=means,
        to=to,
        to_name=case.contact_name,
        language=case.language,
        about=case.audit_name,
        facts={"code": code.id, "round": case.round},
        dedupe=f"tracking_code:{code.id}",
        now=now,
    )
    record("case.code_sent", case, by=CUSTOMER, now=now, means=means.value)
    return code


def use_code(code: TrackingCode, *, right: bool, now: datetime) -> bool:
    """Counts a try; returns whether it opens the case. Of two right ones at once, one does.

    Records case.code_used.
    """
    still = (
        TrackingCode.id == code.id,
        TrackingCode.used_at.is_(None),
        TrackingCode.valid_until > now,
        TrackingCode.tries < MOST_TRIES,
    )
    values = {"used_at": now} if right else {"tries": TrackingCode.tries + 1}
    counted = changed_rows(update(TrackingCode).where(*still).values(values))
    if not right or not counted:
        return False
    record("case.code_used", db.session.get_one(Case, code.case_id), by=CUSTOMER, now=now)
    return True


def _end_open_ones(case: Case, now: datetime) -> None:
    db.session.execute(
        update(TrackingCode)
        .where(TrackingCode.case_id == case.id, TrackingCode.valid_until > now)
        .values(valid_until=now)
        .execution_options(synchronize_session=False)
    )
