"""The story of a case in time order, each event with the row that it speaks of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.cases.queries.channel import alerts_of, further_posts_of
from models.cases.queries.compensation import compensations_of
from models.cases.queries.contacts import contacts_of, joint_talks_of
from models.cases.queries.grave import meetings_of, reports_of
from models.cases.queries.outside import outsides_of
from models.cases.queries.together import assistances_of, extensions_of
from models.cases.tables import (
    Case,
    Confirmation,
    Contact,
    Milestone,
    Note,
    Plan,
    Result,
)
from models.cases.words import Verdict
from models.db import Base, db
from models.events.queries import history
from models.events.tables import Event
from models.memory import remembered
from models.people.queries import every_department
from models.people.tables import Department, Staff


@dataclass(frozen=True)
class Entry:
    """One line of the story. `people`, `departments` and `milestones` resolve the ids that facts name."""

    event: Event
    staff: Staff | None
    people: dict[int, Staff]
    departments: dict[int, Department]
    milestones: dict[int, Milestone]
    rows: dict[str, Base]

    @property
    def row(self) -> Any:
        """The row the event speaks of, where it speaks of one."""
        return next(iter(self.rows.values()), None)


def timeline(case: Case) -> list[Entry]:
    """All that happened, oldest first, in a query for each kind of row that the events name."""
    events = history(case.audit_name)
    named = {name for event in events for name in event.facts}
    rows = {name: {row.id: row for row in read(case)} if name in named else {} for name, read in READ.items()}
    people = _people(events, rows)
    departments = {row.id: row for row in every_department()}
    milestones = {each.id: each for plan in rows["plan"].values() for each in plan.milestones}
    return [
        Entry(
            event=event,
            staff=people.get(event.staff_id) if event.staff_id else None,
            people=people,
            departments=departments,
            milestones=milestones,
            rows={
                name: rows[name][event.facts[name]] for name in READ if event.facts.get(name) in rows[name]
            },
        )
        for event in events
    ]


def letters_sent(case: Case) -> Sequence[Contact]:
    """Every letter of ours to the customer, oldest first; some belong to no event (H-05)."""
    return [contact for contact in contacts_of(case) if contact.template]


def current_plan(case: Case) -> Plan | None:
    """The plan of this round that holds: the latest, with its milestones and their owners."""
    return next((plan for plan in reversed(_plans(case)) if plan.round == case.round), None)


def open_milestones(case: Case) -> Sequence[Milestone]:
    """What of this round's plan is neither done nor dropped, the first due first (H-02)."""
    plan = current_plan(case)
    left = [milestone for milestone in plan.milestones if milestone.open] if plan is not None else []
    return sorted(left, key=lambda milestone: (milestone.due_at, milestone.id))


def sent_back(case: Case) -> Result | None:
    """The result of this round that its reviewer sent back, with the reviewer (H-06).

    None before the first review, and once another result waits or was approved.
    """
    last = next((result for result in reversed(_results(case)) if result.round == case.round), None)
    return last if last is not None and last.verdict is Verdict.REJECTED else None


def latest_result(case: Case) -> Result | None:
    """The result that was handed in last, whatever became of it."""
    return next(reversed(_results(case)), None)


def milestone_of(case: Case, milestone_id: int) -> Milestone | None:
    """One milestone of a case, whatever its plan."""
    return db.session.scalars(
        select(Milestone).join(Plan).where(Plan.case_id == case.id, Milestone.id == milestone_id)
    ).first()


def _plans(case: Case) -> Sequence[Plan]:
    """Every plan with its milestones and who they are given to, oldest first."""
    return remembered(("plans", case.id), lambda: db.session.scalars(_PLANS, {"case": case.id}).all())


def _results(case: Case) -> Sequence[Result]:
    """Every result with its reviewer, oldest first."""
    return remembered(("results", case.id), lambda: db.session.scalars(_RESULTS, {"case": case.id}).all())


_QUIET = (lazyload(Staff.grants), lazyload(Staff.department))
_PLANS = (
    select(Plan)
    .where(Plan.case_id == bindparam("case"))
    .options(
        joinedload(Plan.by).options(*_QUIET),
        selectinload(Plan.milestones).joinedload(Milestone.owner).options(*_QUIET),
    )
    .order_by(Plan.id)
)
_RESULTS = (
    select(Result)
    .where(Result.case_id == bindparam("case"))
    .options(joinedload(Result.reviewer).options(*_QUIET))
    .order_by(Result.id)
)


def _others(table: type[Any]) -> Callable[[Case], Sequence[Any]]:
    of_case = select(table).where(table.case_id == bindparam("case"))
    return lambda case: db.session.scalars(of_case, {"case": case.id}).all()


READ: dict[str, Callable[[Case], Sequence[Any]]] = {
    "contact": contacts_of,
    "note": _others(Note),
    "plan": _plans,
    "result": _results,
    "confirmation": _others(Confirmation),
    "extension": extensions_of,
    "assistance": assistances_of,
    "alert": alerts_of,
    "post": further_posts_of,
    "meeting": meetings_of,
    "report": reports_of,
    "compensation": compensations_of,
    "outside": outsides_of,
    "talk": joint_talks_of,
}
"""An event's facts may name one of these rows by its id. The first ones are read once for all who ask."""


PEOPLE = ("owner", "owner_before", "second", "second_before")
"""Facts that name members of staff."""


def _people(events: Sequence[Event], rows: dict[str, dict[int, Any]]) -> dict[int, Staff]:
    ids = {event.staff_id for event in events if event.staff_id}
    for event in events:
        ids |= {event.facts[key] for key in PEOPLE if event.facts.get(key)}
    ids |= {milestone.owner_id for plan in rows["plan"].values() for milestone in plan.milestones}
    if not ids:
        return {}
    return {row.id: row for row in db.session.scalars(_NAMED, {"ids": list(ids)})}


_NAMED = select(Staff).where(Staff.id.in_(bindparam("ids", expanding=True))).options(*_QUIET)
