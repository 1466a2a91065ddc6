"""Lists of cases: filters, order, pages; a fixed number of queries whatever the length."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, func, select, union_all
from sqlalchemy.orm import joinedload, lazyload, load_only

from models.cases.queries.scope import each_way, visible_to
from models.cases.queries.search import with_text
from models.cases.queries.turn import waiting_for
from models.cases.tables import Case
from models.cases.words import Channel, Closing, Kind, State
from models.clock import SHANGHAI
from models.db import db
from models.people.tables import Staff

MOST_COUNTED = 1000
"""Beyond so many a list says that there are more: to count a million takes longer than to show fifty."""
LOOKED_UP = "NOT INDEXED"
ALONG_TIME, ALONG_DUE_TIME = "INDEXED BY ix_case_received", "INDEXED BY ix_case_due"
ALONG_PRIORITY = "INDEXED BY ix_case_priority_due"
"""How SQLite reads a part of a list: by the ids alone, or along its order."""


class Sort(StrEnum):
    """The order of a list: nearest due time, newest, oldest, or most pressing first."""

    DUE = "due"
    NEWEST = "newest"
    OLDEST = "oldest"
    PRIORITY = "priority"


@dataclass(frozen=True)
class Filters:
    """What a list shows. Empty fields do not narrow it; days are days in Shanghai."""

    text: str = ""
    states: Sequence[State] = ()
    kinds: Sequence[Kind] = ()
    channels: Sequence[Channel] = ()
    grades: Sequence[int] = ()
    priorities: Sequence[int] = ()
    categories: Sequence[str] = ()
    product_id: int | None = None
    department_id: int | None = None
    owner_id: int | None = None
    closing: Closing | None = None
    customer_id: int | None = None
    open_only: bool = False
    late_only: bool = False
    reopened_only: bool = False
    waiting_only: bool = False
    outside_only: bool = False
    received_from: date | None = None
    received_to: date | None = None
    sort: Sort = Sort.DUE


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows, and where it stands in the whole. Pages count from 1."""

    rows: Sequence[Case]
    total: int
    number: int
    size: int
    filters: Filters = field(default_factory=Filters)
    more: bool = False
    """Whether there are more than the `total` that were counted."""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def matching(staff: Staff, filters: Filters, now: datetime, *, most: int | None = None) -> Select[Case]:
    """The cases in this person's scope that pass the filters, in no order yet.

    A search for words takes the newest `most` alone, where that is given.
    """
    found = _narrowed(visible_to(staff), staff, filters, now)
    return with_text(found, filters.text, staff, most=most) if filters.text.strip() else found


def _narrowed(found: Select[Case], staff: Staff, filters: Filters, now: datetime) -> Select[Case]:
    """Those of some cases that pass the filters, whatever is searched for."""
    for column, values in (
        (Case.state, filters.states),
        (Case.kind, filters.kinds),
        (Case.channel, filters.channels),
        (Case.grade, filters.grades),
        (Case.priority, filters.priorities),
        (Case.category, filters.categories),
    ):
        if values:
            found = found.where(column.in_(values))
    exact = {
        "product_id": filters.product_id,
        "lead_department_id": filters.department_id,
        "owner_id": filters.owner_id,
        "closing": filters.closing,
        "customer_id": filters.customer_id,
    }
    found = found.filter_by(**{column: value for column, value in exact.items() if value is not None})
    if filters.open_only:
        found = found.where(Case.state != State.CLOSED)
    if filters.late_only:
        found = found.where(and_(Case.due_at < now, Case.state != State.CLOSED))
    if filters.reopened_only:
        found = found.where(Case.round > 1)
    if filters.outside_only:
        found = found.where(Case.outside_since.is_not(None))
    if filters.waiting_only:
        found = found.where(Case.id.in_(waiting_for(staff).with_only_columns(Case.id)))
    if filters.received_from:
        found = found.where(Case.received_at >= _midnight(filters.received_from))
    if filters.received_to:
        found = found.where(Case.received_at < _midnight(filters.received_to + timedelta(days=1)))
    return found


def with_names(found: Select[Case]) -> Select[Case]:
    """With the customer, department and owner that a row shows."""
    return found.options(*_NAMES)


_NAMES = (
    joinedload(Case.customer),
    joinedload(Case.lead_department),
    joinedload(Case.owner).options(lazyload(Staff.grants), lazyload(Staff.department)),
)


def _as_rows(found: Select[Case]) -> Select[Case]:
    """Of each case what its row in a list shows, and nothing else: the rest may be long."""
    return found.options(*_ROW)


