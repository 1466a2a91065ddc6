"""Texts to customers: a change is a new version (H-05)."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from models.db import db
from models.errors import WrongState
from models.events.actions import record
from models.people.tables import Language, Staff
from models.permissions import Permission
from models.rulebook.actions.guards import require
from models.rulebook.queries import template
from models.rulebook.rules import check, check_sms
from models.rulebook.tables import MessageTemplate
from models.rulebook.words import Means, MessageKind


def save_sms(
    kind: MessageKind, language: Language, body: str, *, by: Staff, now: datetime
) -> MessageTemplate:
    """As `save_template`, for the text of an SMS: it has no subject (R-02)."""
    require(by, Permission.TEMPLATE_EDIT)
    return _added(kind, language, "", body, means=Means.SMS, by=by, now=now)


def save_template(
    kind: MessageKind, language: Language, subject: str, body: str, *, by: Staff, now: datetime
) -> MessageTemplate:
    """Adds a version of a text, which messages use from now on; records `template.saved` (H-05).

    Raises NotAllowed without the permission, BadTemplate (an Invalid) for a text that has a field
    this occasion does not know, lacks one it needs, or is empty or too long.
    """
    require(by, Permission.TEMPLATE_EDIT)
    return _added(kind, language, subject, body, by=by, now=now)


def restore_template(earlier: MessageTemplate, *, by: Staff, now: datetime) -> MessageTemplate:
    """Adds a version that says what an earlier one said; records `template.saved` with its number (H-05).

    Raises as `save_template`: the letter may need fields today that it did not need then. WrongState for
    the version that is in use.
    """
    require(by, Permission.TEMPLATE_EDIT)
    kind, language, means = earlier.kind, earlier.language, earlier.means
    if template(kind, language, now, means=means).id == earlier.id:
        raise WrongState("restoration", f"version {earlier.version}")
    subject, body, version = earlier.subject, earlier.body, earlier.version
    return _added(kind, language, subject, body, means=means, by=by, now=now, restored=version)


def _added(
    kind: MessageKind,
    language: Language,
    subject: str,
    body: str,
    *,
    means: Means = Means.EMAIL,
    by: Staff,
    now: datetime,
    **facts: Any,
) -> MessageTemplate:
    subject, body = subject.strip(), body.replace("\r\n", "\n").strip()
    if means is Means.SMS:
        check_sms(kind, language, body)
    else:
        check(kind, subject, body)
    highest = db.session.scalar(
        select(func.max(MessageTemplate.version)).where(
            MessageTemplate.kind == kind,
            MessageTemplate.means == means,
            MessageTemplate.language == language,
        )
    )
    added = MessageTemplate(
        kind=kind,
        means=means,
        language=language,
        version=(highest or 0) + 1,
        subject=subject,
        body=body,
        effective_from=now,
        saved_by_id=by.id,
    )
    db.session.add(added)
    db.session.flush()
    record("template.saved", added, by=by, now=now, **facts)
    return added
