"""What people were given to do and are to be reminded of: milestones, action items (H-02, H-04)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, false, or_, select
from sqlalchemy.orm import aliased

from models.cases.queries.scope import departments_of, handled_by
from models.cases.queries.timeline import current_plan
from models.cases.rules.steps import AT_WORK
from models.cases.tables import ActionItem, Case, Milestone, Plan
from models.db import db
from models.people.tables import Staff
from models.permissions import Permission

Given = Milestone | ActionItem


def to_remind(table: type[Given], now: datetime, limit: int = 200) -> Sequence[int]:
    """Those whose next reminder is to go out now, the longest waiting first."""
    due = select(table.id).where(table.next_notice_at <= now)
    return db.session.scalars(due.order_by(table.next_notice_at).limit(limit)).all()


def case_of(given: Given) -> Case:
    """The case that it belongs to."""
    of = select(Case)
    if isinstance(given, Milestone):
        of = of.join(Plan, Plan.case_id == Case.id).where(Plan.id == given.plan_id)
    else:
        of = of.where(Case.id == given.case_id)
    return db.session.scalars(of).one()


def is_wanted(given: Given, case: Case) -> bool:
    """Whether somebody still has to do it. A milestone counts while its plan holds and its case is open; what
    a meeting decided is done whatever becomes of the case."""
    if not given.open or isinstance(given, ActionItem):
        return given.open
    plan = current_plan(case)
    return case.open and plan is not None and plan.id == given.plan_id


def to_reach(staff: Staff) -> tuple[ColumnElement[bool], ...]:
    """What holds for the milestones that this person has yet to reach and may tick off: those of the plan
    that holds, on a case at work in the own department or hands.

    For a statement in which `Milestone` is joined with its plan and case.
    """
    if not staff.may(Permission.CASE_HANDLE):
        return (false(),)
    later = aliased(Plan)
    return (
        Milestone.owner_id == staff.id,
        Milestone.done_at.is_(None),
        Milestone.dropped_at.is_(None),
        Plan.round == Case.round,
        Case.state.in_(AT_WORK),
        or_(handled_by(staff), Case.lead_department_id.in_(departments_of(staff))),
        ~exists().where(later.case_id == Plan.case_id, later.id > Plan.id),
    )


def my_milestones(staff: Staff, until: datetime, limit: int = 20) -> Sequence[tuple[Milestone, Case]]:
    """This person's milestones that are due before `until`, late ones too, each with its case; the first
    due first (H-02, M-02)."""
    found = (
        select(Milestone, Case)
        .join(Plan, Plan.id == Milestone.plan_id)
        .join(Case, Case.id == Plan.case_id)
        .where(*to_reach(staff), Milestone.due_at < until)
        .order_by(Milestone.due_at, Milestone.id)
        .limit(limit)
    )
    return [(milestone, case) for milestone, case in db.session.execute(found)]


def ended(names: set[str]) -> set[str]:
    """Those of them, by `Milestone.notice_name` and `ActionItem.notice_name`, that were done or dropped."""
    found: set[str] = set()
    for table in (Milestone, ActionItem):
        prefix = f"{table.__tablename__}:"
        ids = [int(name.removeprefix(prefix)) for name in names if name.startswith(prefix)]
        if ids:
            over = or_(table.done_at.is_not(None), table.dropped_at.is_not(None))
            rows = db.session.scalars(select(table.id).where(table.id.in_(ids), over))
            found |= {f"{prefix}{row_id}" for row_id in rows}
    return found
