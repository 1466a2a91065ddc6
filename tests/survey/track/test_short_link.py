"""R-02, H-08: the short link of an SMS opens the case, and only with its proof."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from models.cases.tables import Case
from tests.cast import Cast
from tests.client import Client
from tests.models.revisits.cases import opened
from web.letters.links import short_tracking_link, without_secrets


@pytest.fixture
def case(session: Session, cast: Cast) -> Case:
    case = opened(cast)
    session.commit()
    return case


def path_to(app: Flask, case: Case) -> str:
    with app.app_context():
        return short_tracking_link(case).removeprefix("http://localhost")


def test_it_leads_to_the_case(app: Flask, client: Client, case: Case) -> None:
    path = path_to(app, case)
    assert len(path) == len("/t/") + 12 + 20
    page = client.get(path, follow_redirects=True)
    assert page.status_code == 200
    assert case.number in page.text
    assert client.get(path.lower(), follow_redirects=True).status_code == 200


def test_a_changed_one_opens_nothing(app: Flask, client: Client, case: Case) -> None:
    path = path_to(app, case)
    other = path[:-1] + ("0" if path[-1] != "0" else "1")
    assert client.get(other, follow_redirects=True).status_code == 404
    for nonsense in ("/t/x", "/t/202611230001", "/t/" + "9" * 60):
        answer = client.get(nonsense, follow_redirects=True)
        assert answer.status_code in (200, 404)
        assert case.title not in answer.text


def test_whoever_may_not_follow_it_sees_no_secret(app: Flask, case: Case) -> None:
    """X-03."""
    with app.app_context():
        link = short_tracking_link(case)
    assert without_secrets(f"进度：{link}") == "进度：http://localhost/t/••••••"
