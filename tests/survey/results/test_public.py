"""S-07: published reports on the public site: honest, plain, the same for everybody, never changed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from lxml import html
from sqlalchemy.orm import Session

from models.reports import actions, queries
from models.reports.tables import SatisfactionReport
from models.reports.words import CorrectionPart, Passage
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.reports.reporting import NEW_YEAR, WORDS
from tests.models.reports.sample import THREE_CHANNELS, point, sample, stored
from tests.survey.start.test_weight import weight
from web.reports import paper

ENGLISH = {"Accept-Language": "en"}


def rows(page: str) -> dict[str, list[str]]:
    """The cells of each row by its name, of the first table that has one of that name."""
    found: dict[str, list[str]] = {}
    for row in html.document_fromstring(page).xpath("//tbody/tr"):
        name, *cells = [" ".join(cell.text_content().split()) for cell in row]
        found.setdefault(name, cells)
    return found


def publish(cast: Cast) -> SatisfactionReport:
    before = sample("2026Q2")
    figures = sample(before=(40, 20, 20, 10, 10), by_channel=THREE_CHANNELS)
    figures = figures.model_copy(update={"course": (point(before), point(figures))})
    report = stored(figures, cast.agent)
    more = {Passage.GROUPS: {"zh": "门店样本少。", "en": "Few answered from stores."}}
    actions.write(report, WORDS | more, by=cast.agent, now=NEW_YEAR, seen=None)
    actions.submit(report, by=cast.agent, now=NEW_YEAR, seen=None)
    return actions.publish(report, by=cast.leader, now=NEW_YEAR, seen=None)


def correct(cast: Cast, report: SatisfactionReport) -> None:
    correction = actions.correct(report, by=cast.agent, now=NEW_YEAR)
    said = {
        CorrectionPart.WRONG: {"zh": "漏了一天。", "en": "A day was missing."},
        CorrectionPart.RIGHT: {"zh": "已补上。", "en": "It is in now."},
    }
    seen = {"by": cast.agent, "now": NEW_YEAR, "seen": None}
    actions.write_correction(correction, report, said, recounted=False, **seen)
    correction.figures = sample(main=(50, 30, 10, 12, 8)).model_dump(mode="json")
    correction.counted_at = NEW_YEAR
    actions.submit_correction(correction, **seen)
    actions.publish_correction(correction, by=cast.committee, now=NEW_YEAR + timedelta(days=9), seen=None)


def test_the_page_of_a_report(
    session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]
) -> None:
    """S-06, S-07: n, interval, response rate, all counts, method, and what we do about it."""
    publish(cast)
    page = client.get("/results/2026Q3", headers=ENGLISH).text
    valid_html(page)
    main = region(page, "//main")
    for said in (
        "Third quarter of 2026", "70.0%", "95% interval 60.4% to 78.1%", "a response rate of 50.0%",
        "We have more people on duty in the evening.", "RR2 of the AAPOR standard",
        "Counted on 2026-10-12 and unchanged since.",
    ):  # fmt: skip
        assert said in main
    assert rows(page)["Complaint handling"] == [
        "100", "70.0% 60.4% to 78.1%", "20.0% 13.3% to 28.9%", "40", "30", "10", "12", "8", "0",
        "3.82 (1.30)",
    ]  # fmt: skip
    assert "<script" not in page


def test_small_groups_are_hidden_from_the_public(session: Session, cast: Cast, client: Client) -> None:
    """S-06: seven answers from stores, and the group from which they could be worked out."""
    publish(cast)
    page = client.get("/results/2026Q3", headers=ENGLISH).text
    found = rows(page)
    assert found["Hotline"][:2] == ["51", "66.7% 53.0% to 78.0%"]
    assert found["Store"] == found["Web form"] == ["not shown: too few answers"]
    assert "Few answered from stores." in region(page, "//main")


def test_a_correction_stands_on_top_and_the_report_as_it_was(
    session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]
) -> None:
    """S-07: dated, with its figures beside those that were published."""
    report = publish(cast)
    tag = client.get("/results/2026Q3", headers=ENGLISH).headers["ETag"]
    correct(cast, report)
    answer = client.get("/results/2026Q3", headers=ENGLISH | {"If-None-Match": tag})
    assert answer.status_code == 200
    valid_html(answer.text)
    said = region(answer.text, "#correction-1")
    assert "Corrected on 2027-01-13" in said
    assert "What was wrong: A day was missing." in said
    assert "What is right: It is in now." in said
    assert rows(answer.text)["Complaint handling"] == [
        "70.0% 60.4% to 78.1% n = 100",
        "72.7% 63.7% to 80.2% n = 110",
    ]
    assert "Of 100 answers, 70.0%" in answer.text
    listed = region(client.get("/results", headers=ENGLISH).text, "//main")
    assert "Third quarter of 2026 72.7% satisfied · n = 110 published 2027-01-04 · corrected" in listed


def test_what_is_not_published_is_not_there(session: Session, cast: Cast, client: Client) -> None:
    """S-07: neither drafts nor what waits for approval."""
    report = stored(sample(), cast.agent)
    assert client.get("/results/2026Q3").status_code == 404
    actions.write(report, WORDS, by=cast.agent, now=NEW_YEAR, seen=None)
    actions.submit(report, by=cast.agent, now=NEW_YEAR, seen=None)
    assert client.get("/results/2026Q3").status_code == 404
    assert client.get("/results/2026Q3/report.pdf").status_code == 404
    assert "2026 年第三季度" not in client.get("/results").text


@pytest.mark.parametrize("address", ["/results", "/results/2026Q3", "/results/2026Q3/report.pdf"])
def test_kept_for_a_while_and_asked_for_again(
    session: Session, cast: Cast, client: Client, address: str
) -> None:
    """S-07: public for five minutes, then by its tag; in another language it is another page."""
    publish(cast)
    answer = client.get(address, headers=ENGLISH)
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    tag = answer.headers["ETag"]
    assert client.get(address, headers=ENGLISH | {"If-None-Match": tag}).status_code == 304
    assert client.get(address, headers={"Accept-Language": "zh", "If-None-Match": tag}).status_code == 200
    switched = client.get(f"{address}?lang=en")
    assert "public" not in switched.headers.get("Cache-Control", "")


def test_papers_cannot_keep_the_house_busy(session: Session, cast: Cast, client: Client) -> None:
    """S-07, S-04: each may take seconds to make, so one network gets so many a minute; pages go on."""
    codes = [client.get("/results/2026Q1/report.pdf").status_code for _ in range(31)]
    assert codes == [404] * 30 + [429]
    assert client.get("/results").status_code == 200


def test_the_paper(session: Session, cast: Cast, client: Client, app: Flask) -> None:
    """S-07: a PDF; made anew it has the same bytes."""
    report = publish(cast)
    draft = stored(sample("2026-10"), cast.agent)
    session.commit()
    answer = client.get("/results/2026Q3/report.pdf", headers=ENGLISH)
    assert (answer.mimetype, answer.data[:8]) == ("application/pdf", b"%PDF-1.7")
    assert report.period in answer.headers["Content-Disposition"]
    with app.test_request_context("/results"):
        again = queries.find(draft.id)
        assert again is not None
        assert paper(again) == paper(again)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reports_are_light(session: Session, cast: Cast, client: Client, language: str) -> None:
    """S-05: under 30 kB with everything that they load."""
    publish(cast)
    for address in ("/results", "/results/2026Q3"):
        assert weight(client, client.get(address, headers={"Accept-Language": language}).text) < 30_000
