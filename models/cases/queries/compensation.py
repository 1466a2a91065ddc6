"""Compensation of one case, and what it came to by cause, kind and department (G-06)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import joinedload, lazyload

from models.cases.tables import Case, Compensation
from models.cases.words import CompensationKind, CompensationState
from models.db import db
from models.memory import remembered
from models.people.tables import Staff

BATCH = 1000
WITH_PEOPLE = tuple(
    joinedload(each).options(lazyload(Staff.grants))
    for each in (Compensation.by, Compensation.opinion_by, Compensation.decided_by, Compensation.paid_by)
)


def compensations_of(case: Case) -> Sequence[Compensation]:
    """Every compensation of a case with who had a part in it, the oldest first."""
    return remembered(("compensations", case.id), lambda: db.session.scalars(_ALL, {"case": case.id}).all())


_ALL = (
    select(Compensation)
    .where(Compensation.case_id == bindparam("case"))
    .options(*WITH_PEOPLE)
    .order_by(Compensation.id)
)


def compensations_among(cases: Sequence[Case]) -> dict[int, list[Compensation]]:
    """Those of many cases at once, by case id; for who has to do what."""
    found: dict[int, list[Compensation]] = {case.id: [] for case in cases}
    rows = select(Compensation).where(Compensation.case_id.in_(found)).order_by(Compensation.id)
    for row in db.session.scalars(rows):
        found[row.case_id].append(row)
    return found


@dataclass(frozen=True)
class Sum:
    """How many of one cause, kind, department and state, and what they come to in fen."""

    cause: str
    kind: CompensationKind
    department_id: int | None
    state: CompensationState
    count: int
    fen: int


def sums(seen: Select[Case], *, since: datetime | None, until: datetime | None) -> list[Sum]:
    """What was proposed in a span, of the cases that somebody may see; one query."""
    found = (
        select(
            Compensation.cause,
            Compensation.kind,
            Case.lead_department_id,
            Compensation.state,
            func.count(),
            func.sum(Compensation.amount_fen),
        )
        .join(Case, Case.id == Compensation.case_id)
        .where(*_within(seen, since, until))
        .group_by(Compensation.cause, Compensation.kind, Case.lead_department_id, Compensation.state)
    )
    return [Sum(*row[:4], count=row[4], fen=int(row[5])) for row in db.session.execute(found)]


def compensation_rows(
    seen: Select[Case],
    *,
    since: datetime | None,
    until: datetime | None,
    offset: int = 0,
    limit: int | None = None,
) -> Iterator[tuple[Compensation, Case]]:
    """Those of a span with their cases, the latest first; in batches."""
    found = (
        select(Compensation, Case)
        .join(Case, Case.id == Compensation.case_id)
        .where(*_within(seen, since, until))
        .options(*WITH_PEOPLE, joinedload(Case.lead_department))
        .order_by(Compensation.at.desc(), Compensation.id.desc())
        .offset(offset)
        .limit(limit)
        .execution_options(yield_per=BATCH)
    )
    yield from ((compensation, case) for compensation, case in db.session.execute(found))


def _within(seen: Select[Case], since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        Compensation.case_id.in_(seen.with_only_columns(Case.id).order_by(None))
    ]
    if since is not None:
        conditions.append(Compensation.at >= since)
    if until is not None:
        conditions.append(Compensation.at < until)
    return conditions
