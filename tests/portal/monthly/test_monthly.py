"""The monthly flow on the screen: the head's summary, the report, its approval, corrections (Q-05)."""

from collections.abc import Callable

import pytest
from flask import Flask
from time_machine import Traveller

from jobs.monthly import send
from models.db import db
from models.monthly.words import MonthlyState
from tests.cast import Cast, meet
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.monthly.test_months import drafted, report
from tests.moments import MONDAY
from tests.story.months import handed_in

HERE = "/portal/monthly"
OCTOBER = f"{HERE}/2026-10"


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def test_q_05_a_head_writes_a_summary(cast: Cast, client: Client) -> None:
    here = f"{HERE}/summaries/{drafted(cast).id}"
    db.session.commit()
    client.come_in(cast.head)
    page = client.get(HERE).text
    assert "技术运维部" in region(page, "#mine")
    page = client.get(here).text
    assert "75" in region(page, "#figures")
    assert words_in_the_other_language(page) == []
    refused = client.submit(here, here, causes="设备老旧", hand_in="1")
    assert refused.status_code == 422
    assert "设备老旧" in refused.text
    half = {"measures-0-text": "换设备", "measures-0-due_on": ""}
    assert client.submit(here, here, causes="设备老旧", **half).status_code == 422
    promise = {
        "measures-0-text": "换设备",
        "measures-0-due_on": "2026-12-10",
        "measures-0-figure": "timeliness",
    }
    assert client.submit(here, here, causes="设备老旧", hand_in="1", **promise).status_code == 303
    assert "换设备" in region(client.get(here).text, "#said")
    assert client.come_in(cast.stranger).get(here).status_code == 404


def test_q_05_a_report_is_approved_by_another(app: Flask, cast: Cast, client: Client) -> None:
    """It comes back once, is approved, printed and sent, and put right."""
    handed_in(cast, drafted(cast), MONDAY)
    db.session.commit()
    client.come_in(cast.agent)
    page = client.get(OCTOBER).text
    assert "小区老旧设备集中故障" in region(page, "#departments")
    assert "/portal/cases?received_from=2026-10-01&amp;received_to=2026-10-31" in page
    assert words_in_the_other_language(page) == []
    assert client.submit(OCTOBER, "/writing", hand_in="1", assessment="").status_code == 422
    assert client.submit(OCTOBER, "/writing", assessment="初稿").status_code == 303
    handed = client.submit(OCTOBER, "/writing", hand_in="1", assessment="投诉量平稳", measures="更新设备")
    assert handed.status_code == 303
    client.come_in(cast.leader)
    assert client.submit(OCTOBER, "/return", reason="").status_code == 422
    assert client.submit(OCTOBER, "/return", reason="请补充").status_code == 303
    client.come_in(cast.agent)
    assert "请补充" in client.get(OCTOBER).text
    client.submit(OCTOBER, "/writing", hand_in="1", assessment="投诉量平稳，网络类居多", measures="更新设备")
    client.come_in(cast.leader)
    assert client.submit(OCTOBER, "/approval").status_code == 303
    db.session.rollback()
    with app.app_context():
        assert send(MONDAY).done == 1
    client.come_in(meet().leader)
    page = client.get(OCTOBER).text
    assert "monthly-2026-10-1.pdf" in region(page, "#issues")
    assert words_in_the_other_language(page) == []
    assert client.get(f"{OCTOBER}/1.pdf").data[:5] == b"%PDF-"
    assert client.get(f"{OCTOBER}/2.pdf").status_code == 404
    assert client.submit(OCTOBER, "/corrections", text="").status_code == 422
    assert client.submit(OCTOBER, "/corrections", text="漏计一件").status_code == 303
    assert "漏计一件" in client.get(OCTOBER).text
    assert report().state is MonthlyState.SENT
