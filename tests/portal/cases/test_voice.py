"""The customer's own words on the case screen, those marked that the suggestion goes by (T-05)."""

from lxml import html

from models.cases import actions
from models.db import db
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import decision, new
from tests.moments import MONDAY
from tests.portal.cases.conftest import address

SAID = "我家 WiFi 一直 No Signal，\n<b>断网</b>三天了"


def marks(page: str) -> list[str]:
    """What is marked in the customer's words."""
    tree = html.document_fromstring(page)
    return [mark.text_content() for mark in tree.xpath("//section[@id='case-voice']//mark")]


def test_words_are_marked_in_the_text_as_they_were_spelled(cast: Cast, client: Client) -> None:
    """T-05: who triages sees at once why the system suggests what it does."""
    case = new(problem=SAID, expected="要求减免月费")
    page = client.come_in(cast.agent).get(address(case)).text
    assert marks(page) == ["WiFi", "No Signal", "断网", "要求减免月费"]
    assert "我家 WiFi 一直 No Signal， <b>断网</b>三天了" in region(page, "#case-voice")
    suggested = html.document_fromstring(page).xpath("//div[@class='suggested']/p/mark")
    assert [mark.text_content() for mark in suggested] == ["WiFi", "No Signal", "断网", "要求减免月费"]


def test_after_the_decision_nothing_is_marked(cast: Cast, client: Client) -> None:
    """T-05: the story keeps the words; the text is the customer's alone again."""
    case = new(problem=SAID)
    actions.triage(case, decision(), by=cast.agent, now=MONDAY, seen=None)
    db.session.commit()
    assert marks(client.come_in(cast.agent).get(address(case)).text) == []


def test_without_a_suggestion_nothing_is_marked(cast: Cast, client: Client) -> None:
    """T-05: words that decide nothing stay as they are."""
    case = new(problem="一切正常")
    assert marks(client.come_in(cast.agent).get(address(case)).text) == []
