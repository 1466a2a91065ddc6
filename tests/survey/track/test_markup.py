"""Every public page of feedback and tracking is valid HTML, in both languages, in every state (X-05)."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.cases.tables import Case
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY
from tests.markup import words_in_the_other_language
from tests.models.cases.making import HOUR, in_review, new
from tests.survey.feedback.sending import PHOTO, PROBLEM, send
from tests.survey.track.following import follow, step
from tests.survey.track.test_page import STATES

Check = Callable[[str], None]


@pytest.fixture(autouse=True)
def on_monday(at: Any) -> None:
    at(MONDAY + 3 * HOUR)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("address", ["/", "/results", "/hotline", "/track", "/feedback/new"])
def test_pages_for_everybody(
    client: Client, cast: Cast, valid_html: Check, address: str, language: str
) -> None:
    page = client.get(f"{address}?lang={language}").text
    valid_html(page)
    assert words_in_the_other_language(page) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_refused_form_and_the_thanks(client: Client, cast: Cast, valid_html: Check, language: str) -> None:
    refused = send(
        client,
        PHOTO,
        ("a.exe", b"MZ"),
        address=f"/feedback/new?lang={language}",
        phone="",
        email="",
        consent=None,
    )
    valid_html(refused.text)
    words = "The line drops every evening." if language == "en" else PROBLEM
    thanks = client.get(send(client, PHOTO, problem=words).location).text
    valid_html(thanks)
    assert words_in_the_other_language(thanks) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("make", [state[0] for state in STATES])
def test_the_page_of_a_case_in_each_state(
    client: Client,
    cast: Cast,
    session: Session,
    valid_html: Check,
    make: Callable[[Cast], Case],
    language: str,
) -> None:
    page = follow(client, make(cast), lang=language).text
    valid_html(page)
    assert words_in_the_other_language(page) == []


def test_the_page_of_a_case_with_refused_steps(
    client: Client, cast: Cast, session: Session, valid_html: Check
) -> None:
    for noun in ("words", "withdrawal"):
        valid_html(step(client, in_review(cast), noun, text="").text)
    valid_html(client.get(f"/track/{new().number}?key=wrong").text)
