"""What the page of a case says in each state, and what it never says (H-08)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from lxml import html as lxml_html
from sqlalchemy.orm import Session

from models.cases import actions
from models.cases.actions import MilestoneDraft
from models.cases.actions.letters import show_on_tracking_page
from models.cases.tables import Case
from models.cases.words import Closing, ContactMeans, Direction
from models.rulebook.words import MessageKind
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY
from tests.markup import region
from tests.models.cases.making import HOUR, answered, in_review, new, taken, triaged
from tests.statements import CountStatements
from tests.survey.track.following import follow, step


@pytest.fixture(autouse=True)
def on_monday(at: Any) -> None:
    at(MONDAY + 3 * HOUR)


def steps(page: str) -> list[tuple[str, str]]:
    """Each stage with where it stands."""
    tree = lxml_html.document_fromstring(page)
    return [
        (item.get("class"), item.xpath(".//*[@class='progress-label']")[0].text_content())
        for item in tree.xpath("//ol[@class='progress-steps']/li")
    ]


def waiting(cast: Cast) -> Case:
    case = taken(cast)
    actions.wait_for_customer(
        case, "请告诉我们光猫的型号。", by=cast.handler, now=MONDAY + HOUR, seen=case.version
    )
    return case


def reopened(cast: Cast) -> Case:
    case = answered(cast)
    actions.confirm(case, False, "昨晚又断了", now=MONDAY + 2 * HOUR)
    return case


def content(cast: Cast) -> Case:
    case = answered(cast)
    actions.confirm(case, True, "修好了", now=MONDAY + 2 * HOUR)
    return case


def withdrawn(_cast: Cast) -> Case:
    return actions.withdraw(new(), "自己好了", now=MONDAY + HOUR)


STATES: list[tuple[Callable[[Cast], Case], str, str, set[str]]] = [
    (lambda _cast: new(), "已收到，正在受理", "正在受理", {"words", "pressing", "withdrawal"}),
    (triaged, "技术运维部正在处理", "责任部门处理", {"words", "pressing", "withdrawal"}),
    (taken, "技术运维部正在处理", "责任部门处理", {"words", "pressing", "withdrawal"}),
    (waiting, "需要您补充信息", "责任部门处理", {"words", "withdrawal"}),
    (in_review, "已有结果，正在审核", "结果审核", {"words", "pressing", "withdrawal"}),
    (answered, "已答复，问题解决了吗？", "等您确认", {"words", "confirmation"}),
    (reopened, "技术运维部正在处理", "责任部门处理", {"words", "pressing", "withdrawal"}),
    (content, "已办结，您表示满意", "", set()),
    (withdrawn, "您已撤回", "", set()),
]


@pytest.mark.parametrize(("make", "stands", "now", "offered"), STATES)
def test_each_state_is_said_plainly_and_offers_what_fits(
    client: Client,
    cast: Cast,
    session: Session,
    make: Callable[[Cast], Case],
    stands: str,
    now: str,
    offered: set[str],
) -> None:
    page = follow(client, make(cast)).text
    assert region(page, "//h1") == stands
    assert [label for state, label in steps(page) if state == "now"] == ([now] if now else [])
    forms = lxml_html.document_fromstring(page).xpath("//form/@action")
    assert {action.rsplit("/", 1)[1] for action in forms} == offered


def test_the_stages_run_from_receipt_to_close(client: Client, cast: Cast, session: Session) -> None:
    assert steps(follow(client, answered(cast)).text) == [
        ("done", "已收到"),
        ("done", "已受理并转交"),
        ("done", "责任部门处理"),
        ("done", "结果审核"),
        ("done", "已答复"),
        ("now", "等您确认"),
    ]
    assert steps(follow(client, withdrawn(cast)).text) == [("done", "已收到"), ("done", "您已撤回")]


def test_what_is_due_is_said_with_its_time(client: Client, cast: Cast, session: Session) -> None:
    """H-01, H-03: the promised times, and that the clock stands still while we wait for the customer."""
    assert region(follow(client, new()).text, "//section[@id='progress']/dl") == (
        "首次联系您最迟 2026-11-23（周一）14:00我们的答复受理后确定时间"
    )
    assert "我们的答复最迟 2026-11-30（周一）18:00" in region(
        follow(client, triaged(cast)).text, "//section[@id='progress']/dl"
    )
    assert "我们的答复等待您补充，暂停计时" in region(
        follow(client, waiting(cast)).text, "//section[@id='progress']/dl"
    )


def test_a_late_answer_is_admitted(client: Client, cast: Cast, session: Session, at: Any) -> None:
    case = taken(cast)
    at(MONDAY + timedelta(days=20))
    said = region(follow(client, case).text, "//section[@id='progress']/dl")
    assert "应在 2026-11-30（周一）18:00 前完成，已经超时。很抱歉，部门负责人已知晓。" in said


def test_h04_a_late_first_word_names_no_head_where_no_department_has_the_case(
    client: Client, cast: Cast, session: Session, at: Any
) -> None:
    case = new()
    at(MONDAY + timedelta(days=2))
    said = region(follow(client, case).text, "//section[@id='progress']/dl")
    assert "应在 2026-11-23（周一）14:00 前完成，已经超时。很抱歉，客户服务部正在跟进。" in said


def test_the_answer_and_the_question_stand_on_top(client: Client, cast: Cast, session: Session) -> None:
    """R-01, H-03."""
    assert "已为您更换楼栋设备，给您带来不便，深表歉意。" in region(
        follow(client, answered(cast)).text, "#reply"
    )
    asked = follow(client, waiting(cast)).text
    assert "请告诉我们光猫的型号。" in region(asked, "#question")
    assert asked.index('id="question"') < asked.index('id="progress"')


def test_after_a_bad_word_the_page_says_who_calls_and_by_when(
    client: Client, cast: Cast, session: Session
) -> None:
    """R-04: met at once with what happens now; the number is masked."""
    page = follow(client, reopened(cast)).text
    said = region(page, "#callback")
    assert "您表示没有解决。很抱歉，我们重新处理。" in said
    assert "技术运维部会在 2026-11-24（周二）18:00 前致电 138****5678 联系您。" in said
    assert "第 2 轮" in region(page, "//p[@class='case-line']")


def test_the_plan_is_shown_as_steps_with_dates(client: Client, cast: Cast, session: Session) -> None:
    """H-02, H-08: the steps, never the text of the plan nor who does them."""
    case = taken(cast)
    draft = MilestoneDraft(
        text="工程师上门更换光猫", owner_id=cast.handler.id, due_at=MONDAY + timedelta(days=1)
    )
    actions.make_plan(
        case, "客户难缠，先拖一拖", [draft], by=cast.handler, now=MONDAY + HOUR, seen=case.version
    )
    page = follow(client, case).text
    assert region(page, "#plan") == "处理安排 工程师上门更换光猫2026-11-24（周二） 前"
    assert "先拖一拖" not in page


@pytest.mark.both_databases
def test_nothing_internal_is_ever_shown(client: Client, cast: Cast, session: Session) -> None:
    """H-08: no note, no cause, no review, no record of a call, no name of staff, no grade."""
    case = answered(cast)
    actions.add_note(case, "内部：客户上次也投诉过", by=cast.agent, now=MONDAY + 2 * HOUR)
    actions.log_contact(
        case,
        direction=Direction.OUT,
        means=ContactMeans.PHONE,
        text="通话记录：客户情绪激动",
        by=cast.agent,
        now=MONDAY + 2 * HOUR,
    )
    actions.log_contact(
        case,
        direction=Direction.IN,
        means=ContactMeans.PHONE,
        text="来电记录：要求主管回电",
        by=cast.agent,
        now=MONDAY + 2 * HOUR,
    )
    page = follow(client, case).text
    hidden = [
        "客户上次也投诉过",
        "情绪激动",
        "要求主管",
        "楼栋分光器老化",
        "判断为中度",
        "中度",
        "二级",
        "network_fault",
    ]
    assert [word for word in hidden if word in page] == []
    assert [person.name for person in cast if person.name in page] == []
    assert [person.number for person in cast if person.number in page] == []


def test_letters_and_own_words_stand_in_the_story_newest_first(
    client: Client, cast: Cast, session: Session
) -> None:
    """H-05, H-08."""
    case = taken(cast)
    actions.write_to_customer(case, "明天上午九点上门。", by=cast.handler, now=MONDAY + HOUR)
    actions.add_words(case, "请提前打电话。", (), now=MONDAY + 2 * HOUR)
    actions.press(case, "", now=MONDAY + 3 * HOUR)
    better = MessageKind.IMPROVEMENT
    show_on_tracking_page(better, case, "选号页已经修好。", by=cast.handler, now=MONDAY + 4 * HOUR)
    tree = lxml_html.document_fromstring(follow(client, case).text)
    said = [" ".join(item.text_content().split()) for item in tree.xpath("//ol[@class='timeline']/li")]
    assert said == [
        "我们告知了改进结果 选号页已经修好。 2026-11-23（周一）14:00",
        "您催办 2026-11-23（周一）13:00",
        "您补充 请提前打电话。 2026-11-23（周一）12:00",
        "我们告知进展 明天上午九点上门。 2026-11-23（周一）11:00",
        "我们确认已收到 2026-11-23（周一）10:00",
    ]


def test_a_case_closed_as_malicious_says_why_and_where_to_object(
    client: Client, cast: Cast, session: Session
) -> None:
    """H-09."""
    case = taken(cast)
    actions.close(
        case,
        Closing.MALICIOUS,
        reason="多次冒用他人名义投诉",
        by=cast.head,
        now=MONDAY + HOUR,
        seen=case.version,
    )
    assert region(follow(client, case).text, "#reason") == (
        "办结原因 多次冒用他人名义投诉 如有异议，请拨打 400-000-8210，由其他人员复核。"
    )


def test_the_page_takes_a_fixed_number_of_queries(
    client: Client, cast: Cast, session: Session, statements: CountStatements
) -> None:
    short, long = taken(cast), taken(cast, phone="+8613900001111", email="li@example.com")
    for n in range(8):
        actions.add_words(long, f"第 {n} 次补充", (), now=MONDAY + HOUR + timedelta(minutes=n))
    counts = []
    for case in (short, long):
        follow(client, case)
        with statements() as seen:
            assert client.get(f"/track/{case.number}").status_code == 200
        counts.append(seen.count)
    assert counts[0] == counts[1]
    assert counts[0] <= 16


def test_x03_an_expired_case_says_so_and_nothing_else(client: Client, cast: Cast, session: Session) -> None:
    """X-03: to whoever has its key; to others it is as unknown as ever. No step is taken any more."""
    case = taken(cast)
    actions.withdraw(case, "已解决", now=MONDAY)
    case.expired_at = MONDAY
    session.commit()
    page = follow(client, case)
    told = region(page.text, "#main")
    assert (page.status_code, "本工单已结案，详细内容已删除" in told, case.title in page.text) == (
        200,
        True,
        False,
    )
    refused = step(client, case, "words", text="还有一件事")
    assert (refused.status_code, "详细内容已删除" in refused.text) == (409, True)
    wrong = client.get(f"/track/{case.number}", query_string={"key": "x" * 20})
    assert (wrong.status_code, "详细内容已删除" in wrong.text) == (404, False)
