"""A QR poster at the counter: printed, scanned and answered on a phone, counted apart (S-03, S-04, S-05)."""

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
import segno
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.campaigns.tables import Campaign
from models.surveys.tables import Invitation, Response, ResponseItem
from models.surveys.words import InvitationState, Reach
from tests.browser import DESK, PHONE, OpenPage, come_in, fetched
from tests.cast import Cast
from tests.models.campaigns.making import opened
from tests.moments import MONDAY
from tests.servers.live import LiveServer

PACKED = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
RUN = re.compile(rb"(?P<begin>\d+) (?P<row>\d+)\.5 m\n(?P<end>\d+) (?P=row)\.5 l\n")
"""One run of dark modules of a code, as a poster's PDF draws it: in units of one module."""


@pytest.fixture
def poster_app(app: Flask, live: LiveServer, at: Callable[[datetime], object]) -> Iterator[Flask]:
    """The application at the address that the code on the poster leads to."""
    at(MONDAY)
    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(public_url=live.url)
    yield app
    app.config["HUIYIN"] = before


def dark_modules(paper: bytes) -> set[tuple[int, int]]:
    """Row and column of every dark module of the one code on a paper."""
    drawn = next(
        content
        for content in map(_unpacked, PACKED.findall(paper))
        if content.startswith(b"1 0 0 -1") and RUN.search(content)
    )
    return {
        (int(run["row"]), column)
        for run in RUN.finditer(drawn)
        for column in range(int(run["begin"]), int(run["end"]))
    }


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""


def modules_of(address: str) -> set[tuple[int, int]]:
    """The same of the code that leads to an address."""
    rows = segno.make(address, error="q").matrix
    return {(row, column) for row, line in enumerate(rows) for column, dark in enumerate(line) if dark}


def printed(open_page: OpenPage, cast: Cast, campaign: Campaign) -> str:
    """The inspector opens the campaign and prints the poster in both sizes; where its code leads."""
    desk = come_in(open_page(DESK), cast.inspector, f"/portal/campaigns/{campaign.number}")
    expect(desk.locator("#poster .address")).to_contain_text(f"/q/{campaign.code}")
    address = f"{desk.locator('#poster .address').inner_text()}?by=qr"
    for name in ("海报 A4", "台卡 A5"):
        _type, paper = fetched(desk, desk.get_by_role("link", name=name).get_attribute("href") or "")
        assert dark_modules(paper) == modules_of(address)
    return address


def answered(phone: Page, address: str, words: tuple[str, ...], button: str, last: str) -> None:
    """A visitor scans the code and taps through, one question a screen."""
    phone.goto(address)
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
    first, *others = words
    scripts = phone.evaluate("() => window.htmx !== undefined")
    for word in (first, *others):
        asked = phone.locator("#question").inner_text()
        choice = phone.locator("label", has_text=re.compile(rf"^\s*{word}\s*$")).first
        choice.tap()
        if not scripts:
            phone.get_by_role("button", name=button).tap()
        expect(phone.locator("#question")).not_to_have_text(asked)
    for row in ("attitude", "speed", "place"):
        phone.locator("label", has=phone.locator(f"input[name='answer.{row}'][value='5']")).tap()
    phone.get_by_role("button", name=button).tap()
    phone.get_by_role("textbox").fill("很快 / quick")
    phone.get_by_role("button", name=last).tap()


@pytest.mark.parametrize(
    ("scripts", "locale", "words", "button", "last", "thanks"),
    [
        (True, "zh-CN", ("满意", "办好了"), "下一题", "完成", "店里的同事会看到"),
        (False, "en-GB", ("Satisfied", "Yes, all of it"), "Next", "Finish", "The people of the store"),
    ],
    ids=["javascript-zh", "no-javascript-en"],
)
def test_a_poster_is_printed_scanned_and_answered(
    poster_app: Flask,
    session: Session,
    cast: Cast,
    open_page: OpenPage,
    scripts: bool,
    locale: str,
    words: tuple[str, ...],
    button: str,
    last: str,
    thanks: str,
) -> None:
    """S-03, S-04, S-05: the code of the paper itself leads to the survey; the answer is marked as by QR."""
    campaign = opened(cast, questionnaire="store", words_zh="今天办得顺利吗？", words_en="How did it go?")
    address = printed(open_page, cast, campaign)
    phone = open_page(PHONE, java_script_enabled=scripts, locale=locale)
    answered(phone, address, words, button, last)
    expect(phone.locator("main")).to_contain_text(thanks)

    session.rollback()
    invitation = session.scalars(select(Invitation)).one()
    response = session.scalars(select(Response)).one()
    assert (invitation.campaign_id, invitation.state) == (campaign.id, InvitationState.COMPLETED)
    assert (response.reach, response.completed_at is not None) == (Reach.QR, True)
    rows = session.scalars(select(ResponseItem).where(ResponseItem.part == ""))
    said = {row.question: row.choice for row in rows}
    assert said == {"overall": 4, "solved": 1, "comment": None}
    phone.goto(address)
    expect(phone.locator("main")).to_contain_text(thanks)
    assert session.scalars(select(Invitation)).all() == [invitation], "the same browser is the same visitor"
