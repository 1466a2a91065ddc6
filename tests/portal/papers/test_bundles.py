"""Certificates in one file, for whoever asked for them (C-01)."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy.orm import Session

from jobs.papers import print_one, print_papers
from models.papers.actions import bundle
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.papers.making import certificate
from tests.moments import MONDAY


def test_c01_progress_and_the_file(
    app: Flask, session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]
) -> None:
    papers = [certificate(cast.hr, to=name) for name in ("季书", "程长")]
    made = bundle(papers, title="2026 年度荣誉证书", by=cast.hr, now=MONDAY)
    cast.hr.language = Language.EN
    session.commit()
    address = f"/portal/papers/bundles/{made.id}"
    client.come_in(cast.hr)
    with app.app_context():
        assert print_one(papers[0].id, MONDAY)
    page = client.get(address).text
    valid_html(page)
    assert "1 / 2" in region(page, "#progress")
    assert client.get(f"{address}/certificates.pdf").status_code == 404
    with app.app_context():
        print_papers(MONDAY)
    assert "The file is ready" in region(client.get(address).text, "#progress")
    answer = client.get(f"{address}/certificates.pdf")
    assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    for other in cast:
        if other is not cast.hr:
            assert client.come_in(other).get(address).status_code == 404, other.login
            assert client.get(f"{address}/certificates.pdf").status_code == 404, other.login
