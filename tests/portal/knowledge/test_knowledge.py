"""The knowledge base on the screen: written, published, suggested on a case, inserted, cared for (K-01)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.cases.tables import Result
from models.db import db
from models.knowledge.tables import Article, KnowledgeGap
from models.knowledge.words import Reader
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR, taken
from tests.moments import MONDAY
from tests.statements import CountStatements
from tests.story.learning import article

KNOWLEDGE = "/portal/knowledge"


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 4 * HOUR)


def test_k_01_written_published_by_another_and_found(cast: Cast, client: Client) -> None:
    new = f"{KNOWLEDGE}/new"
    assert client.come_in(cast.plain).get(new).status_code == 403
    client.come_in(cast.handler)
    refused = client.submit(new, "/new", title="光猫红灯", body="先检查接头", body_en="Check it.")
    assert refused.status_code == 422
    assert "英文须标题和正文都有" in refused.text
    sent = client.submit(new, "/new", title="光猫红灯", body="先检查接头", reader="everybody")
    here = sent.headers["Location"]
    page = client.get(here).text
    assert "须由撰写人以外的人发布" in region(page, "#publication")
    assert words_in_the_other_language(page) == []
    assert client.come_in(cast.agent).submit(here, "/publication").status_code == 303
    plain = client.come_in(cast.plain)
    assert "光猫红灯" in region(plain.get(f"{KNOWLEDGE}?q=接头").text, "#articles")
    assert plain.submit(here, "/votes", helped="n", words="没有图").status_code == 303
    page = plain.get(here).text
    assert "没有帮助" in region(page, "#vote")
    assert words_in_the_other_language(page) == []
    assert "没有图" in region(client.come_in(cast.handler).get(here).text, "#missing")


def test_k_01_suggested_on_the_case_and_inserted_by_one_button(cast: Cast, client: Client) -> None:
    """What was typed stays; nothing is stored before the result is handed in."""
    known = article(cast, MONDAY, title="晚上宽带断网怎么办", words="报修 断网")
    number, case = known.number, taken(cast)
    case_number = case.number
    db.session.commit()
    here = f"/portal/cases/{case_number}"
    page = client.come_in(cast.handler).get(here).text
    assert "晚上宽带断网怎么办" in region(page, "#case-articles")
    typed = {"result-cause": "接头松动", "result-reply": "您好。", "insert": number}
    answer = client.send(f"{here}/result", **typed)
    assert answer.status_code == 200
    assert "接头松动" in answer.text
    assert "您好。\n\n您好，光猫红灯表示光信号中断" in answer.text.replace("\r", "")
    db.session.expire_all()
    assert db.session.scalars(select(Result)).all() == []


def test_k_01_upkeep_names_what_waits(cast: Cast, client: Client) -> None:
    article(cast, MONDAY, reader=Reader.STAFF)
    db.session.commit()
    client.come_in(cast.plain)
    assert client.submit(f"{KNOWLEDGE}?q=携号转网", "/gaps").status_code == 303
    assert client.get(f"{KNOWLEDGE}/upkeep").status_code == 403
    page = client.come_in(cast.agent).get(f"{KNOWLEDGE}/upkeep").text
    assert "携号转网" in region(page, "#gaps")
    assert words_in_the_other_language(page) == []
    gap = db.session.scalars(select(KnowledgeGap)).one()
    assert client.submit(f"{KNOWLEDGE}/upkeep", f"/gaps/{gap.id}/end").status_code == 303
    assert "没有搜不到的内容" in region(client.get(f"{KNOWLEDGE}/upkeep").text, "#gaps")


def test_k_01_confirmed_and_retired(cast: Cast, client: Client) -> None:
    number = article(cast, MONDAY).number
    db.session.commit()
    here = f"{KNOWLEDGE}/{number}"
    client.come_in(cast.agent)
    assert client.submit(here, "/confirmation", review_on="2026-01-01").status_code == 422
    assert client.submit(here, "/confirmation", review_on="2027-05-01").status_code == 303
    assert client.submit(here, "/retirement", reason="流程已变").status_code == 303
    assert client.come_in(cast.plain).get(here).status_code == 404
    assert db.session.scalars(select(Article.review_on)).one().isoformat() == "2027-05-01"


def test_k_01_lists_ask_the_same_at_one_and_three_rows(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    counts = []
    client.come_in(cast.plain)
    for more in (1, 2):
        for _each in range(more):
            article(cast, MONDAY)
        db.session.commit()
        client.get(KNOWLEDGE)
        with statements() as seen:
            client.get(f"{KNOWLEDGE}?q=红灯")
        counts.append(seen.count)
    assert counts[0] == counts[1]
