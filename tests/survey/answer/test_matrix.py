"""A question of several lines: a line a card, kept choices, marked gaps; light and without scripts (S-05)."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.events.actions import SYSTEM
from models.ids import Signer
from models.surveys import actions
from models.surveys.rules.answers import Answer, so_far
from models.surveys.tables import ResponseItem
from models.surveys.words import Reach
from tests.client import Client
from tests.markup import region
from tests.models.surveys.samples import EVERYTHING, ROWS, WHY, chose, questionnaire
from tests.moments import MONDAY

DAY = timedelta(days=1)
LINES = [{"code": f"line_{n}", "text": {"zh": f"第{n}个方面", "en": f"Aspect {n}"}} for n in range(1, 9)]


@pytest.fixture
def link(client: Client, session: Session, at: Callable[[object], object], cast: object) -> str:
    """To a survey whose one question has eight lines."""
    at(MONDAY)
    version = actions.write_draft("lines", questionnaire(ROWS | {"rows": LINES}))
    actions.publish(version, by=SYSTEM, now=MONDAY)
    invitation = actions.invite("lines", language="zh", reach=Reach.WEB, closes_at=MONDAY + 7 * DAY)
    session.commit()
    signer: Signer = client.application.extensions["signer"]
    return f"/s/{signer.token('survey', invitation.locator)}"


def test_each_line_is_a_group_with_a_name_and_words_for_its_points(
    client: Client, link: str, valid_html: Callable[[str], None]
) -> None:
    page = client.get(link)
    tree = html.document_fromstring(page.text)
    names = [legend.text_content() for legend in tree.xpath("//div[@class='matrix']//fieldset/legend")]
    assert names == [f"第{n}个方面" for n in range(1, 9)]
    words = tree.xpath("//fieldset[@id='line-line_1']//label")
    assert [word.text_content().strip() for word in words] == [
        "非常满意",
        "满意",
        "一般",
        "不满意",
        "非常不满意",
        "与我无关",
    ]
    valid_html(page.text)


def test_gaps_are_marked_and_nothing_chosen_is_lost(client: Client, link: str, session: Session) -> None:
    chosen = {f"answer.line_{n}": "4" for n in (1, 2, 3, 5, 6, 8)}
    refused = client.post(f"{link}/q/service", data=chosen)
    assert refused.status_code == 422
    tree = html.document_fromstring(refused.text)
    assert tree.xpath("//fieldset[contains(@class, ' open')]/@id") == ["line-line_4", "line-line_7"]
    assert len(tree.xpath("//input[@checked and @value='4']")) == 6
    assert "还没评的已标出" in region(refused.text, "#error")
    assert session.scalars(select(ResponseItem.id)).all() == []
    chosen |= {"answer.line_4": "0", "answer.line_7": "1"}
    done = client.post(f"{link}/q/service", data=chosen)
    assert done.status_code == 303
    assert region(client.get(done.location).text, "//h1") == "谢谢您的评价。"


def test_a_page_with_lines_is_light_too(client: Client, link: str) -> None:
    page = client.get(link)
    tree = html.document_fromstring(page.text)
    addresses = tree.xpath("//link[@rel='stylesheet']/@href | //script/@src | //script/@data-htmx")
    files = [Path(urlsplit(address).path.lstrip("/")) for address in addresses]
    assert "matrix.css" in {file.name for file in files}
    assert sum(len(gzip.compress(each)) for each in (page.data, *map(Path.read_bytes, files))) < 30_000


def test_what_can_stand_again_of_a_refused_answer() -> None:
    by_code = EVERYTHING.by_code
    assert so_far(by_code["service"], {"attitude": ["5"], "speed": ["9"]}) == Answer({"attitude": 5})
    assert so_far(by_code["why"], {"": ["1", "2", "3", "x"]}) == Answer({"1": 1, "2": 1, "3": 1})
    assert so_far(by_code["overall"], {"": ["4"]}) == chose(4)
    assert so_far(by_code["comment"], {"": ["zu lang"]}) == Answer()
    assert WHY["most"] == 2
