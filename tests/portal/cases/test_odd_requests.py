"""Lists and forms of cases as no page of ours sends them: passed over or refused, never broken."""

import pytest

from models.db import db
from tests.cast import Cast
from tests.client import Client
from tests.models.cases.making import taken
from tests.moments import MONDAY
from tests.portal.cases.conftest import address

LIST = "/portal/cases"


@pytest.mark.parametrize(
    "day", ["received_to=9999-12-31", "received_from=0001-01-01", "received_to=0001-01-01"]
)
def test_days_far_from_ours(cast: Cast, client: Client, day: str) -> None:
    """They are passed over, and the list says so; its export holds the same rows."""
    taken(cast, MONDAY)
    client.come_in(cast.agent)
    answer = client.get(f"{LIST}?{day}")
    assert answer.status_code == 200
    assert "请填写日期，如 2026-11-21。" in answer.text
    assert "共 1 件" in answer.text or "1 件工单" in answer.text
    assert client.get(f"{LIST}/export.xlsx?{day}").status_code == 200


@pytest.mark.parametrize("steering", ["endpoint=x", "_scheme=javascript&_external=1", "_anchor=a&_anchor=b"])
def test_what_steers_addresses_is_no_filter(cast: Cast, client: Client, steering: str) -> None:
    """The links of the page stay inside the list, the one to the export too."""
    taken(cast, MONDAY)
    answer = client.come_in(cast.agent).get(f"{LIST}?open=y&{steering}")
    assert answer.status_code == 200
    assert 'href="/portal/cases/export.xlsx?open=y"' in answer.text


@pytest.mark.parametrize("row", ["²", "٣", "9" * 5000, "-1", "99", "x"])
def test_rows_of_a_plan_that_are_not_on_the_page(cast: Cast, client: Client, row: str) -> None:
    """H-02: their fields are passed over, the plan is kept."""
    case = taken(cast, MONDAY)
    client.come_in(cast.handler)
    answer = client.send(
        address(case, "plan"),
        **{
            "plan-text": "更换光猫",
            f"plan-milestones-{row}-text": "到货",
            "plan-version": str(case.version),
        },
    )
    assert answer.status_code == 303
    db.session.refresh(case)
    assert "更换光猫" in client.get(address(case)).text


def test_a_version_of_too_many_digits(cast: Cast, client: Client) -> None:
    """H-07: it is not the version of now, so somebody was quicker."""
    case = taken(cast, MONDAY)
    client.come_in(cast.handler)
    typed = {"pause-version": "9" * 5000, "pause-question": "在家吗？"}
    answer = client.send(address(case, "pause"), **typed)
    assert answer.status_code == 409
    assert "在家吗？" in answer.text
