"""R-02: in the morning of a working day, whoever may call is told once how many are to be called."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs import revisits
from models.cases.tables import Case
from models.outbox.tables import Notice
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff
from models.revisits import actions
from models.revisits.words import CallOutcome
from tests.cast import Cast
from tests.client import Client
from tests.jobs.two_clocks import at_once
from tests.markup import region
from tests.models.revisits.answering import revisit_of, sent
from tests.models.revisits.cases import DAY, HOUR, answered
from tests.moments import MONDAY

TUESDAY = (MONDAY + DAY).replace(hour=9)
SATURDAY = (MONDAY + 5 * DAY).replace(hour=9, minute=30)


@pytest.fixture
def waiting(session: Session, cast: Cast) -> Case:
    """One customer without a mail address, handled by somebody who may call as well."""
    cast.handler.grants.append(RoleGrant(role=Role.QUALITY_INSPECTOR))
    case = answered(cast, email=None)
    sent(case, now=MONDAY + HOUR)
    session.commit()
    return case


def told(session: Session) -> list[tuple[str, int]]:
    rows = session.execute(
        select(Staff.login, Notice.facts)
        .join(Notice, Notice.staff_id == Staff.id)
        .where(Notice.kind == "revisit_calls")
        .order_by(Notice.id)
    )
    return [(login, facts["n"]) for login, facts in rows]


@pytest.mark.both_databases
def test_everybody_with_calls_to_make_is_told_once_a_morning(session: Session, waiting: Case) -> None:
    """Not the handler of the case, who does not call about it; not those who may not call."""
    callers = {"agent", "second-agent", "inspector"}
    assert revisits.announce(TUESDAY).done == len(callers)
    assert revisits.announce(TUESDAY + HOUR).done == 0
    assert sorted(told(session)) == sorted((login, 1) for login in callers)
    assert revisits.announce(TUESDAY + DAY).done == len(callers)


@pytest.mark.both_databases
def test_two_clocks_at_once_tell_each_once(session: Session, waiting: Case) -> None:
    assert at_once(revisits.announce, TUESDAY) == 3
    session.commit()
    assert len(told(session)) == 3


@pytest.mark.parametrize(
    "moment",
    [
        TUESDAY - timedelta(minutes=1),  # nobody is here yet
        TUESDAY.replace(hour=12),  # the morning is over
        SATURDAY,
        datetime(2026, 10, 1, 9, 30, tzinfo=MONDAY.tzinfo),  # National Day
    ],
)
def test_only_in_the_morning_of_a_working_day(session: Session, waiting: Case, moment: datetime) -> None:
    assert revisits.announce(moment).done == 0


def test_calls_of_later_today_count_and_those_of_other_days_do_not(
    session: Session, cast: Cast, waiting: Case
) -> None:
    revisit = revisit_of(waiting)
    actions.claim(revisit, by=cast.second_agent, now=MONDAY + 2 * HOUR)
    wished = TUESDAY.replace(hour=19)
    actions.note(
        revisit,
        CallOutcome.CALL_LATER,
        text="",
        again_at=wished,
        by=cast.second_agent,
        now=MONDAY + 2 * HOUR,
    )
    session.commit()
    assert revisits.announce(MONDAY).done == 0
    assert revisits.announce(TUESDAY).done == 3


def test_without_calls_nobody_is_told(session: Session, cast: Cast) -> None:
    assert revisits.announce(TUESDAY).done == 0


def test_the_notice_says_how_many_and_leads_to_the_list(
    client: Client, session: Session, waiting: Case, cast: Cast
) -> None:
    revisits.announce(TUESDAY)
    notice = session.scalars(select(Notice).join(Staff).where(Staff.login == "inspector")).one()
    client.come_in(session.get_one(Staff, notice.staff_id))
    page = client.get("/portal/notices").text
    assert "今天有 1 位客户待电话回访。" in region(page, "#notice-list")
    assert client.send(f"/portal/notices/{notice.id}/opening").location == "/portal/revisits"
