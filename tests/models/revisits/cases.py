"""Answered cases: what the tests of revisits begin with."""

from datetime import datetime, timedelta

import time_machine
from sqlalchemy import select

from models.cases import actions as cases
from models.cases.intake import Intake, Triage
from models.cases.tables import Case
from models.cases.words import Channel, ContactMeans, Kind, State
from models.db import db
from models.events.actions import CUSTOMER
from tests.cast import Cast, department, meet
from tests.models.revisits.answering import sent
from tests.moments import MONDAY

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PHONE = "+8613800138000"


def opened(
    cast: Cast,
    *,
    now: datetime = MONDAY,
    email: str | None = "wang@example.com",
    phone: str | None = PHONE,
    language: str = "zh",
    title: str = "宽带晚间掉线",
) -> Case:
    """A customer's complaint, given to the handler."""
    case = cases.open_case(
        Intake(
            kind=Kind.COMPLAINT,
            channel=Channel.WEB,
            title=title,
            problem="每天晚上八点以后频繁断网，已经报修三次。",
            name="王建军",
            email=email,
            phone=phone,
            language=language,
        ),
        by=CUSTOMER,
        now=now - 3 * HOUR,
    )
    decision = Triage(
        kind=Kind.COMPLAINT,
        category="network_fault",
        department_id=department("JS").id,
        grade=1,
        criteria=("small_effect",),
        owner_id=cast.handler.id,
    )
    cases.triage(case, decision, by=cast.agent, now=now - 2 * HOUR, seen=None)
    return case


def the_case() -> Case:
    """The one that there is."""
    return db.session.scalars(select(Case)).one()


def answer(cast: Cast, case: Case, *, now: datetime) -> Case:
    """Handled, reviewed and told, so that the case is answered at `now`."""
    if case.owner_id is None or case.state == "assigned":
        cases.take(case, by=cast.handler, now=now, seen=None)
    cases.submit_result(
        case,
        cause="楼栋分光器老化",
        done="更换分光器并重做熔接",
        reply="我们已更换楼栋分光器，连续监测 48 小时没有中断。",
        by=cast.handler,
        now=now,
        seen=None,
    )
    cases.approve(case, by=cast.agent, now=now, seen=None)
    if case.state is State.APPROVED:  # nothing could be written to the customer
        cases.tell(
            case, means=ContactMeans.PHONE, text="已电话告知处理结果", by=cast.agent, now=now, seen=None
        )
    return case


def asked_by_letter() -> None:
    """A beginning: answered on Monday at ten, and its customer was sent the questions at eleven. Commits."""
    _asked()


def asked_by_phone() -> None:
    """A beginning: as before, but the customer has no mail address, so somebody is to call. Commits."""
    _asked(email=None)


def _asked(**about: object) -> None:
    with time_machine.travel(MONDAY + HOUR, tick=False):
        sent(answered(meet(), **about), now=MONDAY + HOUR)


def answered(cast: Cast, **about: object) -> Case:
    """A case that was answered on Monday at ten."""
    now = about.pop("now", MONDAY)
    assert isinstance(now, datetime)
    case = opened(cast, now=now, **about)  # type: ignore[arg-type]
    answer(cast, case, now=now)
    db.session.commit()
    return case
