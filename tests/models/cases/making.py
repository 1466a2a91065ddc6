"""Cases in each state, made by the actions that make them in life."""

from datetime import datetime, timedelta
from typing import Any

from models.cases import actions
from models.cases.intake import Intake, Triage
from models.cases.tables import Case
from models.cases.words import Channel, Kind
from models.events.actions import CUSTOMER
from models.people.actions.roles import grant
from models.people.roles import Role
from models.people.tables import Staff
from tests.cast import Cast, department
from tests.moments import MONDAY

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def also_in_finance(staff: Staff) -> Staff:
    """A second person of finance: who approves does not pay (G-06)."""
    grant(staff, {Role.FINANCE})
    return staff


def intake(**changes: Any) -> Intake:
    """A complaint by web form from a customer with telephone and mail address."""
    told: dict[str, Any] = {
        "kind": Kind.COMPLAINT,
        "channel": Channel.WEB,
        "problem": "从上周三开始，每天晚上八点以后宽带就断网，报修了三次都没有修好。",
        "name": "赵玉兰",
        "phone": "+8613812345678",
        "email": "zhao@example.com",
        "region": "深圳 南山",
    }
    return Intake(**(told | changes))


def new(now: datetime = MONDAY, **changes: Any) -> Case:
    """A case that just arrived."""
    return actions.open_case(intake(**changes), by=CUSTOMER, now=now)


def decision(**changes: Any) -> Triage:
    """Network fault of grade 2, to technical operations."""
    decided: dict[str, Any] = {
        "kind": Kind.COMPLAINT,
        "category": "network_fault",
        "department_id": department("JS").id,
        "grade": 2,
        "criteria": (),
        "reason": "判断为中度",
    }
    return Triage(**(decided | changes))


def triaged(cast: Cast, now: datetime = MONDAY, **changes: Any) -> Case:
    """Decided by customer service, waiting for somebody of the department."""
    case = new(now, **changes)
    return actions.triage(case, decision(), by=cast.agent, now=now, seen=case.version)


def taken(cast: Cast, now: datetime = MONDAY, **changes: Any) -> Case:
    """In the hands of the handler."""
    case = triaged(cast, now, **changes)
    return actions.take(case, by=cast.handler, now=now, seen=case.version)


def waiting(cast: Cast, now: datetime = MONDAY, **changes: Any) -> Case:
    """The customer was asked for something and has the word."""
    case = taken(cast, now, **changes)
    return actions.wait_for_customer(
        case, "请提供光猫背面的序列号", by=cast.handler, now=now + HOUR, seen=case.version
    )


def in_review(cast: Cast, now: datetime = MONDAY, **changes: Any) -> Case:
    """The handler's result waits for a second person."""
    case = taken(cast, now, **changes)
    actions.submit_result(
        case,
        cause="楼栋分光器老化",
        done="更换分光器，连续监测 48 小时无中断",
        reply="已为您更换楼栋设备，给您带来不便，深表歉意。",
        by=cast.handler,
        now=now + HOUR,
        seen=case.version,
    )
    return case


def answered(cast: Cast, now: datetime = MONDAY, **changes: Any) -> Case:
    """The customer was told by letter."""
    case = in_review(cast, now, **changes)
    return actions.approve(case, by=cast.head, now=now + 2 * HOUR, seen=case.version)
