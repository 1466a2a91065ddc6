"""S-06: the screen of results, its drill, its comments, and who may read it."""

from collections.abc import Callable

import pytest
from lxml import html
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.people.tables import Language
from models.revisits.words import Silence
from models.surveys.words import Reach
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.results.answering import DAY, many, revisited
from tests.moments import MONDAY
from tests.statements import CountStatements

PAGE = "/portal/results"


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    """The answers came in before this morning."""
    return at(MONDAY)


def quarter(cast: Cast) -> None:
    """Two departments over two months, by link and by telephone, some silent."""
    many([5] * 20 + [4] * 10 + [2] * 4 + [1] * 2, others={"attitude": 5, "solved": 1}, words="师傅很耐心")
    many([5, 4, 4, 4, 3, 1], reach=Reach.PHONE, by=cast.agent, grade=2)
    many([3, 4, 5, 5, 5, 5, 5], code="YF", at=MONDAY - 35 * DAY, others={"speed": 2})
    for silence in (Silence.REFUSED, Silence.NO_ANSWER, Silence.UNDELIVERED, Silence.NOT_REACHED):
        for _ in range(3):
            revisited(None, silence=silence, grade=2)


def cells(page: str, row: str) -> list[str]:
    """The cells of one row, by its id."""
    (found,) = html.document_fromstring(page).xpath(f"//tr[@id='{row}']")
    return [" ".join(cell.text_content().split()) for cell in found.xpath("./th|./td")]


def test_the_whole_screen(session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]) -> None:
    """S-06: head figures with n and interval, five counts of each dimension, course, table, rate, comments."""
    quarter(cast)
    answer = client.come_in(cast.inspector).get(f"{PAGE}?lang=en")
    assert answer.status_code == 200
    page = answer.text
    valid_html(page)
    assert region(page, ".result-stats") is not None
    assert cells(page, "dimension-1")[:4] == ["处理结果满意度", "49", "", ""]
