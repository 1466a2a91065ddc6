"""Giving notice to staff, under the bell and by mail; what they choose to get by mail (H-04, X-07)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from models.clock import local_day
from models.db import changed_rows, db, inserted_id
from models.outbox.actions.messages import queue
from models.outbox.queries import by_mail
from models.outbox.rules import CHOSEN, NOTICES, topic_of
from models.outbox.tables import MailChoice, Notice, NoticeMail, Topic
from models.people.tables import Language, Staff
from models.rulebook.queries import rules_at


def notify(
    staff_id: int,
    kind: str,
    *,
    about: str,
    now: datetime,
    facts: dict[str, Any] | None = None,
    dedupe: str | None = None,
) -> bool:
    """Shows a notice under someone's bell; with `dedupe`, once only. Returns whether it is new.

    Whoever wants it by mail gets it so too, as `notify_all` says.
    """
    names = {staff_id: dedupe}
    return bool(_tell(names, kind, about=about, now=now, facts=facts, leaves_at=None))


def notify_all(
    people: Collection[int],
    kind: str,
    *,
    about: str,
    now: datetime,
    facts: dict[str, Any] | None = None,
    dedupe: str | None = None,
    leaves_at: datetime | None = None,
) -> None:
    """Shows a notice under the bell of each; with `dedupe`, once to each.

    Who works here, has an address and wants notices of this kind by mail gets it so too, from `leaves_at`
    on; by default an alert at once, all else in the hours by which cases are handled. It becomes a
    message when it is due, with all that is due to the same person then: see `gather`.
    """
    names = {person: f"{dedupe}:{person}" if dedupe else None for person in people}
    _tell(names, kind, about=about, now=now, facts=facts, leaves_at=leaves_at)


def _tell(
    names: dict[int, str | None],
    kind: str,
    *,
    about: str,
    now: datetime,
    facts: dict[str, Any] | None,
    leaves_at: datetime | None,
) -> list[int]:
    """Adds the notices that are new, by the `names` under which each is told once; returns their ids."""
    added, mailed = [], by_mail(names, kind, local_day(now))
    for person in sorted(names):
        notice_id = inserted_id(
            Notice, staff_id=person, kind=kind, about=about, facts=facts or {}, at=now, dedupe=names[person]
        )
        if notice_id is None:
            continue
        added.append(notice_id)
        if person in mailed:
            leaves = leaves_at or _usual(kind, now)
            db.session.execute(insert(NoticeMail).values(notice_id=notice_id, leaves_at=leaves))
    return added


def _usual(kind: str, now: datetime) -> datetime:
    return now if topic_of(kind) is Topic.ALERT else rules_at(now).calendar().next_open(now)


def gather(staff_id: int, *, now: datetime) -> bool:
    """Makes one message of all notices that are due to somebody by mail; returns whether there was one.

    Ten reminders that waited for the same morning are one mail. Run twice, or by two processes at once,
    each notice is carried by one message: its row is locked until the message is there. What is due to
    somebody without an address, or who left, is dropped.
    """
    due = (
        select(NoticeMail.id)
        .join(Notice)
        .where(Notice.staff_id == staff_id, NoticeMail.leaves_at <= now)
        .with_for_update(of=NoticeMail, skip_locked=True)
    )
    found = db.session.scalars(due).all()
    if not found:
        return False
    mine = NoticeMail.id.in_(found)
    person = db.session.get_one(Staff, staff_id)
    if not person.email or not person.works_on(local_day(now)):
        changed_rows(update(NoticeMail).where(mine).values(leaves_at=None))
        return False
    message_id = queue(
        NOTICES,
        to=person.email,
        to_name=person.name_en if person.language is Language.EN else person.name,
        language=person.language,
        about=person.audit_name,
        now=now,
    )
    changed_rows(update(NoticeMail).where(mine).values(leaves_at=None, message_id=message_id))
    return True


def choose_mail(staff: Staff, wanted: Collection[Topic]) -> None:
    """From now on somebody gets these topics by mail, and no other that may be chosen.

    Alerts and what is overdue come in any case. What equals the default is not kept, so a better default
    reaches who never chose otherwise.
    """
    db.session.execute(delete(MailChoice).where(MailChoice.staff_id == staff.id))
    for topic, usual in CHOSEN.items():
        if (topic in wanted) is not usual:
            db.session.add(MailChoice(staff_id=staff.id, topic=topic, wanted=topic in wanted))
    db.session.flush()


def mark_read(staff_id: int, *, now: datetime, about: str | None = None) -> int:
    """Marks someone's notices (all, or those about one row) as read; returns how many were new."""
    unread = update(Notice).where(Notice.staff_id == staff_id, Notice.read_at.is_(None))
    if about is not None:
        unread = unread.where(Notice.about == about)
    return changed_rows(unread.values(read_at=now))


def read(notice: Notice, *, now: datetime) -> int:
    """Marks a notice as read, with its reader's others about the same row; returns how many were new."""
    return mark_read(notice.staff_id, now=now, about=notice.about)
