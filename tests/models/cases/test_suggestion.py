"""T-05: what the words of a text suggest, with the reasons; a person decides."""

import json
from copy import deepcopy

import pytest

from models.cases.rules.suggestion import suggest
from models.cases.words import Kind
from models.rulebook.document import Rules, parse
from models.rulebook.installed import first_document

RULES: Rules = parse(first_document())


def weight(category: str, word: str) -> int:
    """What the first rulebook gives a word of a category."""
    return RULES.category(category).words[word]


@pytest.mark.parametrize(
    ("text", "category", "department", "grade"),
    [
        ("家里每天晚上断网，报修了三次都没修好，要求减免月费", "network_fault", "JS", 2),
        ("宽带掉线好几次了，客服也不管", "network_fault", "JS", 2),
        ("手机没信号，打不出电话", "network_fault", "JS", 2),
        ("网速很慢，五百兆的宽带测速只有三十兆", "network_speed", "JS", 2),
        ("登录收不到验证码", "system_defect", "YF", 2),
        ("ＡＰＰ打不开　ＢＵＧ", "system_defect", "YF", 2),
        ("APP 一打开就闪退", "product_stability", "YF", 2),
        ("希望增加家庭账单合并的功能", "product_request", "YF", None),
        ("光猫冒烟，差点起火，吓死人了", "product_quality", "ZL", 3),
        ("账单里多扣了 98 元，请退还", "fees_charge", "CW", 2),
        ("押金一直没退，已经两个月", "fees_refund", "CW", 2),
        ("发票抬头写错了，请重新开票", "fees_invoice", "KF", 1),
        ("套餐被擅自开通了增值业务", "fees_plan", "YY", 2),
        ("客服态度恶劣，还挂我电话", "service_attitude", "KF", 2),
        ("打了一上午热线没人接", "service_response", "KF", 2),
        ("师傅爽约，等了一天没来装机", "service_visit", "JS", 2),
        ("快递寄丢了，包裹一直没收到", "service_logistics", "YY", 2),
        ("说好送的礼品没给，虚假宣传", "operations_promotion", "SC", 2),
        ("天天打推销电话，骚扰，怎么退订", "operations_marketing", "SC", 2),
        ("建议延长营业厅的营业时间", "suggestion_service", "KF", None),
        ("整个小区断网，大面积瘫痪，马上处理", "network_fault", "JS", 3),
        ("我的个人信息被泄露，再不处理我就打 12315 并找媒体曝光", "account_security", "JS", 3),
        ("服务器宕机，数据丢失，业务中断", "server_fault", "JS", 3),
        ("我要求公开道歉并赔偿损失五万元", None, None, 3),
        ("不是投诉，只是反映一下字体太小", "product_function", "KF", 1),
        ("I was charged twice, nobody answers the phone", "fees_charge", "CW", 2),
        ("My lawyer will sue you", None, None, 3),
        ("一切正常", None, None, None),
        ("", None, None, None),
    ],
)
def test_texts_as_customers_write_them(
    text: str, category: str | None, department: str | None, grade: int | None
) -> None:
    """Category, responsible department and grade, each judged by hand."""
    found = suggest(text, RULES)
    assert (found.category, found.department, found.grade) == (category, department, grade)


@pytest.mark.parametrize(
    "text", ["没有断网，就是想问一下怎么改密码", "没再断网了，谢谢", "从未掉线", "There is no outage here"]
)
def test_what_is_denied_suggests_nothing(text: str) -> None:
    """A negation just before a word takes its weight away."""
    found = suggest(text, RULES)
    assert (found.category, found.grade) == (None, None)


def test_a_negation_far_away_denies_nothing() -> None:
    """Only what stands just before a word is about it; once said plainly, it counts."""
    assert suggest("没有人管，天天断网", RULES).category == "network_fault"
    assert suggest("昨天没有断网，今天又断网了", RULES).category == "network_fault"


def test_the_heavier_words_win() -> None:
    """Two matters in one text: the one with more weight is suggested."""
    assert suggest("客服说断网是我光猫的问题，红灯一直亮，没网", RULES).category == "network_fault"
    assert suggest("断网的事不提了，客服态度恶劣、骂人、挂我电话", RULES).category == "service_attitude"


def test_a_faint_hint_is_not_enough() -> None:
    """Below the rulebook's least weight nothing is suggested."""
    assert RULES.suggestion.least == 3
    assert suggest("师傅", RULES).category is None
    assert suggest("师傅上门", RULES).category == "service_visit"


def test_every_reason_is_a_word_of_the_text() -> None:
    """Each hint says which word, how heavy, and what for; the first level is a reason too."""
    found = suggest("宽带掉线好几次了", RULES)
    assert [(hint.word, hint.weight, hint.points_to) for hint in found.hints] == [
        ("掉线", weight("network_fault", "掉线"), "network_fault"),
        ("宽带", weight("network_fault", "宽带"), "network_fault"),
        ("宽带", weight("technology", "宽带"), "technology"),
        ("掉线", 4, "partial_failure"),
        ("好几次", 3, "repeated_contact"),
        ("几次了", 3, "repeated_contact"),
    ]
    assert found.criteria == ("partial_failure", "repeated_contact")


def test_urgent_and_important() -> None:
    """T-02, T-03: danger is urgent, a lawyer important; neither follows from a complaint alone."""
    fire, lawyer = suggest("插座冒烟起火", RULES), suggest("我已经请了律师", RULES)
    assert (fire.urgent, fire.important) == (True, False)
    assert (lawyer.urgent, lawyer.important) == (False, True)
    calm = suggest("网速很慢", RULES)
    assert (calm.urgent, calm.important) == (False, False)


def test_it_is_kept_as_plain_facts() -> None:
    """As JSON beside the case: names and words only."""
    facts = suggest("家里断网", RULES).as_facts()
    assert facts["category"] == "network_fault"
    assert facts["hints"][0] == {
        "word": "断网",
        "weight": weight("network_fault", "断网"),
        "points_to": "network_fault",
    }
    assert json.loads(json.dumps(facts)) == facts
    assert isinstance(facts["criteria"], list)


def test_g02_what_customer_service_handles_directly_is_suggested_as_its_own() -> None:
    """G-02, T-05: by the mark of the rulebook's grade; not what is urgent, nor what is no complaint."""
    text = "发票抬头写错了，请重新开票"
    assert suggest(text, RULES, kind=Kind.COMPLAINT).department == "KF"
    assert suggest(text, RULES, kind=Kind.SUGGESTION).department == "CW"
    assert suggest("发票怎么开", RULES, kind=Kind.INQUIRY).department == "KF"
    urgent = suggest(f"{text}，有人受伤了，非常紧急", RULES, kind=Kind.COMPLAINT)
    assert urgent.urgent
    assert urgent.department != "KF"
    document = deepcopy(first_document())
    document["grades"][0]["led_by_customer_service"] = False
    assert suggest(text, parse(document), kind=Kind.COMPLAINT).department == "CW"
