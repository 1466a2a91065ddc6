"""The cases behind a figure, within what the reader may see of cases (Q-02, X-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, and_, cast, func, select

from models.cases.queries.listing import with_names
from models.cases.queries.scope import in_scope
from models.cases.tables import Case
from models.db import db
from models.kpi.queries.facts import FACTS
from models.kpi.queries.subjects import Subject
from models.kpi.rules.months import Month
from models.kpi.words import Facet, Figure, SubjectKind
from models.people.tables import Staff


@dataclass(frozen=True)
class Fact:
    """A case that a figure counts, when, and what it counts as."""

    case: Case
    at: datetime
    hit: bool | None
    minutes: int | None


@dataclass(frozen=True)
class Drill:
    """One page of the facts of a figure; `total` are those that the reader may open, `counted` all."""

    rows: Sequence[Fact]
    total: int
    counted: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def hidden(self) -> int:
        """How many facts are of cases that the reader may not open."""
        return self.counted - self.total


def cases_behind(
    staff: Staff,
    figure: Figure,
    month: Month,
    subject: Subject,
    *,
    facet: Facet = Facet.ALL,
    value: str = "",
    hit: bool | None = None,
    now: datetime,
    page: int = 1,
    size: int = 50,
) -> Drill:
    """What a figure counts, as it stands today, the latest first; `hit` narrows to what was reached or not.

    A case may be there more than once, as a figure counts clocks and answers. Three queries.
    """
    found = FACTS[figure](month, now).subquery()
    wanted = _narrowed(select(found), found, subject, facet, value)
    if hit is not None:
        wanted = wanted.where(found.c.hit == int(hit))
    counted = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    scope = in_scope(staff)
    chosen = wanted.subquery()
    seen = select(Case, chosen.c.at, chosen.c.hit, chosen.c.minutes).join(chosen, chosen.c.case_id == Case.id)
    if scope is not None:
        seen = seen.where(scope)
    total = counted
    if scope is not None:
        total = (
            db.session.scalar(select(func.count()).select_from(seen.with_only_columns(Case.id).subquery()))
            or 0
        )
    number = min(max(page, 1), max(1, -(-total // size)))
    rows: Any = with_names(seen).order_by(chosen.c.at.desc(), Case.id.desc())
    stretch = db.session.execute(rows.offset((number - 1) * size).limit(size))
    facts = [
        Fact(case, at, None if reached is None else bool(reached), minutes)
        for case, at, reached, minutes in stretch.unique()
    ]
    return Drill(facts, total, counted, number, size)


def _narrowed(wanted: Select[Any], found: Any, subject: Subject, facet: Facet, value: str) -> Select[Any]:
    conditions = []
    if subject.kind is SubjectKind.DEPARTMENT:
        conditions.append(found.c.department_id == subject.id)
    elif subject.kind is SubjectKind.PERSON:
        conditions.append(found.c.staff_id == subject.id)
    if facet is not Facet.ALL:
        conditions.append(cast(found.c[facet.value], String) == value)
    return wanted.where(and_(True, *conditions))
