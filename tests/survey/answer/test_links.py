"""Links that open nothing, or no longer: forged, expired, taken back (S-04)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases import actions as cases
from models.cases.tables import Case
from models.db import db
from models.ids import Signer
from models.revisits import actions
from models.revisits.tables import Revisit
from models.surveys.tables import ResponseItem
from tests.client import Client
from tests.markup import region
from tests.models.revisits.answering import invitation_of, say
from tests.survey.answer.conftest import THEN, Traveller


def test_s04_a_token_typed_by_hand_works_with_spaces_and_small_letters(client: Client, link: str) -> None:
    token = link.removeprefix("/s/").lower()
    assert client.get(f"/s/{token[:10]}-{token[10:]}").status_code == 200


@pytest.mark.parametrize("damage", ["first", "last", "short", "other", "nonsense"])
def test_s04_a_forged_or_damaged_link_opens_nothing(
    app: Flask, client: Client, session: Session, link: str, revisit: Revisit, damage: str
) -> None:
    token = link.removeprefix("/s/")
    signer: Signer = app.extensions["signer"]
    forged = {
        "first": ("0" if token[0] != "0" else "1") + token[1:],
        "last": token[:-1] + ("0" if token[-1] != "0" else "1"),
        "short": token[:-1],
        "other": token[:12] + signer.proof("track", token[:12]),
        "nonsense": "<script>" * 30,
    }[damage]
    page = client.get(f"/s/{forged}", headers={"Accept-Language": "zh-CN"})
    assert page.status_code == 404
    assert region(page.text, "//h1") == "链接无效"
    assert client.post(f"/s/{forged}/q/overall", data={"answer": "1"}).status_code == 404
    assert session.scalars(select(ResponseItem)).all() == []


def test_s04_a_signed_link_without_its_row_opens_nothing(app: Flask, client: Client) -> None:
    signer: Signer = app.extensions["signer"]
    assert client.get(f"/s/{signer.token('survey', '0' * 12)}").status_code == 404


@pytest.mark.parametrize("language", ["zh", "en"])
def test_s04_an_expired_link_says_so_in_the_customers_language_and_keeps_nothing(
    client: Client,
    session: Session,
    link: str,
    at: Traveller,
    language: str,
    valid_html: Callable[[str], None],
) -> None:
    at(THEN + timedelta(days=15))
    page = client.get(f"{link}?lang={language}")
    assert page.status_code == 410
    assert region(page.text, "//h1") == {"zh": "作答已经截止", "en": "The time to answer is over"}[language]
    valid_html(page.text)
    late = client.post(f"{link}/q/missing", data={"answer": "我写了很久"})
    assert late.status_code == 410
    assert "我写了很久" in region(late.text, "#screen")
    assert session.scalars(select(ResponseItem)).all() == []


def test_s04_who_answered_in_time_sees_the_thanks_after_the_window_too(
    client: Client, revisit: Revisit, link: str, at: Traveller
) -> None:
    say(revisit, 5, now=THEN)
    at(THEN + timedelta(days=15))
    page = client.get(link)
    assert page.status_code == 200
    assert region(page.text, "//h1") == "谢谢您的肯定。"
    assert "可以修改" not in page.text


def test_s04_a_link_whose_case_has_moved_on_says_so(
    client: Client, session: Session, case: Case, revisit: Revisit, link: str
) -> None:
    cases.confirm(case, False, "", now=THEN)
    actions.cancel(revisit, now=THEN)
    db.session.commit()
    page = client.get(link)
    assert page.status_code == 410
    assert region(page.text, "//h1") == "这次回访不用再填了"
    assert client.post(f"{link}/q/overall", data={"answer": "1"}).status_code == 410
    assert session.scalars(select(ResponseItem)).all() == []


def test_r04_an_answer_after_the_case_was_reopened_promises_no_call_it_did_not_cause(
    client: Client, case: Case, revisit: Revisit, link: str
) -> None:
    cases.confirm(case, False, "", now=THEN)
    say(revisit, 1, now=THEN)
    page = client.get(link)
    assert region(page.text, "//h1") == "谢谢您的评价。"
    assert region(page.text, "#follow-up").startswith("您的评价会怎么用")


def test_s04_a_form_from_another_site_is_refused(client: Client, session: Session, link: str) -> None:
    refused = client.post(f"{link}/q/overall", data={"answer": "1"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 400
    assert session.scalars(select(ResponseItem)).all() == []


def test_s04_nobody_sends_answers_by_the_hundred(client: Client, link: str) -> None:
    codes = {client.post(f"{link}/q/overall", data={"answer": "5"}).status_code for _ in range(100)}
    assert codes == {303, 429}


def test_s04_nor_by_spelling_the_link_otherwise(client: Client, link: str) -> None:
    """A link read from paper works in small letters and with hyphens, but counts as the one that it is."""
    start, _s, token = link.rpartition("/")
    spelt = [token, token.lower(), f"{token[:4]}-{token[4:]}", f"{token[:9].lower()}{token[9:]}"]
    codes = {
        client.post(f"{start}/{spelt[n % 4]}/q/overall", data={"answer": "5"}).status_code for n in range(96)
    }
    assert codes == {303, 429}


def test_s04_pages_with_a_secret_address_are_kept_out_of_caches_and_search(client: Client, link: str) -> None:
    page = client.get(link)
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_the_invitation_is_found_by_its_locator_alone(revisit: Revisit, link: str) -> None:
    """What the database holds is not enough to build the link."""
    invitation = invitation_of(revisit)
    assert link.startswith(f"/s/{invitation.locator}")
    stored = {str(value) for value in invitation.__dict__.values()}
    assert link.removeprefix("/s/") not in stored
