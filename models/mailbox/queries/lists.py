"""Messages in lists: those that a person should look at, and all by what became of them (V-04)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import defer, joinedload

from models.db import db
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate, Reason

WORTH_A_LOOK = (Reason.LOOP, Reason.TOO_MANY, Reason.EMPTY)


class Tab(StrEnum):
    """The parts of the list."""

    CHECK = "check"
    CASES = "cases"
    AUTOMATIC = "automatic"
    BOUNCES = "bounces"
    IGNORED = "ignored"
    ALL = "all"


FATES: Mapping[Tab, tuple[Fate, ...]] = {
    Tab.CASES: (Fate.CASE, Fate.WORDS),
    Tab.AUTOMATIC: (Fate.AUTO_REPLY, Fate.RECEIPT),
    Tab.BOUNCES: (Fate.BOUNCE,),
    Tab.IGNORED: (Fate.IGNORED, Fate.FAILED, Fate.WAITING),
    Tab.ALL: tuple(Fate),
}


def to_check() -> ColumnElement[bool]:
    """Messages that became no case, may be a customer's voice all the same, and that nobody has looked at."""
    return and_(
        MailboxMessage.checked_at.is_(None),
        or_(
            MailboxMessage.fate == Fate.FAILED,
            and_(MailboxMessage.fate == Fate.IGNORED, MailboxMessage.reason.in_(WORTH_A_LOOK)),
            and_(MailboxMessage.fate == Fate.BOUNCE, MailboxMessage.outbox_id.is_(None)),
            and_(MailboxMessage.fate == Fate.AUTO_REPLY, MailboxMessage.case_id.is_(None)),
        ),
    )


def in_tab(tab: Tab) -> ColumnElement[bool]:
    """The condition for one part of the list."""
    return to_check() if tab is Tab.CHECK else MailboxMessage.fate.in_(FATES[tab])


def listing(tab: Tab, *, page: int = 1, size: int = 50) -> tuple[Sequence[MailboxMessage], int]:
    """A page of messages, newest first, without their words; and how many there are. Pages count from 1."""
    total = db.session.scalar(select(func.count()).select_from(MailboxMessage).where(in_tab(tab))) or 0
    last = max(1, -(-total // size))
    rows = db.session.scalars(
        select(MailboxMessage)
        .where(in_tab(tab))
        .options(joinedload(MailboxMessage.case), defer(MailboxMessage.words), defer(MailboxMessage.quoted))
        .order_by(MailboxMessage.id.desc())
        .limit(size)
        .offset((min(page, last) - 1) * size)
    ).all()
    return rows, total


def counts() -> dict[Tab, int]:
    """How many messages each part of the list has."""
    rows = db.session.execute(select(MailboxMessage.fate, func.count()).group_by(MailboxMessage.fate))
    by_fate = {fate: count for fate, count in rows}  # noqa: C416 (rows are typed, dict(rows) is not)
    found = {tab: sum(by_fate.get(fate, 0) for fate in fates) for tab, fates in FATES.items()}
    return found | {Tab.CHECK: count_to_check()}


def count_to_check() -> int:
    """How many messages a person should look at."""
    return db.session.scalar(select(func.count()).select_from(MailboxMessage).where(to_check())) or 0
