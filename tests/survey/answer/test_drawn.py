"""S-04, S-05: screens are drawn once and filled in for each customer, who sees nothing of another's."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from lxml import html
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.events.actions import SYSTEM
from models.ids import Signer
from models.surveys import actions
from models.surveys.queries import current
from models.surveys.words import Reach
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.revisits.answering import invitation_of, sent
from tests.models.revisits.cases import HOUR, answered
from tests.survey.answer.conftest import THEN

MARKUP = "<b>断网</b> {{ 1 }} &amp;"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def other(app: Flask, cast: Cast, case: Case, session: Session) -> str:
    """The link of another customer, whose case has a title that would be markup."""
    another = answered(cast, email="li@example.com", phone="+8613900139000", title=MARKUP)
    asked = sent(another, now=THEN - HOUR)
    signer: Signer = app.extensions["signer"]
    link = "/s/" + signer.token("survey", invitation_of(asked).locator)
    session.commit()
    return link


def test_each_sees_the_own_case_and_sends_to_the_own_link(client: Client, link: str, other: str) -> None:
    """X-03: also after somebody else's was drawn; what a customer wrote stays text."""
    own = {link: "宽带晚间掉线", other: MARKUP}
    for address in (link, other, link):
        page = client.get(address).text
        assert own[address] in region(page, "//*[@id='screen']//*[@class='lead']")
        form = html.document_fromstring(page).forms[0]
        assert form.action == form.get("hx-post") == f"{address}/q/overall"
        assert not re.search("[0-9a-f]{32}-", page)
    for address, title in own.items():
        following = client.post(f"{address}/q/overall", data={"answer": "4"}, headers=HTMX).text
        assert title in html.fragment_fromstring(following, create_parent=True).text_content()
        assert f'action="{address}/q/solved"' in following
        assert not re.search("[0-9a-f]{32}-", following)


def test_a_token_as_it_was_typed_stays_an_address(client: Client, link: str) -> None:
    """S-04: with the space that somebody typed."""
    page = client.get(f"{link[:10]} {link[10:]}").text
    assert html.document_fromstring(page).forms[0].action == f"{link[:10]}%20{link[10:]}/q/overall"


def test_each_language_is_drawn_by_itself(client: Client, link: str) -> None:
    """X-04: and the address of the form carries the choice along."""
    chinese, english = client.get(link).text, client.get(f"{link}?lang=en").text
    assert region(chinese, "#question") == "您对这次的处理结果满意吗？"
    assert region(english, "#question") == "How satisfied are you with the outcome?"
    assert html.document_fromstring(english).forms[0].action == f"{link}/q/overall?lang=en"


def test_a_new_version_is_asked_in_its_own_words(app: Flask, client: Client, link: str) -> None:
    """S-01: who was invited before is asked as before."""
    before = client.get(link).text
    version = current("revisit")
    assert version is not None
    document = version.content.model_dump(mode="json", exclude_none=True)
    document["sections"][0]["questions"][0]["text"]["zh"] = "结果您满意吗？"
    actions.publish(actions.write_draft("revisit", document), by=SYSTEM, now=THEN)
    invited = actions.invite("revisit", language="zh", reach=Reach.EMAIL, closes_at=THEN + timedelta(days=9))
    signer: Signer = app.extensions["signer"]
    asked = "/s/" + signer.token("survey", invited.locator)
    assert region(client.get(asked).text, "#question") == "结果您满意吗？"
    assert client.get(link).text == before