_ROW = (
    load_only(
        Case.number,
        Case.title,
        Case.language,
        Case.kind,
        Case.channel,
        Case.category,
        Case.state,
        Case.round,
        Case.grade,
        Case.priority,
        Case.contact_name,
        Case.received_at,
        Case.due_at,
        Case.alerted_at,
        Case.outside_since,
        Case.rulebook_id,
        Case.timed_by_id,
        raiseload=True,
    ),
    joinedload(Case.lead_department),
    joinedload(Case.owner).options(
        load_only(Staff.name, Staff.name_en, raiseload=True),
        lazyload(Staff.grants),
        lazyload(Staff.department),
    ),
)


def listing(staff: Staff, filters: Filters, *, now: datetime, page: int = 1, size: int = 50) -> Page:
    """One page of the matching cases with the people and departments that its rows show."""
    found = matching(staff, filters, now, most=MOST_COUNTED + 1)
    ids = None if filters.text.strip() else _counted(staff, filters, now)
    return page_of(found, filters, page=page, size=size, shown=_as_rows, ids=ids)


def _counted(staff: Staff, filters: Filters, now: datetime) -> Select[int]:
    """The ids of the matching cases, or so many of them that there are more than are counted.

    Each way to see a case is asked by itself and no further than that, so the work has an end however many
    cases there are, and however few of them somebody may see.
    """
    ways = [_narrowed(way, staff, filters, now).with_only_columns(Case.id) for way in each_way(staff)]
    if len(ways) == 1:
        return ways[0].limit(MOST_COUNTED + 1)
    parts = [select(way.limit(MOST_COUNTED + 1).subquery().c.id) for way in ways]
    return select(union_all(*parts).subquery().c.id).limit(MOST_COUNTED + 1)


def page_of(
    found: Select[Case],
    filters: Filters,
    *,
    page: int,
    size: int,
    shown: Callable[[Select[Case]], Select[Case]] = with_names,
    ids: Select[int] | None = None,
) -> Page:
    """One page of these cases, in the order that the filters name; counts no further than MOST_COUNTED.

    `shown` adds to the cases what their rows show. `ids` are theirs, at most one more than are counted,
    where these can be had with less work.
    """
    if ids is None:
        ids = found.with_only_columns(Case.id).order_by(None).limit(MOST_COUNTED + 1)
    counted = ids.subquery()
    total = db.session.scalar(select(func.count()).select_from(counted)) or 0
    more, total = total > MOST_COUNTED, min(total, MOST_COUNTED)
    number = min(max(page, 1), max(1, -(-total // size)))
    if not more and not filters.text.strip():
        found = select(Case).where(Case.id.in_(select(counted.c.id)))
    walked = more and not filters.text.strip()
    rows = _stretch(shown(found), filters.sort, (number - 1) * size, size, walked=walked)
    return Page(rows, total, number, size, filters, more)


def export(staff: Staff, filters: Filters, *, now: datetime, batch: int = 500) -> Iterator[Case]:
    """All matching cases in the order of the list, read in batches: exactly what is filtered."""
    found = matching(staff, filters, now)
    for part, order in _parts(found, filters.sort):
        whole = with_names(part.order_by(*order)).options(joinedload(Case.product))
        yield from db.session.scalars(whole.execution_options(yield_per=batch))


def _stretch(found: Select[Case], sort: Sort, first: int, size: int, *, walked: bool) -> Sequence[Case]:
    """So many rows from the `first` on.

    Where there are many, each part of the order is `walked` along an index of its own until there are
    enough; a few are looked up and sorted. SQLite cannot know which they are, so it is told: it would
    sort all that are closed before it shows the newest, and all that a department ever had.
    """
    rows: list[Case] = []
    for part, order in _parts(found, sort):
        ordered = part.order_by(*order).offset(first).limit(size - len(rows))
        ordered = ordered.with_hint(Case, _walk(order) if walked else LOOKED_UP, "sqlite")
        rows += db.session.scalars(ordered).all()
        if len(rows) == size:
            break
        if not rows:
            passed = select(func.count()).select_from(part.with_only_columns(Case.id).subquery())
            first -= db.session.scalar(passed) or 0
        else:
            first = 0
    return rows


def _walk(order: tuple[Any, ...]) -> str:
    """How SQLite reads cases along this order."""
    if order[0] is Case.due_at:
        return ALONG_DUE_TIME
    return ALONG_PRIORITY if order[0] is Case.priority else ALONG_TIME


def _parts(found: Select[Case], sort: Sort) -> list[tuple[Select[Case], tuple[Any, ...]]]:
    """The cases in stretches of their order. What has no due time any more follows, the newest first.

    One order for both would have to sort all cases there are before it shows the first fifty.
    """
    newest = (Case.received_at.desc(), Case.id.desc())
    if sort is Sort.NEWEST:
        return [(found, newest)]
    if sort is Sort.OLDEST:
        return [(found, (Case.received_at, Case.id))]
    by_due = (Case.due_at, Case.id) if sort is Sort.DUE else (Case.priority, Case.due_at, Case.id)
    return [(found.where(Case.due_at.is_not(None)), by_due), (found.where(Case.due_at.is_(None)), newest)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
