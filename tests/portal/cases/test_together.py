"""Assisting departments on the screen: ask, answer, send back, accept; where the time went (T-04)."""

import pytest

from models.cases import actions
from models.cases.tables import Assistance, Case
from models.cases.words import AssistState
from models.db import db
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import taken
from tests.portal.cases.conftest import AFTERNOON, address, fresh
from tests.survey.track.following import follow


def handled(cast: Cast) -> Case:
    case = taken(cast)
    db.session.commit()
    return case


def task() -> Assistance:
    db.session.expire_all()
    return db.session.query(Assistance).one()


def ask(case: Case, client: Client) -> int:
    return client.submit(
        address(case),
        "/assistance",
        **{"assistance-department_id": str(department("CW").id), "assistance-task": "请核对十月账单"},
    ).status_code


def test_t04_from_question_to_acceptance(cast: Cast, client: Client) -> None:
    case = handled(cast)
    assert client.come_in(cast.finance).get(address(case)).status_code == 404
    client.come_in(cast.handler)
    assert ask(case, client) == 303
    page = client.come_in(cast.finance).get(address(case)).text
    assert "请核对十月账单" in region(page, "#form-assistance-answer")
    assert words_in_the_other_language(page, "zh") == []
    answer = client.submit(
        address(case), "/assistance-answer", **{"assistance-answer-text": "重复扣费 39 元"}
    )
    assert answer.status_code == 303
    client.come_in(cast.handler)
    page = client.get(address(case)).text
    assert "重复扣费 39 元" in region(page, "#form-assistance-review")
    times = region(page, "#case-time")
    assert "技术运维部 主办" in times
    assert "财务部 协办" in times
    refused = client.submit(address(case), "/assistance-review", **{"assistance-review-verdict": "rejected"})
    assert refused.status_code == 422
    accepted = client.submit(address(case), "/assistance-review", **{"assistance-review-verdict": "approved"})
    assert accepted.status_code == 303
    assert task().state is AssistState.ACCEPTED
    assert "采纳财务部的协办意见" in region(client.get(address(case)).text, "#case-story")


def test_t04_who_submits_a_result_reads_which_tasks_end_with_it(cast: Cast, client: Client) -> None:
    """Asked and answered tasks are let go by the result; accepted ones are over."""
    case = handled(cast)
    client.come_in(cast.handler)
    assert "协办" not in region(client.get(address(case)).text, "#form-result")
    ask(case, client)
    assert "财务部尚未提交协办意见" in region(client.get(address(case)).text, "#form-result")
    client.come_in(cast.finance)
    client.submit(address(case), "/assistance-answer", **{"assistance-answer-text": "重复扣费 39 元"})
    client.come_in(cast.handler)
    assert "财务部已提交协办意见，尚未采纳" in region(client.get(address(case)).text, "#form-result")
    client.submit(address(case), "/assistance-review", **{"assistance-review-verdict": "approved"})
    assert "协办" not in region(client.get(address(case)).text, "#form-result")


@pytest.mark.parametrize(
    ("course", "told"),
    [
        ("asked", "结束财务部的协办事项（未提交协办意见）"),
        ("answered", "结束财务部的协办事项（协办意见未采纳）"),
        ("returned", "结束财务部的协办事项（退回后未再提交）"),
    ],
)
def test_t04_the_end_says_what_became_of_a_task(cast: Cast, client: Client, course: str, told: str) -> None:
    """T-04: the case went on without the department; it was not let go as of no use."""
    case = handled(cast)
    client.come_in(cast.handler)
    ask(case, client)
    if course != "asked":
        client.come_in(cast.finance)
        client.submit(address(case), "/assistance-answer", **{"assistance-answer-text": "重复扣费 39 元"})
    if course == "returned":
        verdict = {"assistance-review-verdict": "rejected", "assistance-review-reason": "请附凭证"}
        client.come_in(cast.handler).submit(address(case), "/assistance-review", **verdict)
    actions.submit_result(
        fresh(case), cause="甲", done="乙", reply="丙", by=cast.handler, now=AFTERNOON, seen=None
    )
    db.session.commit()
    story = region(client.come_in(cast.handler).get(address(case)).text, "#case-story")
    assert told in story
    assert "撤销" not in story
    news = client.come_in(cast.finance).get("/portal/notices").text
    assert ("协办意见尚未采纳" in news) is (course == "answered")


def test_t04_a_department_is_asked_once_at_a_time(cast: Cast, client: Client) -> None:
    case = handled(cast)
    client.come_in(cast.handler)
    assert ask(case, client) == 303
    assert ask(case, client) == 422
    ended = client.submit(
        address(case),
        "/assistance-end",
        **{"assistance-end-assistance_id": str(task().id), "assistance-end-reason": "客户已撤回"},
    )
    assert ended.status_code == 303
    assert task().state is AssistState.DROPPED


def test_h08_customers_never_read_what_departments_write_to_each_other(cast: Cast, client: Client) -> None:
    case = handled(cast)
    client.come_in(cast.handler)
    ask(case, client)
    client.come_in(cast.finance)
    client.submit(address(case), "/assistance-answer", **{"assistance-answer-text": "重复扣费 39 元"})
    page = follow(client, case).text
    assert "十月账单" not in page
    assert "39 元" not in page
