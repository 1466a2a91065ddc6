"""Customers find articles, say whether they helped, and what is missing (K-01)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.db import db
from models.knowledge.tables import Article, ArticleVote, KnowledgeGap
from models.knowledge.words import Reader, Site
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR
from tests.moments import MONDAY
from tests.story.learning import article


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 4 * HOUR)


def test_k_01_found_read_and_voted_on(cast: Cast, client: Client) -> None:
    article(cast, MONDAY, title_en="Red light", body_en="Restart the modem.")
    inside = article(cast, MONDAY, title="内部口径", reader=Reader.STAFF).number
    db.session.commit()
    page = client.get("/help?q=红灯").text
    assert "光猫红灯闪烁怎么办" in region(page, "#help-list")
    assert "内部口径" not in client.get("/help").text
    assert client.get(f"/help/{inside}").status_code == 404
    assert words_in_the_other_language(page) == []
    english = client.get("/help/K0001?lang=en").text
    assert "Restart the modem." in english
    assert client.submit("/help/K0001", "/votes", helped="y").status_code == 303
    assert client.post("/help/K0001/votes", data={"helped": "x"}).status_code == 400
    db.session.expire_all()
    assert db.session.scalars(select(Article.helped).order_by(Article.id)).all() == [1, 0]
    assert db.session.scalars(select(ArticleVote.by_id)).all() == [None]


def test_k_01_what_is_missing_is_told_by_a_button(cast: Cast, client: Client) -> None:
    page = client.get("/help?q=携号转网").text
    assert "没有找到相关内容" in region(page, "#help-nothing")
    assert db.session.scalars(select(KnowledgeGap)).all() == []
    assert client.submit("/help?q=携号转网", "/gaps").status_code == 303
    gap = db.session.scalars(select(KnowledgeGap)).one()
    assert (gap.text, gap.site, gap.times) == ("携号转网", Site.PUBLIC, 1)


def test_nonsense_in_the_address_does_no_harm(cast: Cast, client: Client) -> None:
    for path in ("/help?q=%00", "/help?category=x&page=-3", "/help/K9999", f"/help?q={'很' * 5000}"):
        assert client.get(path).status_code in (200, 400, 404)
