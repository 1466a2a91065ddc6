"""Reminders of requests for support; from the due time on they go up (H-04, H-10)."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import joinedload

from models.cases.rules.promises import next_reminder, reminder_moment
from models.db import changed_rows, db
from models.events.actions import SYSTEM, record
from models.rulebook.document import Reminder
from models.rulebook.queries import rules_at
from models.rulebook.words import Audience
from models.support.actions.audience import answering, tell
from models.support.tables import SupportRequest
from models.support.words import Reach, SupportState


def remind_request(request_id: int, *, now: datetime) -> bool:
    """Sends the reminder that a request has reached, once, and works out when the next is due.

    The owner of a rung is who is to answer. From the due time on, a rung that names the head puts the
    request to the head above as well, or to the leading group where there is none; one that names the
    leading group, to it. Records support.reminded, with how far it went. Returns whether one was sent.
    """
    request = db.session.get(
        SupportRequest, request_id, options=(joinedload(SupportRequest.by),), populate_existing=True
    )
    if request is None or request.next_notice_at is None or request.next_notice_at > now:
        return False
    sent = request.notices
    mine = changed_rows(
        update(SupportRequest)
        .where(
            SupportRequest.id == request.id,
            SupportRequest.notices == sent,
            SupportRequest.state == SupportState.ASKED,
        )
        .values(notices=sent + 1)
        .execution_options(synchronize_session=False)
    )
    if mine != 1:
        return False
    rules = rules_at(request.at)
    reminder = next_reminder(rules, request, None)
    db.session.refresh(request, ["notices"])
    request.next_notice_at = reminder_moment(rules, request, None, (), now)
    if reminder is None:
        return False
    before = request.reach
    request.reach = _reach(request, reminder)
    up = "support_due" if reminder.used_percent == 100 else "support_due_soon"
    kind = "support_late" if reminder.overdue is not None else up
    record(
        "support.reminded",
        request,
        by=SYSTEM,
        now=now,
        rung=reminder.code,
        put_to=[before, request.reach],
    )
    tell(
        answering(request, now=now),
        kind,
        request,
        now=now,
        dedupe=f"support:{request.id}:{sent}",
        due_at=request.due_at.isoformat(),
    )
    db.session.flush()
    return True


def _reach(request: SupportRequest, reminder: Reminder) -> Reach:
    """How far the request has gone with a rung."""
    passed = reminder.overdue is not None or reminder.used_percent == 100
    if not passed or request.reach is Reach.LEADING_GROUP:
        return request.reach
    if Audience.LEADING_GROUP in reminder.audiences:
        return Reach.LEADING_GROUP
    if Audience.HEAD in reminder.audiences:
        return Reach.ABOVE if request.above_id is not None else Reach.LEADING_GROUP
    return request.reach
