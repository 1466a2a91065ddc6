"""The search on top finds cases, people and knowledge, each within what the viewer may see (X-06)."""

from collections.abc import Callable

import pytest
from time_machine import Traveller

from models.db import db
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR, taken
from tests.models.library.telling import published, told
from tests.moments import MONDAY
from tests.story.learning import article

SEARCH = "/portal/search"


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 4 * HOUR)


def test_x_06_two_signs_find_all_kinds(cast: Cast, client: Client) -> None:
    taken(cast)
    published(cast, told(cast))
    article(cast, MONDAY, title="宽带断网怎么办")
    db.session.commit()
    page = client.come_in(cast.head).get(f"{SEARCH}?q=断网").text
    assert "每天晚上八点" in region(page, "#found-cases")
    assert "宽带断网怎么办" in region(page, "#found-articles")
    assert "楼栋分光器老化" in region(page, "#found-lessons")
    assert words_in_the_other_language(page) == []
    assert "季书" in region(client.get(f"{SEARCH}?q=季书").text, "#found-people")


def test_x_06_within_what_the_viewer_may_see(cast: Cast, client: Client) -> None:
    number = taken(cast).number
    db.session.commit()
    page = client.come_in(cast.plain).get(f"{SEARCH}?q=断网").text
    assert "found-cases" not in page
    assert "没有结果" in region(page, "//main")
    assert "found-people" not in client.get(f"{SEARCH}?q=季书").text
    assert client.get(f"{SEARCH}?q={number}").status_code == 200
    led = client.come_in(cast.agent).get(f"{SEARCH}?q={number[3:].lower()}")
    assert (led.status_code, led.headers["Location"]) == (302, f"/portal/cases/{number}")


def test_nothing_typed_is_nothing_asked(cast: Cast, client: Client) -> None:
    page = client.come_in(cast.plain).get(SEARCH).text
    assert "您想找什么" in region(page, "//main")
