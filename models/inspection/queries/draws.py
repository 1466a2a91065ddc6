"""Among which cases is drawn, who had to do with them, and the draws that were made (Q-01)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import joinedload, lazyload, undefer

from models.cases.tables import Case, DueTime
from models.cases.words import Closing, DueKind, Ending
from models.clock import SHANGHAI
from models.db import db
from models.events.tables import Event
from models.inspection.rules.assigning import Inspected, Inspector
from models.inspection.rules.sampling import Plan, Unit, sample
from models.inspection.tables import Draw, Inspection, Sheet
from models.inspection.words import Ground
from models.people.queries import every_department, who_may
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.document import ConductRules, Inspections
from models.rulebook.queries import rules_of

NOT_WORKED = (Closing.MERGED, Closing.WITHDRAWN, Closing.ELSEWHERE)
"""Closed without a result of ours: there is nothing to inspect."""
AT_ONCE = 500


def draws() -> Sequence[Draw]:
    """Every draw, the latest month first."""
    found = select(Draw).options(
        joinedload(Draw.by).options(lazyload(Staff.grants)), joinedload(Draw.checklist)
    )
    return db.session.scalars(found.order_by(Draw.month.desc())).all()


def draw_of(month: date) -> Draw | None:
    """The draw of a month with its frame; None where none was made."""
    found = select(Draw).where(Draw.month == month)
    whole = found.options(undefer(Draw.frame), joinedload(Draw.by), joinedload(Draw.checklist))
    return db.session.scalars(whole).one_or_none()


def repeated(draw: Draw) -> list[tuple[str, Ground]]:
    """The sample drawn anew from the frame, seed and rules that were kept (Q-01)."""
    units = [Unit(*each) for each in draw.frame]
    return sample(units, draw.seed, plan_of(rules_of(draw.rulebook_id).inspections))


def drawn_by(draw: Draw) -> list[tuple[str, Ground]]:
    """What a draw put up for inspection, in the order of the numbers: compare with `repeated`."""
    rows = select(Case.number, Inspection.ground).join(Inspection, Inspection.case_id == Case.id)
    found = db.session.execute(rows.where(Inspection.draw_id == draw.id).order_by(Case.number))
    return [(number, ground) for number, ground in found]


def plan_of(rules: Inspections) -> Plan:
    """How much these rules draw."""
    return Plan(rules.share_percent, rules.least_each, rules.risk_cases)


def month_of(month: date) -> tuple[datetime, datetime]:
    """When a month begins and ends in Shanghai."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return (
        datetime(month.year, month.month, 1, tzinfo=SHANGHAI),
        datetime(following.year, following.month, 1, tzinfo=SHANGHAI),
    )


def frame(month: date, rules: Inspections, conduct: ConductRules) -> list[Unit]:
    """The cases that were closed in a month with a result of ours, by their numbers. One query."""
    since, until = month_of(month)
    late = exists().where(
        DueTime.case_id == Case.id,
        DueTime.kind == DueKind.RESULT,
        or_(DueTime.ending.is_(None), DueTime.ending != Ending.DROPPED),
        DueTime.ended_at > DueTime.due_at,
    )
    rows = db.session.execute(
        select(Case.number, Case.lead_department_id, Case.category, Case.grade, Case.round, late)
        .where(
            Case.closed_at >= since,
            Case.closed_at < until,
            Case.closing.not_in(NOT_WORKED),
            Case.lead_department_id.is_not(None),
            Case.category.is_not(None),
        )
        .order_by(Case.number)
    )
    about = set(conduct.triggers.about_people)
    return [
        Unit(
            number,
            f"{department}/{category}/{grade or 0}",
            grade or 0,
            (rules.reopened_weight if rounds > 1 else 0)
            + (rules.overdue_weight if overdue else 0)
            + (rules.about_person_weight if category in about else 0),
        )
        for number, department, category, grade, rounds, overdue in rows
    ]


def cases_numbered(numbers: Collection[str]) -> dict[str, Case]:
    """Cases by their numbers; a query for every 500."""
    ordered, found = sorted(numbers), dict[str, Case]()
    for first in range(0, len(ordered), AT_ONCE):
        rows = select(Case).where(Case.number.in_(ordered[first : first + AT_ONCE]))
        found |= {case.number: case for case in db.session.scalars(rows)}
    return found


def involved_in(cases: Collection[Case]) -> Mapping[int, Inspected]:
    """Each case by its id, with everybody who took a step on it or had it; a query for every 500."""
    people: dict[str, set[int]] = defaultdict(set)
    names = sorted(case.audit_name for case in cases)
    for first in range(0, len(names), AT_ONCE):
        rows = select(Event.subject, Event.staff_id).where(
            Event.subject.in_(names[first : first + AT_ONCE]), Event.staff_id.is_not(None)
        )
        for subject, staff_id in db.session.execute(rows.distinct()):
            people[subject].add(staff_id or 0)
    found = {}
    for case in cases:
        held = {case.owner_id, case.second_id, case.registered_by_id} - {None}
        involved = people[case.audit_name] | {each for each in held if each is not None}
        found[case.id] = Inspected(case.lead_department_id or 0, frozenset(involved))
    return found


def inspectors(on: date) -> list[Inspector]:
    """Everybody who inspects on a day, with the departments they belong to or head."""
    headed: dict[int, set[int]] = defaultdict(set)
    for row in every_department():
        if row.head_id is not None:
            headed[row.head_id].add(row.id)
    return [
        Inspector(person.id, frozenset({person.department_id, *headed[person.id]}))
        for person in who_may(Permission.INSPECTION_SCORE, on=on)
    ]


def open_sheets() -> dict[int, int]:
    """How many sheets wait for each inspector."""
    counted = select(Sheet.by_id, func.count()).where(Sheet.done_at.is_(None)).group_by(Sheet.by_id)
    return {person: count for person, count in db.session.execute(counted)}  # noqa: C416


def case_of(inspection: Inspection) -> Inspected:
    """The case of an inspection, as far as it matters who inspects it."""
    return involved_in([inspection.case])[inspection.case_id]
