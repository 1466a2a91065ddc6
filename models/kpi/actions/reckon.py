"""The clock keeps the figures of open months, and freezes those that are over (Q-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from models.cases.tables import Case
from models.clock import local_day
from models.db import changed_rows, db, insert_once
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM, Actor, record
from models.events.tables import Event
from models.kpi.actions.flags import raise_flags
from models.kpi.queries.days import Day, days_measured
from models.kpi.queries.measure import Cell, all_measured
from models.kpi.queries.subjects import key_of
from models.kpi.rules.figures import METHOD
from models.kpi.rules.months import Month
from models.kpi.tables import KpiCell, KpiDay, KpiMonth, KpiName
from models.kpi.words import Facet, MonthState
from models.people.queries import departments_on, every_department, staff_with_ids
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rulebook_at, rules_of

STALE = timedelta(hours=1)
"""So long figures of a month that lasts stand when nothing happened: what is overdue changes by itself."""


@dataclass(frozen=True)
class Reckoned:
    """The figures of a month and of its days as they are at a moment; `seen_event` is the last of the trail
    they know of."""

    month: Month
    cells: Sequence[Cell]
    at: datetime
    seen_event: int
    days: Sequence[Day] = ()


def months_to_reckon(now: datetime) -> list[Month]:
    """The open months whose figures are missing or behind, the latest first; from the first case on.

    Months before the last one change with what happens now as well, until they are closed.
    """
    first = db.session.scalar(select(func.min(Case.received_at)))
    if first is None:
        return []
    known = {Month(row.month): row for row in db.session.scalars(select(KpiMonth))}
    last_event = _last_event()
    month, oldest, found = Month.of(now), Month.of(first), []
    while oldest <= month:
        row = known.get(month)
        if row is None or not row.closed:
            behind = row is None or row.reckoned_at is None or row.seen_event < last_event
            if behind or (row is not None and row.reckoned_at is not None and row.reckoned_at + STALE <= now):
                found.append(month)
        month = month.shifted(-1)
    return found


def reckon(month: Month, now: datetime) -> Reckoned:
    """All figures of a month, from the rows themselves; writes nothing."""
    seen = _last_event()
    return Reckoned(month, list(all_measured(month, now)), now, seen, days_measured(month, now))


def keep(found: Reckoned) -> bool:
    """Puts reckoned figures in the place of those kept; False where the month is closed or newer ones are
    kept. No event: nothing happened but that somebody counted."""
    return _keep(found) is not None


def closable(now: datetime) -> list[Month]:
    """The months that the clock is to close, the oldest first: over, and their first working day after has
    begun (Q-02)."""
    first = db.session.scalar(select(func.min(Case.received_at)))
    if first is None:
        return []
    closed = set(db.session.scalars(select(KpiMonth.month).where(KpiMonth.state == MonthState.CLOSED)))
    month, found = Month.of(first), []
    while month.over(now):
        if month.first not in closed and closes_at(month) <= now:
            found.append(month)
        month = month.shifted(1)
    return found


def closes_at(month: Month) -> datetime:
    """When the clock closes a month: with the first working minute after it."""
    return rules_of(rulebook_at(month.end).id).calendar().next_open(month.end)


def close_month(found: Reckoned, *, by: Actor = SYSTEM, now: datetime) -> KpiMonth:
    """Freezes a month with the figures reckoned for it, its rulebook, its method and the names of now.

    Flags the departments that were below or far above a target for long enough (Q-04). Records kpi.closed.
    Raises NotAllowed for a person without the permission, WrongState("month", "closed"),
    and Invalid("month", "month_not_over" | "earlier_open").
    """
    if isinstance(by, Staff) and not by.may(Permission.KPI_CLOSE):
        raise NotAllowed("permission")
    if not found.month.over(now):
        raise Invalid("month", "month_not_over")
    if any(month < found.month for month in _open_before(found.month)):
        raise Invalid("month", "earlier_open")
    row = _keep(found)
    if row is None:
        raise WrongState("month", "closed")
    row.rulebook_id = rulebook_at(found.month.end - timedelta(seconds=1)).id
    row.method = METHOD
    row.closed_at, row.closed_by_id = now, by.id if isinstance(by, Staff) else None
    row.state = MonthState.CLOSED
    db.session.flush()
    record("kpi.closed", row, by=by, now=now, month=found.month.key, method=METHOD, cells=len(found.cells))
    raise_flags(found.month, now=now)
    return row


def _open_before(month: Month) -> list[Month]:
    first = db.session.scalar(select(func.min(Case.received_at)))
    closed = set(db.session.scalars(select(KpiMonth.month).where(KpiMonth.state == MonthState.CLOSED)))
    each, found = Month.of(first) if first else month, []
    while each < month:
        if each.first not in closed:
            found.append(each)
        each = each.shifted(1)
    return found


def _keep(found: Reckoned) -> KpiMonth | None:
    insert_once(KpiMonth, month=found.month.first, state=MonthState.OPEN, seen_event=0, method=METHOD)
    older: ColumnElement[bool] = KpiMonth.reckoned_at.is_(None) | (
        (KpiMonth.reckoned_at <= found.at) & (KpiMonth.seen_event <= found.seen_event)
    )
    mine = changed_rows(
        update(KpiMonth)
        .where(KpiMonth.month == found.month.first, KpiMonth.state == MonthState.OPEN, older)
        .values(reckoned_at=found.at, seen_event=found.seen_event, method=METHOD, by_day=True)
        .execution_options(synchronize_session=False)
    )
    if mine != 1:
        return None
    row = db.session.scalars(
        select(KpiMonth).where(KpiMonth.month == found.month.first).execution_options(populate_existing=True)
    ).one()
    for table in (KpiCell, KpiDay, KpiName):
        db.session.execute(delete(table).where(table.month_id == row.id))
    if found.days:
        db.session.execute(insert(KpiDay), [day._asdict() | {"month_id": row.id} for day in found.days])
    if found.cells:
        db.session.execute(
            insert(KpiCell),
            [
                cell._asdict() | {"month_id": row.id, "subject": key_of(cell.department_id, cell.staff_id)}
                for cell in found.cells
            ],
        )
        if names := _names(found, row.id):
            db.session.execute(insert(KpiName), names)
    return row


def _names(found: Reckoned, month_id: int) -> list[dict[str, object]]:
    """What each department and person of the cells is called now, and where a person belonged on the last day
    of the month, or now while it runs."""
    wanted = {cell.department_id for cell in found.cells if cell.facet is Facet.ALL} - {None}
    people = {cell.staff_id for cell in found.cells if cell.staff_id is not None}
    belonged = departments_on(people, min(found.month.last, local_day(found.at)))
    staff = staff_with_ids(people)
    departments = [row for row in every_department() if row.id in wanted]
    named: list[dict[str, object]] = [
        {
            "subject": key_of(row.id, None),
            "department_id": row.id,
            "staff_id": None,
            "name_zh": row.name_zh,
            "name_en": row.name_en,
        }
        for row in departments
    ]
    named += [
        {
            "subject": key_of(None, person.id),
            "department_id": belonged.get(person.id, person.department_id),
            "staff_id": person.id,
            "name_zh": person.name,
            "name_en": person.name_en,
        }
        for person in staff.values()
    ]
    return [each | {"month_id": month_id} for each in named]


def _last_event() -> int:
    return db.session.scalar(select(func.max(Event.id))) or 0
