"""The case library on the screen, and a customer who is forgotten (L-05, X-03)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.cases.tables import Case
from models.customers.tables import Forgotten
from models.db import db
from models.library import actions
from models.library.tables import TypicalCase
from models.library.words import LessonState
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, value_of, words_in_the_other_language
from tests.models.cases.making import DAY, HOUR
from tests.models.library.telling import published, told
from tests.models.personal.test_forget import closed
from tests.moments import MONDAY
from tests.statements import CountStatements
from tests.story.learning import WRITTEN, submitted

LIBRARY, FORGETTING = "/portal/library", "/portal/forgetting"


@pytest.fixture(autouse=True)
def tuesday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + DAY + 4 * HOUR)


def only() -> TypicalCase:
    db.session.expire_all()
    return db.session.scalars(select(TypicalCase)).one()


def test_l_05_a_case_becomes_a_lesson(cast: Cast, client: Client) -> None:
    """Nominated from the case, cleaned by who reads it, written, reviewed by another, read by everybody."""
    case = told(cast)
    number = case.number
    db.session.commit()
    page = client.come_in(cast.handler).get(f"/portal/cases/{number}").text
    assert f"{LIBRARY}/new?case={number}" in page
    new = f"{LIBRARY}/new?case={number}"
    refused = client.submit(new, "/new", reason="钱伟的投诉")
    assert refused.status_code == 422
    assert "请只写事情经过" in refused.text
    assert client.submit(new, "/new", reason="重复报修的典型").status_code == 303
    here = f"{LIBRARY}/{only().number}"
    assert client.come_in(cast.plain).get(here).status_code == 404
    cleaning = f"{here}/cleaning"
    assert client.get(cleaning).status_code == 404

    page = client.come_in(cast.handler).get(cleaning).text
    marked = region(page, "#found-data")
    assert [each in marked for each in ("钱伟", "13900139000", "阳光花园3栋501室")] == [True] * 3
    assert words_in_the_other_language(page) == []
    refused = client.submit(cleaning, "/cleaning")
    assert refused.status_code == 422
    assert only().happened == ""
    assert client.submit(cleaning, "/cleaning", confirmed="y", also="打不通").status_code == 303
    assert "钱伟" not in only().happened

    writing = f"{here}/writing"
    refused = client.submit(writing, "/writing", to_learn="请打13800138000", submit="1")
    assert refused.status_code == 422
    assert "请打13800138000" in refused.text
    sent = client.submit(writing, "/writing", title="重复报修", to_learn="先看同楼工单", submit="1")
    assert sent.status_code == 303
    assert 'id="review-form"' not in client.get(here).text

    page = client.come_in(cast.inspector).get(here).text
    assert words_in_the_other_language(page) == []
    unread = client.submit(here, "/review", verdict="publish")
    assert unread.status_code == 422
    assert "我已通读：看不出客户是谁：请通读全文后勾选确认。" in unread.text
    assert client.submit(here, "/review", verdict="publish", read="y").status_code == 303
    assert only().state is LessonState.PUBLISHED

    plain = client.come_in(cast.plain)
    assert "重复报修" in region(plain.get(f"{LIBRARY}?q=同楼").text, "#lessons")
    assert "重复报修" not in region(plain.get(f"{LIBRARY}?q=退费").text, "#lessons")
    assert number not in plain.get(here).text, "the case is not theirs to see"
    assert plain.submit(here, "/likes").status_code == 303
    assert plain.submit(here, "/comments", text="我们也是").status_code == 303
    page = plain.get(here).text
    assert "我们也是" in region(page, "#talk")
    assert "1 人觉得有用" in region(page, "#about")
    assert words_in_the_other_language(page) == []


def test_l_05_sent_back_and_withdrawn(cast: Cast, client: Client) -> None:
    number = submitted(cast, told(cast), MONDAY).number
    db.session.commit()
    here = f"{LIBRARY}/{number}"
    client.come_in(cast.inspector)
    assert client.submit(here, "/review", verdict="return").status_code == 422
    assert client.submit(here, "/review", verdict="return", reason="教训再具体些").status_code == 303
    assert "教训再具体些" in client.come_in(cast.agent).get(f"{here}/writing").text
    assert client.submit(here, "/withdrawal", reason="结论有误").status_code == 303
    assert only().state is LessonState.WITHDRAWN


def test_l_05_a_published_lesson_gets_a_new_version(cast: Cast, client: Client) -> None:
    """Written, read once more with marks, confirmed, reviewed by another; the one before stays readable."""
    number = published(cast, told(cast)).number
    db.session.commit()
    here, writing = f"{LIBRARY}/{number}", f"{LIBRARY}/{number}/version/writing"
    assert client.come_in(cast.plain).get(writing).status_code == 404
    client.come_in(cast.agent)
    assert "提出新版本" in region(client.get(here).text, "#versions")
    page = client.get(writing)
    assert words_in_the_other_language(page.text) == []
    typed = {"to_learn": "先看配线间，值班电话13800138000。", "change": "补充电话", "submit": "1"}
    shown = client.submit(writing, "/writing", **typed)
    assert shown.status_code == 200
    assert "13800138000" in region(shown.text, "#found-data")
    assert words_in_the_other_language(shown.text) == []
    looked = value_of(shown.text, "looked")
    texts = {name: getattr(WRITTEN, name) for name in ("title", "happened", "went_well", "went_badly")}
    ready = (
        texts
        | typed
        | {
            "version": value_of(shown.text, "version"),
            "keep": "13800138000",
            "looked": looked,
            "confirmed": "y",
        }
    )
    assert client.send(writing, **(ready | {"confirmed": ""})).status_code == 422
    assert client.send(writing, **(ready | {"to_learn": "别的话"})).status_code == 422
    assert client.send(writing, **ready).status_code == 303
    assert client.get(writing).status_code == 404
    assert "配线间" not in client.come_in(cast.plain).get(here).text
    assert client.get(f"{here}/version").status_code == 404
    page = client.come_in(cast.inspector).get(f"{here}/version").text
    assert words_in_the_other_language(page) == []
    assert client.submit(f"{here}/version", "/review", verdict="publish").status_code == 422
    assert client.submit(f"{here}/version", "/review", verdict="publish", read="y").status_code == 303
    plain = client.come_in(cast.plain)
    assert "配线间" in region(plain.get(here).text, "#lesson")
    assert "补充电话" in region(plain.get(here).text, "#versions")
    before = plain.get(f"{here}/versions/1").text
    assert ("配线间" in region(before, "#text"), words_in_the_other_language(before)) == (False, [])


def test_l_05_lists_ask_the_same_at_one_and_three_rows(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    counts = []
    client.come_in(cast.plain)
    for more in (1, 2):
        for _each in range(more):
            published(cast, told(cast))
        db.session.commit()
        client.get(LIBRARY)
        with statements() as seen:
            client.get(LIBRARY)
        counts.append(seen.count)
    assert counts[0] == counts[1]


def test_x_03_forgotten_by_the_number_of_a_case(cast: Cast, client: Client) -> None:
    case = closed(cast)
    number = case.number
    published(cast, case)
    db.session.commit()
    client.come_in(cast.administrator)
    assert client.get(f"/portal/cases/{number}").status_code == 404
    page = client.get(f"{FORGETTING}?case={number}").text
    assert "钱伟" not in page
    assert words_in_the_other_language(page) == []
    here = f"{FORGETTING}?case={number}"
    assert client.submit(here, "/forgetting", reason="来函要求").status_code == 422
    assert client.submit(here, "/forgetting", reason="来函要求", sure="y").status_code == 303
    db.session.expire_all()
    assert db.session.scalars(select(Forgotten.lessons)).all() == [1]
    assert db.session.scalars(select(Case.contact_name)).all() == [""]
    assert only().title == ""


def test_x_03_refused_while_a_case_is_open(cast: Cast, client: Client) -> None:
    number = told(cast).number
    db.session.commit()
    here = f"{FORGETTING}?case={number}"
    refused = client.come_in(cast.hr).submit(here, "/forgetting", reason="来函要求", sure="y")
    assert refused.status_code == 422
    assert "未办结的工单" in refused.text
    assert client.get(f"{FORGETTING}?case=HY-1").status_code == 200


def test_h_07_a_write_up_of_two_at_once(cast: Cast, client: Client) -> None:
    """The second is told, and nothing of the first is lost."""
    lesson = actions.nominate_case(told(cast), "典型", by=cast.agent, now=MONDAY)
    case = db.session.get_one(Case, lesson.case_id)
    actions.clean(lesson, case, actions.Confirmed(case.version), by=cast.agent, now=MONDAY)
    db.session.commit()
    writing = f"{LIBRARY}/{lesson.number}/writing"
    client.come_in(cast.agent)
    assert client.submit(writing, "/writing", title="第一").status_code == 303
    assert client.submit(writing, "/writing", title="第二", version="2").status_code == 409
    assert only().title == "第一"
