"""The panel of the triage form that says what is suggested, and why (T-05)."""

import pytest

from models.cases import actions
from models.cases.queries import to_learn
from models.cases.tables import Case, Lesson
from models.cases.words import Kind
from models.db import db
from models.people.tables import Language
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import decision, new
from tests.moments import MONDAY
from tests.portal.cases.conftest import address

GATE = "小区门口的星河智慧亭刷脸总是不认人，老人孩子进不了门，物业说归你们管"
PANEL = "//div[@class='suggested']"


def decided(cast: Cast) -> Case:
    """A case that went to quality as a function that fails, and was learned from."""
    case = new(problem=GATE)
    told = {"category": "product_function", "department_id": department("ZL").id, "criteria": ()}
    actions.triage(case, decision(**told), by=cast.agent, now=MONDAY, seen=case.version)
    for lesson_id in to_learn(10):
        actions.learn(db.session.get_one(Lesson, lesson_id), now=MONDAY)
    return case


def test_t05_earlier_cases_are_named_and_can_be_opened(cast: Cast, client: Client) -> None:
    """Where no word says anything, the like cases do."""
    numbers = [decided(cast).number for _ in range(3)]
    case = new(problem=GATE)
    db.session.commit()
    panel = region(client.come_in(cast.agent).get(address(case)).text, PANEL)
    assert panel.startswith("系统建议 功能异常 · 质量管理部 · 二级（中度）")
    voted = panel.partition("类似工单曾定为“功能异常”： ")[2]
    assert sorted(voted.split()[:3]) == sorted(numbers)
    for number in numbers:
        assert client.get(f"/portal/cases/{number}").status_code == 200


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.ZH, "各词语的权重 发票 +4 发票 请问 +3 客户情绪平稳"),
        (Language.EN, "How the words were weighed 发票 +4 Invoices 请问 +3 The customer is calm"),
    ],
)
def test_t05_each_word_has_its_weight_and_what_it_points_to(
    cast: Cast, client: Client, language: Language, said: str
) -> None:
    """In the reader's language."""
    cast.agent.language = language
    case = new(kind=Kind.INQUIRY, problem="请问发票怎么开？")
    db.session.commit()
    panel = region(client.come_in(cast.agent).get(address(case)).text, PANEL)
    assert said in panel


def test_t05_what_is_usual_is_said_to_be_usual(cast: Cast, client: Client) -> None:
    """No word hints at a criterion; complaints of the category meet one as a rule."""
    case = new(problem="订单里的路由器一直没发货，也没有物流信息")
    db.session.commit()
    panel = region(client.come_in(cast.agent).get(address(case)).text, PANEL)
    assert "此类投诉通常符合：" in panel
