"""Departments below target, or far above it, for the rulebook's months are found; people decide (Q-04)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.conduct.actions import DepartmentFlag, raise_flag, suggest_for_figures
from models.db import db, inserted_id
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM, record
from models.kpi.queries.flags import decides_flag, deducts_for, runs, told_of
from models.kpi.rules.months import Month
from models.kpi.tables import KpiFlag
from models.kpi.words import FlagState, Side
from models.outbox.actions import notify_all
from models.people.tables import Staff


def raise_flags(month: Month, *, now: datetime) -> list[KpiFlag]:
    """Flags each department that was on one side of a target in every one of the rulebook's months up to a
    closed one; each month belongs to one flag at most, so the next is raised after as many further months.

    One below is told to who decides on it and to the head. One above becomes a suggestion of a reward
    (C-02), and is taken up by it. Records kpi.flagged. Returns what is new.
    """
    made = []
    for run in runs(month):
        flag_id = inserted_id(
            KpiFlag,
            side=run.side,
            figure=run.figure,
            department_id=run.department_id,
            month=month.first,
            months=[each._asdict() for each in run.months],
            found_at=now,
            state=FlagState.OPEN,
            reason="",
        )
        if flag_id is None:
            continue
        flag = db.session.get_one(KpiFlag, flag_id)
        made.append(flag)
        record(
            "kpi.flagged",
            flag,
            by=SYSTEM,
            now=now,
            side=flag.side,
            figure=flag.figure,
            department=flag.department_id,
            month=month.key,
        )
        if flag.side is Side.ABOVE:
            suggest_for_figures(flag, department_id=flag.department_id, months=len(run.months), now=now)
        else:
            notify_all(
                told_of(flag, now), "kpi_flagged", about=flag.audit_name, now=now, facts={"month": month.key}
            )
    return made


def decide_flag(flag: KpiFlag, state: FlagState, reason: str, *, by: Staff, now: datetime) -> KpiFlag:
    """A person says what follows of a flag, or that nothing does, and why. One that is taken up calls for a
    talk with the head of the department (C-03), to which the figures of the flag are attached by its name.

    Records kpi.flag_decided, and what `raise_flag` does. Raises NotAllowed for who decides none or belongs
    to the department (A-04), WrongState when somebody was quicker, Invalid("reason", "required").
    """
    flag = _held(flag)
    if not decides_flag(by, flag, now):
        raise NotAllowed("flag")
    if not flag.open:
        raise WrongState("flag", flag.state.value)
    if not reason.strip():
        raise Invalid("reason", "required")
    flag.state, flag.reason, flag.ended_by_id, flag.ended_at = state, reason.strip(), by.id, now
    db.session.flush()
    record("kpi.flag_decided", flag, by=by, now=now, flag_outcome=state)
    if state is FlagState.TAKEN:
        raise_flag(DepartmentFlag(flag.audit_name, flag.department, flag.reason), by=by, now=now)
    return flag


def deduct_for_flag(flag: KpiFlag, fen: int, reason: str, *, by: Staff, now: datetime) -> KpiFlag:
    """The leading group deducts from the bonus of a department whose flag was taken up, once; it goes to
    payroll with the figures of the flag (C-03). Records what `raise_flag` does.

    Raises NotAllowed for all but members of the leading group with no part in the department (A-04),
    WrongState for a flag that was not taken up or that was deducted for, Invalid: ("reason", "required"),
    ("amount", "no_amount").
    """
    flag = _held(flag)
    if not deducts_for(by, flag, now):
        raise NotAllowed("flag")
    if flag.state is not FlagState.TAKEN:
        raise WrongState("flag", flag.state.value)
    if not raise_flag(DepartmentFlag(flag.audit_name, flag.department, reason, fen), by=by, now=now):
        raise WrongState("flag", "deducted")
    return flag


def _held(flag: KpiFlag) -> KpiFlag:
    """The flag as it is now with its department, kept from all other writers."""
    found = select(KpiFlag).where(KpiFlag.id == flag.id).options(joinedload(KpiFlag.department))
    return db.session.scalars(
        found.with_for_update(of=KpiFlag).execution_options(populate_existing=True)
    ).one()
