"""The duty roster on the screen: planned, read, taken back, gaps filled (T-02)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select

from models.db import db
from models.duty.actions import DutyDraft, plan_duty
from models.duty.tables import DutyShift
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import DAY, HOUR
from tests.moments import MONDAY
from tests.statements import CountStatements

ROSTER, NEW = "/portal/duty", "/portal/duty/new"


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[[datetime], object]) -> None:
    at(MONDAY + 4 * HOUR)


def only() -> DutyShift:
    db.session.expire_all()
    return db.session.scalars(select(DutyShift)).one()


def test_t02_a_head_fills_a_gap(cast: Cast, client: Client) -> None:
    """T-02: the warning leads to the form with the gap's hours; who has the shift reads it under the bell."""
    page = client.come_in(cast.head).get(ROSTER).text
    assert words_in_the_other_language(page, "zh") == []
    assert "现在无人值班" in region(page, "#duty-now")
    gap = region(page, "#duty-gaps")
    assert "技术运维部" in gap
    assert "今天 18:00 至 11-24（周二）09:00" in gap
    sent = client.submit(
        f"{NEW}?from=2026-11-23T18:00:00%2B08:00&until=2026-11-24T09:00:00%2B08:00",
        "/new",
        staff_id=str(cast.handler.id),
        phone="13500001111",
    )
    assert (sent.status_code, sent.location) == (303, ROSTER)
    assert (only().begins_at, only().ends_at) == (MONDAY + 8 * HOUR, MONDAY + 23 * HOUR)
    shown = client.get(ROSTER).text
    assert "13500001111" in region(shown, "#duty-next")
    assert (
        "您的值班时间：今天 18:00 至 11-24（周二）09:00"
        in client.come_in(cast.handler).get("/portal/notices").text
    )


def test_t02_the_number_can_be_read_aloud_and_called(cast: Cast, client: Client) -> None:
    """T-02: in the groups in which people say it, and a tap on a phone calls it."""
    shift = DutyDraft(cast.handler, MONDAY, MONDAY + DAY, phone="+8613500001111")
    plan_duty(shift, by=cast.head, now=MONDAY)
    db.session.commit()
    page = client.come_in(cast.head).get(ROSTER).text
    assert "135 0000 1111" in region(page, "#duty-now")
    assert 'href="tel:+8613500001111"' in page


def test_t02_what_is_wrong_stands_at_its_field(cast: Cast, client: Client) -> None:
    client.come_in(cast.head)
    backwards = {"begins_at": "2026-11-23T18:00", "ends_at": "2026-11-23T17:00"}
    refused = client.submit(NEW, "/new", staff_id=str(cast.handler.id), **backwards)
    assert refused.status_code == 422
    assert "结束时间必须晚于开始时间" in refused.text
    assert client.submit(NEW, "/new", staff_id="", **backwards).status_code == 422


def test_t02_who_plans_nothing_reads_the_roster_alone(cast: Cast, client: Client) -> None:
    """X-01: colleagues read who is on duty; others of the house do not, and nobody takes back another's."""
    plan_duty(DutyDraft(cast.agent, MONDAY, MONDAY + DAY), by=cast.administrator, now=MONDAY)
    db.session.commit()
    page = client.come_in(cast.handler).get(ROSTER).text
    assert cast.agent.name in region(page, "#duty-now")
    assert "安排值班" not in page
    assert 'id="duty-gaps"' not in page
    assert client.get(NEW).status_code == 403
    assert client.come_in(cast.plain).get(ROSTER).status_code == 403
    head = client.come_in(cast.head)
    head.get(ROSTER)
    assert head.send(f"{ROSTER}/{only().id}/cancellation").status_code == 404


def test_t02_a_shift_is_taken_back(cast: Cast, client: Client) -> None:
    plan_duty(DutyDraft(cast.handler, MONDAY, MONDAY + DAY), by=cast.head, now=MONDAY)
    db.session.commit()
    assert client.come_in(cast.head).submit(ROSTER, "/cancellation").status_code == 303
    assert only().cancelled_by_id == cast.head.id
    assert "现在无人值班" in region(client.get(ROSTER).text, "#duty-now")


def test_the_roster_costs_the_same_at_any_length(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    counts = []
    for day in range(3):
        begin = MONDAY + day * DAY
        plan_duty(DutyDraft(cast.handler, begin, begin + 20 * HOUR), by=cast.head, now=MONDAY)
        db.session.commit()
        client.come_in(cast.head).get(ROSTER)
        with statements() as seen:
            client.get(ROSTER)
        counts.append(seen.count)
    assert len(set(counts)) == 1
