"""Messages in lists: those that a person should look at, and all by what became of them (V-04)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import defer, joinedload

from models.cases.tables import Case
from models.cases.words import Kind
from models.db import db
from models.mailbox.tables import TO_CHECK, MailboxMessage
from models.mailbox.words import Fate
from models.outbox.queries import unread
from models.prepared import prepared


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


def in_tab(tab: Tab) -> ColumnElement[bool]:
    """The condition for one part of the list."""
    return TO_CHECK if tab is Tab.CHECK else MailboxMessage.fate.in_(FATES[tab])


def listing(
    tab: Tab, kind: Kind | None = None, *, page: int = 1, size: int = 50
) -> tuple[Sequence[MailboxMessage], int]:
    """A page of messages, newest first, without their words; and how many there are. Pages count from 1.

    With `kind` those alone that are on cases of that kind.
    """
    wanted = in_tab(tab)
    if kind is not None:
        wanted = and_(wanted, MailboxMessage.case_id.in_(select(Case.id).where(Case.kind == kind)))
    total = db.session.scalar(select(func.count()).select_from(MailboxMessage).where(wanted)) or 0
    last = max(1, -(-total // size))
    rows = db.session.scalars(
        select(MailboxMessage)
        .where(wanted)
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


def counts_by_kind() -> dict[Kind, int]:
    """How many of the messages on cases came to each kind of case."""
    rows = db.session.execute(
        select(Case.kind, func.count())
        .join(MailboxMessage, MailboxMessage.case_id == Case.id)
        .where(in_tab(Tab.CASES))
        .group_by(Case.kind)
    )
    return {kind: count for kind, count in rows}  # noqa: C416 (rows are typed, dict(rows) is not)


def count_to_check() -> int:
    """How many messages a person should look at."""
    return db.session.scalar(_how_many_to_check()) or 0


def count_with_unread(staff_id: int) -> tuple[int, int]:
    """How many messages a person should look at, and how many notices this one has not read.

    Both stand in the frame of every page: one query.
    """
    both = prepared(
        ("to look at, and notices", staff_id),
        lambda: select(_how_many_to_check().scalar_subquery(), unread(staff_id).scalar_subquery()),
    )
    to_look_at, notices = db.session.execute(both).one()
    return to_look_at, notices


def _how_many_to_check() -> Select[int]:
    return select(func.count()).select_from(MailboxMessage).where(TO_CHECK)
