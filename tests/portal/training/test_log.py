"""The log on the screen: check-in by code, list all or nothing, quiz, closing, paper (L-03)."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select
from time_machine import Traveller

from models.db import db
from models.events.tables import Event
from models.ids import Signer
from models.training import actions
from models.training.queries.sessions import find, roster
from models.training.rules.check_in import code_at
from models.training.tables import TrainingSession
from models.training.words import Attendance, Means, SessionState
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.training.making import DAY, HOUR, planned
from tests.moments import MONDAY
from tests.together import Crowd
from web.sheets import workbook

START = MONDAY + DAY
HEADS = ["工号", "姓名", "部门", "考勤", "原因", "分数"]


@pytest.fixture(autouse=True)
def at_the_start(at: Callable[..., Traveller]) -> Traveller:
    return at(START)


@pytest.fixture
def session_there(cast: Cast) -> TrainingSession:
    session = planned(cast, MONDAY)
    for person in (cast.agent, cast.handler):
        actions.enrol(session, person, by=person, now=MONDAY)
    return session


def noted(session: TrainingSession) -> dict[int, tuple[Attendance | None, Means | None]]:
    return {each.staff_id: (each.attendance, each.means) for each in roster(session)}


def test_l03_checking_in_by_the_code_that_is_shown(
    app: Flask, cast: Cast, client: Client, session_there: TrainingSession, at_the_start: Traveller
) -> None:
    number = session_there.number
    page = client.come_in(cast.trainer).get(f"/portal/training/sessions/{number}/code")
    assert page.status_code == 200
    assert "<svg" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert client.come_in(cast.agent).get(f"/portal/training/sessions/{number}/code").status_code == 403
    signer: Signer = app.extensions["signer"]
    code = code_at(signer, session_there, START)
    here = f"/portal/training/here/{number}/{code}"
    assert words_in_the_other_language(client.get(here).text) == []
    assert noted(session_there)[cast.agent.id] == (None, None)
    assert client.submit(here, f"/here/{number}").status_code == 303
    assert noted(session_there)[cast.agent.id] == (Attendance.PRESENT, Means.CODE)
    at_the_start.shift(timedelta(seconds=61))
    client.come_in(cast.handler).submit(here, f"/here/{number}")
    assert noted(session_there)[cast.handler.id] == (None, None)


def test_l03_what_the_scanned_code_says_before_within_and_after_the_window(
    app: Flask, cast: Cast, client: Client, session_there: TrainingSession, at_the_start: Traveller
) -> None:
    """Whoever comes by a code of another session, or from elsewhere afterwards, is not noted."""
    signer: Signer = app.extensions["signer"]
    number, button = session_there.number, 'action="/portal/training/here/'
    other = planned(cast, MONDAY)
    here = f"/portal/training/here/{number}"
    forwarded = code_at(signer, session_there, START)
    for shift, says in ((-2 * HOUR, "签到将于"), (5 * HOUR, "签到已结束"), (-3 * HOUR, button)):
        at_the_start.shift(shift)
        page = client.come_in(cast.agent).get(f"{here}/{forwarded}").text
        assert says in page
        assert (button in page) is (says == button)
        assert words_in_the_other_language(page) == []
        if says != button:
            assert client.send(here, code=forwarded).status_code == 303
    assert client.send(here, code=code_at(signer, other, START)).status_code == 303
    assert noted(session_there)[cast.agent.id] == (None, None)
    at_the_start.shift(timedelta(seconds=59))
    assert client.send(here, code=forwarded).status_code == 303
    assert noted(session_there)[cast.agent.id] == (Attendance.PRESENT, Means.CODE)
    page = client.get(f"{here}/{forwarded}").text
    assert ("您已登记" in page, button in page) == (True, False)
    assert button not in client.come_in(cast.trainer).get(f"{here}/{forwarded}").text


@pytest.mark.both_databases
def test_l03_two_check_ins_at_once_are_one(
    app: Flask, cast: Cast, crowd: Crowd, session_there: TrainingSession
) -> None:
    """Pressed twice, and together with somebody who is not in the list: each has one row and one event."""
    signer: Signer = app.extensions["signer"]
    here = f"/portal/training/here/{session_there.number}"
    code = code_at(signer, session_there, START)
    people = (cast.agent, cast.agent, cast.plain, cast.plain)
    assert crowd.together(*(crowd.staff(each, here, code=code) for each in people)) == [303] * 4
    assert noted(session_there) == {
        cast.agent.id: (Attendance.PRESENT, Means.CODE),
        cast.plain.id: (Attendance.PRESENT, Means.CODE),
        cast.handler.id: (None, None),
    }
    told = select(func.count()).where(Event.kind == "training.checked_in")
    assert db.session.scalar(told) == 2


def test_l03_a_tap_a_reason_closing_and_correcting(
    cast: Cast, client: Client, session_there: TrainingSession
) -> None:
    here = f"/portal/training/sessions/{session_there.number}/log"
    client.come_in(cast.trainer)
    assert client.send(f"{here}/{cast.agent.number}", attendance="present").status_code == 303
    client.send(f"{here}/closing")
    refused = client.send(f"{here}/{cast.handler.number}", attendance="absent", reason="")
    assert refused.status_code == 422
    assert "缺勤或早退须说明原因" in refused.text
    assert client.send(f"{here}/{cast.handler.number}", attendance="absent", reason="出差").status_code == 303
    assert client.submit(here, "/closing", notes="讲了三个案例").status_code == 303
    found = find(session_there.number)
    assert found is not None
    assert found.state is SessionState.LOGGED
    page = client.get(here).text
    assert words_in_the_other_language(page) == []
    wrong = client.send(f"{here}/{cast.handler.number}", attendance="late", reason="", why="")
    assert wrong.status_code == 422
    fixed = client.send(f"{here}/{cast.handler.number}", attendance="late", reason="", why="签到补录")
    assert fixed.status_code == 303
    assert "签到补录" in region(client.get(here.removesuffix("/log")).text, "#aside")
    assert "/s/" in client.come_in(cast.agent).get(here.removesuffix("/log")).text


def test_l03_a_list_is_shown_first_and_then_noted_whole(
    cast: Cast, client: Client, session_there: TrainingSession
) -> None:
    here = f"/portal/training/sessions/{session_there.number}/log/import"
    client.come_in(cast.trainer)

    def sheet(*rows: list[str]) -> tuple[BytesIO, str]:
        return BytesIO(workbook("x", HEADS, (9,) * 6, rows)), "签到.xlsx"

    good = [cast.agent.number, "", "", "出勤", "", ""]
    bad = [cast.handler.number, "", "", "缺勤", "", "80"]
    refused = client.submit(here, "/import", file=sheet(good, bad, good))
    assert refused.status_code == 422
    assert refused.text.count("第 3 行") == 2
    assert refused.text.count("第 4 行") == 1
    assert noted(session_there)[cast.agent.id] == (None, None)
    assert client.submit(here, "/import", file=sheet(good)).status_code == 200
    rows = f'[["2","{cast.agent.number}","","","迟到","",""],["3","{cast.plain.number}","","","出勤","",""]]'
    assert client.send(f"{here}/confirmation", rows=rows).status_code == 303
    assert noted(session_there) == {
        cast.agent.id: (Attendance.LATE, Means.SHEET),
        cast.plain.id: (Attendance.PRESENT, Means.SHEET),
        cast.handler.id: (None, None),
    }


def test_l03_the_sheet_to_sign_is_a_paper(cast: Cast, client: Client, session_there: TrainingSession) -> None:
    here = f"/portal/training/sessions/{session_there.number}/log/sheet.pdf"
    answer = client.come_in(cast.trainer).get(here)
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")
