"""What is due: of one case, and for the clock."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import load_only, selectinload

from models.cases.tables import Case, Contact, DueTime
from models.cases.words import ASKED, DueKind
from models.db import db
from models.memory import remembered


def due_times_of(case: Case, *kinds: DueKind) -> Sequence[DueTime]:
    """The due times of a case with their pauses, in the order they started; all of them are read once."""
    of_case = {"case": case.id}
    if kinds:
        return db.session.scalars(_DUE_TIMES.where(DueTime.kind.in_(kinds)), of_case).all()
    return remembered(("due_times", case.id), lambda: db.session.scalars(_DUE_TIMES, of_case).all())


_DUE_TIMES = (
    select(DueTime)
    .where(DueTime.case_id == bindparam("case"))
    .options(selectinload(DueTime.pauses))
    .order_by(DueTime.started_at, DueTime.id)
)


def running(case: Case, *kinds: DueKind) -> list[DueTime]:
    """Those that have not ended (paused ones included)."""
    return [due for due in due_times_of(case, *kinds) if due.ended_at is None]


def nearest(case: Case) -> DueTime | None:
    """The due time that runs out first; None while all stand still or none is open."""
    return min((due for due in running(case) if due.running), key=lambda due: due.due_at, default=None)


def due_notices(now: datetime, limit: int = 200) -> Sequence[int]:
    """Due times whose next reminder is to go out now (H-04), the longest waiting first."""
    return db.session.scalars(
        select(DueTime.id)
        .where(DueTime.next_notice_at <= now, DueTime.ended_at.is_(None))
        .order_by(DueTime.next_notice_at)
        .limit(limit)
    ).all()


def to_ask_again(now: datetime, limit: int = 200) -> Sequence[int]:
    """The cases whose customer is to be asked once more (H-03)."""
    return db.session.scalars(
        select(Case.id).where(Case.ask_again_at <= now).order_by(Case.ask_again_at).limit(limit)
    ).all()


def waited_enough(now: datetime, limit: int = 200) -> Sequence[int]:
    """The cases that go on without their customer's answer (H-03)."""
    return db.session.scalars(
        select(Case.id).where(Case.waits_until <= now).order_by(Case.waits_until).limit(limit)
    ).all()


def running_for(cases: Sequence[Case]) -> dict[int, list[DueTime]]:
    """The due times that have not ended, for many cases at once, the nearest first; by case id."""
    found: dict[int, list[DueTime]] = {case.id: [] for case in cases}
    for row in db.session.scalars(_RUNNING, {"cases": list(found)}):
        found[row.case_id].append(row)
    return found


_COUNTED = load_only(
    DueTime.case_id,
    DueTime.assistance_id,
    DueTime.kind,
    DueTime.calendar,
    DueTime.minutes,
    DueTime.due_at,
    DueTime.ended_at,
    DueTime.ending,
    DueTime.paused_since,
)
"""What a countdown is reckoned from."""
_RUNNING = (
    select(DueTime)
    .where(DueTime.case_id.in_(bindparam("cases", expanding=True)), DueTime.ended_at.is_(None))
    .options(_COUNTED)
    .order_by(DueTime.due_at, DueTime.id)
)


def arrived_at(case: Case) -> datetime:
    """Since when a case keeps what its channel promises (V-04): its first clock began when it came to us.

    That is when it was received, or, for one that another system handed over, the day on which it did
    (V-09).
    """
    first = select(func.min(DueTime.started_at)).where(
        DueTime.case_id == case.id, DueTime.kind == DueKind.FIRST_RESPONSE, DueTime.round == 1
    )
    return db.session.scalar(first) or case.received_at


def times_asked(case: Case) -> int:
    """How often the customer was asked in this round, each time with the clocks stopped (H-03)."""
    begun = select(func.min(DueTime.started_at)).where(
        DueTime.case_id == case.id, DueTime.round == case.round
    )
    asked = select(func.count(Contact.id)).where(
        Contact.case_id == case.id, Contact.template == ASKED, Contact.at >= begun.scalar_subquery()
    )
    return db.session.scalar(asked) or 0


def asked_at(case: Case) -> datetime | None:
    """Since when a case waits for its customer: the moment of the latest question."""
    return db.session.scalar(
        select(func.max(Contact.at)).where(Contact.case_id == case.id, Contact.template == ASKED)
    )
