"""Who has unread notices, which of them go by mail, and what their readers chose (H-04, T-02, X-07)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Select, and_, bindparam, func, select

from models.db import db
from models.outbox.rules import CHOSEN, topic_of
from models.outbox.tables import MailChoice, Notice, NoticeMail, OutboxMessage, Topic
from models.people.queries import works_on
from models.people.tables import Staff
from models.prepared import prepared


def by_mail(people: Collection[int], kind: str, day: date) -> set[int]:
    """Who of these gets notices of a kind by mail: has an address, works here on a day, and wants them."""
    topic = topic_of(kind)
    found = select(Staff.id).where(Staff.id.in_(people), Staff.email != "", works_on(day))
    if topic in CHOSEN:
        usual = CHOSEN[topic]
        unlike = select(MailChoice.staff_id).where(MailChoice.topic == topic, MailChoice.wanted.is_not(usual))
        found = found.where(Staff.id.not_in(unlike) if usual else Staff.id.in_(unlike))
    return set(db.session.scalars(found))


def topics_by_mail(staff: Staff) -> set[Topic]:
    """What somebody gets by mail of what may be chosen."""
    rows = db.session.scalars(select(MailChoice).where(MailChoice.staff_id == staff.id))
    chosen = {row.topic: row.wanted for row in rows}
    return {topic for topic, usual in CHOSEN.items() if chosen.get(topic, usual)}


def readers_due(now: datetime, limit: int) -> Sequence[int]:
    """To whom notices are due by mail, whoever waits longest first."""
    return db.session.scalars(
        select(Notice.staff_id)
        .join(NoticeMail)
        .where(NoticeMail.leaves_at <= now)
        .group_by(Notice.staff_id)
        .order_by(func.min(NoticeMail.leaves_at))
        .limit(limit)
    ).all()


def carried_by(message: OutboxMessage) -> Sequence[Notice]:
    """The notices that a mail to staff tells of, oldest first."""
    return db.session.scalars(
        select(Notice).join(NoticeMail).where(NoticeMail.message_id == message.id).order_by(Notice.id)
    ).all()


def notices_of(staff_id: int, limit: int = 50) -> Sequence[Notice]:
    """Someone's notices, newest first."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.staff_id == staff_id)
        .order_by(Notice.at.desc(), Notice.id.desc())
        .limit(limit)
    ).all()


def notice_of(staff_id: int, notice_id: int) -> Notice | None:
    """A notice by its number, if it is this person's."""
    return db.session.scalars(
        select(Notice).where(Notice.id == notice_id, Notice.staff_id == staff_id)
    ).one_or_none()


def unread(staff_id: int) -> Select[int]:
    """How many notices somebody has not read, to be asked by itself or within another query."""
    mine = and_(Notice.staff_id == staff_id, Notice.read_at.is_(None))
    return select(func.count()).select_from(Notice).where(mine)


def unread_count(staff_id: int, *, about: str | None = None) -> int:
    """How many notices somebody has not read: all, or those about one row."""
    wanted = prepared(("unread", staff_id), lambda: unread(staff_id))
    if about is None:
        return db.session.scalar(wanted) or 0
    narrowed = prepared(("unread about", staff_id), lambda: wanted.where(Notice.about == bindparam("about")))
    return db.session.scalar(narrowed, {"about": about}) or 0
