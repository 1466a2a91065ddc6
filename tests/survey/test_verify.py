"""/verify: whether a paper is ours and stands, for whoever holds it; never what it says (A-03, C-01)."""

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jobs.papers import print_papers
from models.files.tables import StoredFile
from models.papers.actions import withdraw
from models.papers.rules import in_groups
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.papers.making import DECISION, certificate, decision
from tests.moments import MONDAY
from web.downloads import file_store

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(autouse=True)
def on_monday(at: Any) -> Any:
    return at(MONDAY)


def test_a03_it_says_that_the_paper_is_genuine_and_not_what_it_says(
    session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]
) -> None:
    paper = decision(cast.hr)
    session.commit()
    answer = client.get(f"/verify/{paper.code}")
    valid_html(answer.text)
    main = region(answer.text, "//main")
    for said in (paper.number, "处理决定书", "2026-11-23（周一）", "云帆网络技术有限公司", "现行有效"):
        assert said in main
    for kept in (DECISION.title, DECISION.to, "T-0006", "警告", "HY-20261103-0127"):
        assert kept not in answer.text
    assert (answer.headers["X-Robots-Tag"], answer.headers["Cache-Control"]) == (
        "noindex, nofollow",
        "no-store",
    )


def test_a03_a_code_is_found_as_it_is_typed(session: Session, cast: Cast, client: Client) -> None:
    paper = decision(cast.hr)
    session.commit()
    asked = client.get("/verify", query_string={"code": f" {in_groups(paper.code).lower()} "})
    assert (asked.status_code, asked.location) == (303, f"/verify/{paper.code}")


def test_a03_unknown_codes_look_alike(session: Session, cast: Cast, client: Client) -> None:
    """One that could be, one that could not, a number, and none at all."""
    number = decision(cast.hr).number
    session.commit()
    pages = [client.get(f"/verify/{code}") for code in ("7K2M9QXW3F5TH8JD", "x", number, "1" * 900)]
    pages.append(client.get("/verify?code="))
    assert {page.status_code for page in pages} == {404}
    assert len({region(page.text, "//main") for page in pages}) == 1


def test_a03_who_guesses_is_slowed(app: Flask, session: Session, cast: Cast, client: Client) -> None:
    paper = decision(cast.hr)
    session.commit()
    allowed = rules_at(MONDAY).public_form.lookups_a_minute
    tried = [client.get(f"/verify/wrong{n}").status_code for n in range(allowed + 1)]
    assert tried == [404] * allowed + [429]
    assert client.get(f"/verify/{paper.code}").status_code == 429


def test_a03_a_withdrawn_paper_says_so_with_what_took_its_place(
    session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]
) -> None:
    first, second = decision(cast.hr), decision(cast.hr)
    withdraw(first, replaced_by=second, by=cast.hr, now=MONDAY)
    session.commit()
    page = client.get(f"/verify/{first.code}", headers=ENGLISH).text
    valid_html(page)
    main = region(page, "//main")
    assert "This paper was genuine, but was withdrawn" in main
    assert f"{second.number} has taken its place." in main
    assert "genuine and valid" not in main
    assert second.code not in page


def test_a03_a_file_is_compared_to_the_last_byte_and_not_kept(
    app: Flask, session: Session, cast: Cast, client: Client
) -> None:
    """The fingerprint proves a copy genuine; before it is printed there is nothing to compare."""
    paper = decision(cast.hr)
    session.commit()
    address = f"/verify/{paper.code}"
    assert "being made" in region(client.get(address, headers=ENGLISH).text, "#paper")
    with app.app_context():
        print_papers(MONDAY)
    session.expire_all()
    file = session.get_one(StoredFile, paper.file_id)
    with app.app_context(), file_store().open(file.key) as stream:
        content = stream.read()

    def compared(sent: bytes) -> str:
        data = {"file": (BytesIO(sent), "paper.pdf")}
        answer = client.post(address, data=data, headers=ENGLISH)
        assert answer.status_code == 200
        return region(answer.text, "//main")

    assert sha256(content).hexdigest() in client.get(address).text
    assert "This file is the one that we issued" in compared(content)
    assert "This file is not the one that we issued" in compared(content + b" ")
    assert client.post(address, data={}, headers=ENGLISH).status_code == 422
    assert session.query(StoredFile).count() == 1


def test_a03_a_genuine_code_makes_no_other_file_genuine(
    app: Flask, session: Session, cast: Cast, client: Client
) -> None:
    """A-03: a certificate under the code of a decision, a file cut short, one of nothing."""
    papers = [decision(cast.hr), certificate(cast.hr)]
    session.commit()
    with app.app_context():
        print_papers(MONDAY)
    session.expire_all()
    contents = []
    for paper in papers:
        file = session.get_one(StoredFile, paper.file_id)
        with app.app_context(), file_store().open(file.key) as stream:
            contents.append(stream.read())
    for sent in (contents[1], contents[0][:-1], contents[0].replace(b"%PDF-1", b"%PDF-2", 1)):
        data = {"file": (BytesIO(sent), "paper.pdf")}
        answer = client.post(f"/verify/{papers[0].code}", data=data, headers=ENGLISH)
        assert "This file is not the one that we issued" in region(answer.text, "//main")
    page = client.get(f"/verify/{papers[0].code}", headers=ENGLISH | {"Host": "verify.example.net"})
    assert "verify.example.net" not in page.text


def test_a03_before_a_paper_is_printed_no_file_is_called_false(
    session: Session, cast: Cast, client: Client
) -> None:
    """A-03: there is nothing to compare with yet, and nothing is said."""
    paper = decision(cast.hr)
    session.commit()
    data = {"file": (BytesIO(b"%PDF-1.7"), "paper.pdf")}
    main = region(client.post(f"/verify/{paper.code}", data=data, headers=ENGLISH).text, "//main")
    assert "the one that we issued" not in main
    assert "being made" in main


@pytest.mark.parametrize("code", ["%25" * 16, "_" * 16, "'%20OR%201=1--", "..%2F..%2Fportal"])
def test_a03_what_looks_for_many_papers_finds_none(
    session: Session, cast: Cast, client: Client, code: str
) -> None:
    """A-03: wildcards, quotes and paths are no code."""
    decision(cast.hr)
    session.commit()
    assert client.get(f"/verify/{code}").status_code == 404
