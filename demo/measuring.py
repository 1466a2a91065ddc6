"""The months of key figures that the demo company has frozen, and what became of departments below target."""

from datetime import datetime

from sqlalchemy import select

from models.db import db
from models.kpi import actions
from models.kpi.rules.months import Month
from models.kpi.tables import KpiFlag
from models.kpi.words import FlagState, Side
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff

KEPT_OPEN = 2
"""So many of the latest flags still wait for somebody to decide."""
AGREED = (
    "已与部门负责人面谈：每日晨会过一遍临期工单，逾期须当日说明原因，下月复核。",
    "面谈后确认为人手不足，已批准借调一人两个月，目标不变。",
    "约定由部门负责人每周抽查五件，退回的结果由本人说明，下季度复核。",
)


def measure_months(until: datetime) -> int:
    """Freezes each month that is over when the clock would have, decides the older flags, and reckons the
    month that lasts; how many months were frozen. The caller commits."""
    closed = 0
    for month in actions.closable(until):
        moment = actions.closes_at(month)
        actions.close_month(actions.reckon(month, moment), now=moment)
        closed += 1
    _decide_older_flags()
    actions.keep(actions.reckon(Month.of(until), until))
    return closed


def _decide_older_flags() -> None:
    hr = db.session.scalars(
        select(Staff).join(RoleGrant).where(RoleGrant.role == Role.HR).order_by(Staff.id)
    ).first()
    assert hr is not None, "the demo company has human resources"
    below = select(KpiFlag).where(KpiFlag.side == Side.BELOW).order_by(KpiFlag.month, KpiFlag.id)
    for place, flag in enumerate(db.session.scalars(below).all()[:-KEPT_OPEN]):
        actions.decide_flag(flag, FlagState.TAKEN, AGREED[place % len(AGREED)], by=hr, now=flag.found_at)
