"""A figure of a closed month is set right by a dated addition; the frozen one stays (Q-02)."""

from dataclasses import dataclass
from datetime import datetime

from models.conduct.queries.talks import line_of_department
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.kpi.queries.subjects import Subject
from models.kpi.rules.figures import NATURE, Unit
from models.kpi.tables import KpiCorrection, KpiMonth
from models.kpi.words import Figure, SubjectKind
from models.people.tables import Department, Staff
from models.permissions import Permission


@dataclass(frozen=True)
class Right:
    """What is right: `hits` of `n` for a share; `median` and `p90` in tenths of a minute for a time."""

    n: int
    hits: int | None = None
    median: int | None = None
    p90: int | None = None


def correct(
    month: KpiMonth, figure: Figure, subject: Subject, right: Right, reason: str, *, by: Staff, now: datetime
) -> KpiCorrection:
    """Adds what is right beside a frozen figure. Records kpi.corrected.

    Raises NotAllowed, also for one's own figure or that of the department that one works in or heads
    ("own_figure", A-04); WrongState for a month that is still open (it is reckoned by itself), and Invalid:
    ("reason", "required"), ("n" | "hits" | "median", "range").
    """
    if not by.may(Permission.KPI_CLOSE):
        raise NotAllowed("permission")
    if _own(subject, by, now):
        raise NotAllowed("own_figure")
    if not month.closed:
        raise WrongState("correction", month.state.value)
    if not reason.strip():
        raise Invalid("reason", "required")
    if right.n < 1:
        raise Invalid("n", "range")
    if NATURE[figure].unit is Unit.SHARE:
        if right.hits is None or not 0 <= right.hits <= right.n:
            raise Invalid("hits", "range")
        right = Right(right.n, right.hits)
    else:
        if right.median is None or right.p90 is None or not 0 <= right.median <= right.p90:
            raise Invalid("median", "range")
        right = Right(right.n, None, right.median, right.p90)
    row = KpiCorrection(
        month_id=month.id,
        subject=subject.key,
        figure=figure,
        n=right.n,
        hits=right.hits,
        median=right.median,
        p90=right.p90,
        reason=reason.strip(),
        by_id=by.id,
        at=now,
    )
    db.session.add(row)
    db.session.flush()
    record("kpi.corrected", month, by=by, now=now, figure=figure, about=subject.key, correction=row.id)
    return row


def _own(subject: Subject, by: Staff, now: datetime) -> bool:
    if subject.kind is SubjectKind.PERSON:
        return subject.id == by.id
    if subject.kind is SubjectKind.COMPANY:
        return False
    return by.id in line_of_department(db.session.get_one(Department, subject.id), now)
