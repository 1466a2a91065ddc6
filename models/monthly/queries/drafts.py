"""What the clock writes into a department's summary: figures, what rises, corrections (Q-05)."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from models.db import db
from models.improvement.queries import latest_signals
from models.improvement.words import SignalKind
from models.inspection.tables import Correction
from models.inspection.words import CorrectionState
from models.kpi.queries import Reading, of_department, readings
from models.kpi.rules.months import Month
from models.kpi.words import Figure
from models.rulebook.document import KpiRules, Rules


def department_figures(month: Month, department_id: int, targets: KpiRules) -> list[dict[str, Any]]:
    """Every key figure of a department as its month was frozen, with the month before and the target. The
    definitions are those of `models/kpi`; a figure over nothing is left out."""
    subject = of_department(department_id)
    now, before = readings(month, subject), readings(month.shifted(-1), subject)
    return [as_row(now[figure], before[figure], targets) for figure in Figure if now[figure].n]


def as_row(reading: Reading, before: Reading, targets: KpiRules) -> dict[str, Any]:
    """A reading as it is kept in a summary and in a report: as corrected where it was."""
    right, past = reading.right, before.right
    target = targets.target(right.figure)
    return {
        "figure": right.figure.value,
        "n": right.n,
        "hits": right.hits,
        "median": right.median,
        "p90": right.p90,
        "before": past.measure if past.n else None,
        "before_n": past.n,
        "target": target.target if target else None,
    }


def rising_for(department: str, rules: Rules) -> list[dict[str, Any]]:
    """The causes found to rise lately for which a department is responsible, the clearest first."""
    own = {each.code for each in rules.categories if each.department == department}
    return [
        {
            "key": each.key,
            "region": each.region,
            "product": each.product,
            "observed": each.observed,
            "expected": round(each.expected, 1),
            "until": each.until.isoformat(),
        }
        for each in latest_signals()
        if each.kind not in (SignalKind.WORD, SignalKind.PRODUCT) and each.key in own
    ]


def open_corrections(department_id: int | None, now: datetime) -> dict[str, int]:
    """How many corrections a department, or anybody, has yet to make or have checked, and how many of them
    are late."""
    rows = select(
        func.count(),
        func.count().filter(Correction.state == CorrectionState.ORDERED, Correction.due_at < now),
    ).where(Correction.state.in_((CorrectionState.ORDERED, CorrectionState.REPORTED)))
    if department_id is not None:
        rows = rows.where(Correction.department_id == department_id)
    waits, late = db.session.execute(rows).one()
    return {"open": waits, "late": late}
