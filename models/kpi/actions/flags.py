"""Departments below target, or far above it, for the rulebook's months are found; people decide (Q-04)."""

from datetime import datetime

from sqlalchemy import select

from models.conduct.actions import suggest_for_figures
from models.db import db, inserted_id
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM, record
from models.kpi.queries.flags import decides_flags, runs, told_of
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
    """A person says what follows of a flag, or that nothing does, and why. Records kpi.flag_decided.

    Raises NotAllowed, WrongState when somebody was quicker, Invalid("reason", "required").
    """
    if not decides_flags(by):
        raise NotAllowed("permission")
    found = select(KpiFlag).where(KpiFlag.id == flag.id).with_for_update()
    flag = db.session.scalars(found.execution_options(populate_existing=True)).one()
    if not flag.open:
        raise WrongState("flag", flag.state.value)
    if not reason.strip():
        raise Invalid("reason", "required")
    flag.state, flag.reason, flag.ended_by_id, flag.ended_at = state, reason.strip(), by.id, now
    db.session.flush()
    record("kpi.flag_decided", flag, by=by, now=now, flag_outcome=state)
    return flag
