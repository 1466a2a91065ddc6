"""S-07: a report is drafted, written, approved and corrected in the portal."""

import contextlib
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import Engine, event, make_url, select
from sqlalchemy.orm import Session

from models.people.tables import Language, Staff
from models.reports.tables import ReportCorrection, SatisfactionReport
from models.reports.words import CorrectionPart, Passage, ReportState
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.reports.reporting import NEW_YEAR, WORDS, answered_quarter
from tests.models.reports.sample import THREE_CHANNELS, sample, stored

TYPED = {
    f"{passage}_{language}": text for passage, words in WORDS.items() for language, text in words.items()
}


@pytest.fixture(autouse=True)
def the_new_year(at: Callable[..., object]) -> None:
    at(NEW_YEAR)


def one(session: Session) -> SatisfactionReport:
    session.expire_all()
    return session.scalars(select(SatisfactionReport)).one()


def test_from_the_quarter_to_the_public_page(session: Session, cast: Cast, client: Client) -> None:
    """S-07: an agent drafts and writes, a leader publishes, everybody reads."""
    answered_quarter()
    cast.agent.language = Language.EN
    session.commit()
    client.come_in(cast.agent)
    assert "Fourth quarter of 2026 is over" in region(client.get("/portal/reports").text, "//main")
    answer = client.submit("/portal/reports/new", period="2026Q4")
    address = answer.location
    refused = client.submit(address, action="/submission")
    assert refused.status_code == 422
    assert "Introduction, in Chinese" in region(refused.text, "#report-texts")
    assert client.submit(address, action="/texts", **TYPED).status_code == 303
    assert client.submit(address, action="/submission").status_code == 303
    assert one(session).state is ReportState.SUBMITTED
    assert "Whoever wrote any of it cannot publish it." in region(client.get(address).text, "#report-steps")
    client.come_in(cast.leader)
    assert client.submit(address, action="/approval").status_code == 303
    assert one(session).state is ReportState.PUBLISHED
    assert client.get("/results/2026Q4").status_code == 200


def test_a_second_editor_keeps_what_was_typed(session: Session, cast: Cast, client: Client) -> None:
    """H-07: told that somebody was quicker, with the words still in the form."""
    report = stored(sample(), cast.agent)
    session.commit()
    client.come_in(cast.agent)
    address = f"/portal/reports/{report.id}"
    client.submit(address, action="/texts", **TYPED)
    answer = client.send(f"{address}/texts", version="1", introduction_zh="我的引言")
    assert answer.status_code == 422
    assert "我的引言" in region(answer.text, "#introduction_zh")
    assert one(session).passage(Passage.INTRODUCTION, "zh") == TYPED["introduction_zh"]
    assert client.submit(address, action="/texts", introduction_zh="我的引言").status_code == 303


def test_who_read_an_older_draft_may_submit_what_is_there_now(
    session: Session, cast: Cast, client: Client
) -> None:
    """H-07: told that somebody was quicker; the page that says so can be sent."""
    report = stored(sample(), cast.agent)
    session.commit()
    address = f"/portal/reports/{report.id}"
    client.come_in(cast.agent).submit(address, action="/texts", **TYPED)
    refused = client.send(f"{address}/submission", **{"submit-version": "1"})
    assert refused.status_code == 422
    (read,) = html.document_fromstring(refused.text).xpath("//input[@name='submit-version']/@value")
    assert client.send(f"{address}/submission", **{"submit-version": read}).status_code == 303
    assert one(session).state is ReportState.SUBMITTED


def test_what_is_hidden_and_why(
    session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]
) -> None:
    """S-06, S-07: the draft shows the figures as they will be published."""
    report = stored(sample(by_channel=THREE_CHANNELS), cast.agent)
    cast.agent.language = Language.EN
    session.commit()
    page = client.come_in(cast.agent).get(f"/portal/reports/{report.id}").text
    valid_html(page)
    said = region(page, "#part-groups")
    assert said.count("not shown: too few answers") == 2
    assert "Hidden: groups under 10 answers, and those from which they could be worked out." in said
    preview = client.get(f"/portal/reports/{report.id}/preview")
    valid_html(preview.text)
    assert "Preview: this is not published." in preview.text
    assert preview.headers["Cache-Control"] == "no-store"


def test_sent_back_and_thrown_away(session: Session, cast: Cast, client: Client) -> None:
    """S-07: each with its reason."""
    report = stored(sample(), cast.agent)
    session.commit()
    address = f"/portal/reports/{report.id}"
    client.come_in(cast.agent)
    client.submit(address, action="/texts", **TYPED)
    client.submit(address, action="/submission")
    client.come_in(cast.committee)
    client.submit(address, action="/return", **{"return-reason": "请补充承诺"})
    assert one(session).state is ReportState.DRAFT
    client.come_in(cast.agent)
    assert "请补充承诺" in client.get(address).text
    client.submit(address, action="/disposal", **{"discard-reason": "重写"})
    assert (one(session).state, one(session).ended_because) == (ReportState.DISCARDED, "重写")
    assert "2026 年第三季度" in client.get("/portal/reports?state=discarded").text


def test_a_correction(session: Session, cast: Cast, client: Client) -> None:
    """S-07: written by an editor, published by somebody else, above the report."""
    report = stored(sample(), cast.agent)
    session.commit()
    address = f"/portal/reports/{report.id}"
    client.come_in(cast.agent)
    client.submit(address, action="/texts", **TYPED)
    client.submit(address, action="/submission")
    client.come_in(cast.leader)
    client.submit(address, action="/approval")
    client.come_in(cast.second_agent)
    there = client.submit(address, action="/correction").location
    typed = {
        f"{part}_{language}": f"{part} {language}" for part in CorrectionPart for language in ("zh", "en")
    }
    client.submit(there, action="/texts", **typed)
    client.submit(there, action="/submission")
    client.come_in(cast.leader)
    assert client.submit(there, action="/approval").location == address
    assert session.scalars(select(ReportCorrection)).one().state is ReportState.PUBLISHED
    assert "wrong zh" in client.get("/results/2026Q3").text


def test_counting_keeps_nobody_from_writing(app: Flask, session: Session, cast: Cast, client: Client) -> None:
    """S-07, S-05: while figures are counted for a draft or a correction, nobody who answers waits for it."""
    answered_quarter()
    session.commit()
    path = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database or ""
    counted: list[str] = []

    def watch(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM response_item" in statement or "JOIN response_item" in statement:
            with contextlib.closing(sqlite3.connect(path, timeout=0)) as other:
                other.execute("BEGIN IMMEDIATE")
            counted.append(statement)

    def count(person: Staff, page: str, **fields: Any) -> str:
        counted.clear()
        client.come_in(person)
        event.listen(Engine, "before_cursor_execute", watch)
        try:
            answer = client.submit(page, **fields)
        finally:
            event.remove(Engine, "before_cursor_execute", watch)
        assert answer.status_code == 303
        assert counted
        return answer.location or ""

    address = count(cast.agent, "/portal/reports/new", period="2026Q4")
    count(cast.agent, address, action="/figures")
    client.submit(address, action="/texts", **TYPED)
    client.submit(address, action="/submission")
    client.come_in(cast.leader)
    client.submit(address, action="/approval")
    client.come_in(cast.agent)
    client.submit(address, action="/correction")
    count(cast.agent, f"{address}/correction", action="/texts", recounted="y")
    assert session.scalars(select(ReportCorrection)).one().figures is not None
