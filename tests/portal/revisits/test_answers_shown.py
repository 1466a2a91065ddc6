"""Staff read every answer of a revisit: on the case, on paper, on the call's record (R-02, S-02)."""

from collections.abc import Callable

import pytest
from lxml import html

from models.cases.tables import Case
from models.people.tables import Language
from models.revisits.tables import Revisit
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.revisits.answering import say
from tests.portal.revisits.conftest import THEN

ZH = [
    ("您的问题解决了吗？", "没有解决"),
    ("是哪里让您不满意？", "处理得太慢 没有讲清楚原因"),
    ("您对服务人员的态度满意吗？", "满意"),
    ("您对我们处理的速度满意吗？", "非常不满意"),
    ("您希望我们怎样补救？", "请换一位师傅"),
]
EN = [
    ("Is your problem solved?", "No, it is not"),
    ("What went wrong?", "It took too long Nobody explained the cause"),
    ("How satisfied are you with the way our staff treated you?", "Satisfied"),
    ("How satisfied are you with how quickly we dealt with it?", "Very dissatisfied"),
    ("What should we do to put it right?", "请换一位师傅"),
]


@pytest.fixture
def answered(caller: Client, case: Case) -> Case:
    """The second agent called, and the customer was not content."""
    here = f"/portal/revisits/{case.number}"
    caller.submit(here, "/call")
    given = {"overall": "2", "solved": "3", "wrong": ["2", "5"], "attitude": "4", "speed": "1"}
    assert caller.submit(here, "/answers", **given, missing="请换一位师傅").status_code == 303
    return case


def questions(page: str, within: str) -> list[tuple[str, str]]:
    """Each question with what was answered, in one region of a page."""
    found = html.document_fromstring(page).xpath(f"//*[@id='{within}']//dl[@class='answers-given']/div")
    return [
        (
            " ".join(div.xpath("string(dt)").split()),
            " ".join(word for dd in div.xpath("dd") for word in dd.text_content().split()),
        )
        for div in found
    ]


@pytest.mark.parametrize(("language", "told"), [(Language.ZH, ZH), (Language.EN, EN)])
def test_r02_the_case_tells_every_answer_in_the_readers_language(
    client: Client,
    cast: Cast,
    answered: Case,
    language: Language,
    told: list[tuple[str, str]],
    valid_html: Callable[[str], None],
) -> None:
    """The handler, who must put it right, reads what was wrong; the customer's words stay as they are."""
    cast.handler.language = language
    page = client.come_in(cast.handler).get(f"/portal/cases/{answered.number}").text
    assert questions(page, "case-story") == told
    quoted = html.document_fromstring(page).xpath("//dl[@class='answers-given']//blockquote/@lang")
    assert quoted == ["zh-Hans"]
    valid_html(page)


@pytest.mark.parametrize(
    ("language", "overall", "noted"),
    [
        (Language.ZH, ("您对这次的处理结果满意吗？", "不满意"), "电话回访，柯友记录"),
        (
            Language.EN,
            ("How satisfied are you with the outcome?", "Dissatisfied"),
            "By telephone, noted by Ke You",
        ),
    ],
)
def test_r02_the_record_of_a_call_that_is_over_holds_every_answer(
    client: Client,
    cast: Cast,
    answered: Case,
    language: Language,
    overall: tuple[str, str],
    noted: str,
    valid_html: Callable[[str], None],
) -> None:
    cast.inspector.language = language
    page = client.come_in(cast.inspector).get(f"/portal/revisits/{answered.number}").text
    assert questions(page, "revisit-record") == [overall, *(ZH if language is Language.ZH else EN)]
    assert noted in region(page, "#revisit-record")
    valid_html(page)
    if language is Language.EN:
        wrote = [answered.title, answered.problem, "我们已更换楼栋分光器，连续监测 48 小时没有中断。"]
        assert words_in_the_other_language(page, wrote) == []


def test_x01_the_record_is_not_for_who_handled_the_case(client: Client, cast: Cast, answered: Case) -> None:
    """Nor for anybody without the permission; both read the answers on the case if it is theirs to see."""
    here = f"/portal/revisits/{answered.number}"
    assert client.come_in(cast.handler).get(here).status_code == 403
    assert client.come_in(cast.stranger).get(f"/portal/cases/{answered.number}").status_code == 404


def test_r02_on_paper_each_answer_is_a_line(client: Client, cast: Cast, answered: Case) -> None:
    page = client.come_in(cast.agent).get(f"/portal/cases/{answered.number}/print").text
    lines = html.document_fromstring(page).xpath("//td[contains(., '不满意')]//span[@class='sheet-said']")
    assert [" ".join(line.text_content().split()) for line in lines][:2] == [
        "您的问题解决了吗？ 没有解决",
        "是哪里让您不满意？ 处理得太慢；没有讲清楚原因",
    ]


def test_s04_of_a_changed_answer_the_last_one_is_told_whole(
    client: Client, cast: Cast, case: Case, revisit: Revisit
) -> None:
    say(revisit, 5, now=THEN)
    say(revisit, 2, solved=3, now=THEN.replace(hour=15), words="请换一位师傅")
    page = client.come_in(cast.agent).get(f"/portal/cases/{case.number}").text
    told = [
        " ".join(item.text_content().split())
        for item in html.document_fromstring(page).xpath("//li[contains(., '回访选择')]")
    ]
    first = next(line for line in told if "非常满意" in line)
    assert "已解决。客户后来改了回答。" in first.replace(" ", "")
    assert len(questions(page, "case-story")) == 4  # nothing was ticked the second time
