"""Planning a revisit: a row with its moments, and nothing sent (R-02, R-05)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.tables import Case
from models.cases.words import State
from models.db import db, insert_once
from models.events.actions import SYSTEM, record
from models.revisits.queries.due import LASTING_AFTER
from models.revisits.rules import Plan, plan_first
from models.revisits.rules import plan_lasting as lasting_plan
from models.revisits.tables import Revisit
from models.revisits.words import RevisitKind, RevisitState
from models.rulebook.queries import rules_of


def plan_for(case: Case, *, now: datetime) -> Revisit | None:
    """Plans the revisit of an answered case's round; None when it is not answered, or planned already.

    Records `revisit.planned`. Two that plan at once plan one.
    """
    if case.state is not State.ANSWERED or case.answered_at is None:
        return None
    return _plan(case, RevisitKind.FIRST, plan_first(rules_of(case.rulebook_id), case.answered_at), now)


def plan_lasting(case: Case, *, now: datetime) -> Revisit | None:
    """Plans the look back on a case that was closed content (R-05); None for any other, or a second time."""
    if case.state is not State.CLOSED or case.closing not in LASTING_AFTER or case.closed_at is None:
        return None
    return _plan(case, RevisitKind.LASTING, lasting_plan(rules_of(case.rulebook_id), case.closed_at), now)


def _plan(case: Case, kind: RevisitKind, plan: Plan, now: datetime) -> Revisit | None:
    new = insert_once(
        Revisit,
        case_id=case.id,
        round=case.round,
        kind=kind,
        state=RevisitState.PLANNED,
        due_at=plan.due_at,
        send_at=plan.send_at,
    )
    if not new:
        return None
    revisit = db.session.scalars(
        select(Revisit).where(Revisit.case_id == case.id, Revisit.round == case.round, Revisit.kind == kind)
    ).one()
    record("revisit.planned", case, by=SYSTEM, now=now, revisit=revisit.id, revisit_kind=kind)
    return revisit
