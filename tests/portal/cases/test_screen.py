"""The case screen: words first, one story, what is due, the facts (H-03, H-05, M-02)."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from lxml import html

from models.cases import actions
from models.cases.tables import Case
from models.cases.words import ContactMeans, Direction, State
from models.db import db
from portal.cases.story import TELLERS
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR, decision, in_review, new, taken, triaged
from tests.moments import MONDAY
from tests.portal.cases.conftest import address, letters_left
from tests.statements import Statements


def lines(page: str, part: str = "") -> list[str]:
    """The story's lines, newest first; of one part only when it is named."""
    path = "//div[@id='case-story']//li" + (f"[@data-part='{part}']" if part else "")
    return [" ".join(item.text_content().split()) for item in html.fromstring(page).xpath(path)]


def told(cast: Cast) -> Case:
    """A case of two rounds with a bit of everything."""
    case = taken(cast)
    actions.log_contact(
        case,
        direction=Direction.OUT,
        means=ContactMeans.PHONE,
        text="约周五",
        seconds=220,
        by=cast.handler,
        now=MONDAY + HOUR / 2,
    )
    actions.add_note(case, "怀疑分光器", by=cast.handler, now=MONDAY + HOUR / 2)
    actions.submit_result(
        case, cause="老化", done="更换", reply="已更换。", by=cast.handler, now=MONDAY + HOUR, seen=None
    )
    actions.approve(case, by=cast.head, now=MONDAY + 2 * HOUR, seen=None)
    actions.confirm(case, False, "还是断网", now=MONDAY + 3 * HOUR)
    db.session.commit()
    return case


def test_the_story_reads_as_a_company_writes_it(cast: Cast, client: Client) -> None:
    """H-05: who did what, when, with the words; the newest first."""
    case = told(cast)
    letters_left()
    page = client.come_in(cast.agent).get(address(case)).text
    assert lines(page) == [
        "系统 告知客户工单重新处理 今天 13:00邮件",
        "客户 不认可处理结果，工单重新处理（第 2 轮） 优先级由 P3 升为 P2。 今天 13:00",
        "客户 对处理结果不满意 还是断网 今天 13:00",
        "程长 将处理结果答复客户（邮件） 已更换。 今天 12:00",
        "程长（技术运维部） 审核通过处理结果 今天 12:00",
        "季书（技术运维部） 提交处理结果，待审核 原因老化处理措施更换答复客户的话已更换。 今天 11:00",
        "季书 写备注 内部 怀疑分光器 今天 10:30",
        "季书 致电客户 约周五 今天 10:30通话 3 分 40 秒",
        "系统 向客户发送受理通知 今天 10:00邮件",
        "季书 接单 今天 10:00",
        "柯服 定级为二级（中度） 技术类 / 网络故障 · 主办 技术运维部 · P3 判断为中度 今天 10:00"
        "与系统建议一致，依据 “每天晚上”“宽带”“断网，报修了三次”",
        "客户 提交工单（网页表单） 今天 10:00",
    ]


def test_the_story_in_english(cast: Cast, client: Client) -> None:
    """X-04: the same events, other sentences; no word of the other language but people's own."""
    case = told(cast)
    client.come_in(cast.agent)
    client.send("/portal/account/language", language="en")
    page = client.get(address(case)).text
    assert lines(page)[1] == (
        "Customer does not accept the result: the case is handled again (round 2) "
        "Priority raised from P3 to P2. today 13:00"
    )
    assert lines(page)[-1] == "Customer submitted the case (Web form) today 10:00"
    people_wrote = [case.title]
    assert words_in_the_other_language(page, people_wrote) == []


def test_the_story_has_two_parts(cast: Cast, client: Client) -> None:
    """What was exchanged with the customer, and what happened in the house: each line is in one."""
    page = client.come_in(cast.agent).get(address(told(cast))).text
    customer, house = lines(page, "customer"), lines(page, "house")
    assert len(customer) + len(house) == len(lines(page))
    assert "季书 写备注 内部 怀疑分光器 今天 10:30" in house
    assert "季书 致电客户 约周五 今天 10:30通话 3 分 40 秒" in customer


def test_every_kind_of_event_has_a_sentence() -> None:
    """An event that nobody can read is no history: each `record(...)` of cases and revisits is told."""
    root = Path(__file__).resolve().parents[3] / "models"
    recorded = {
        kind
        for area in ("cases", "revisits")
        for path in (root / area / "actions").glob("*.py")
        for kind in re.findall(r'\brecord\(\s*"([a-z_.]+)"', path.read_text())
    }
    money = (root / "cases" / "actions" / "compensation.py").read_text()
    recorded |= {f"case.compensation_{step}" for step in re.findall(r'\b_record\(\s*"([a-z_]+)"', money)}
    assert recorded - set(TELLERS) == set()
    assert len(recorded) > 30


def test_due_times_in_words_then_in_colour(cast: Cast, client: Client) -> None:
    """H-03: what is left of the working time; the nearest first."""
    case = taken(cast)
    db.session.commit()
    page = client.come_in(cast.handler).get(address(case)).text
    dues = region(page, "#case-dues")
    assert dues == (
        "时限 首次响应时限 还有 不到 1 分钟（工作时间） 今天 14:00 到期"
        " 处理方案时限 还有 2 个工作日 4 小时（工作时间） 11-25（周三）18:00 到期"
        " 处理时限 还有 5 个工作日 4 小时（工作时间） 11-30（周一）18:00 到期"
    )
    assert 'class="due-meter soon"' in page
    assert page.count('class="due-meter calm"') == 2


def test_a_late_one_stays_to_be_seen(cast: Cast, client: Client) -> None:
    """H-03: what was done too late in this round is still told."""
    case = in_review(cast, MONDAY - 24 * 5 * HOUR)
    actions.approve(case, by=cast.head, now=MONDAY, seen=None)
    db.session.commit()
    page = client.come_in(cast.head).get(address(case)).text
    assert "审核时限" in region(page, "#case-dues")
    assert "完成" in region(page, "#case-dues")


def test_the_facts(cast: Cast, client: Client) -> None:
    """The grade with its reasons, category, department, owner, the rules in force."""
    case = new(account="YF-1")
    actions.triage(
        case,
        decision(criteria=["partial_failure", "some_discontent"], reason=""),
        by=cast.agent,
        now=MONDAY,
        seen=None,
    )
    db.session.commit()
    facts = region(client.come_in(cast.agent).get(address(case)).text, "#case-facts")
    for words in (
        "账号YF-1",
        "类别技术类 / 网络故障",
        "级别二级（中度） 部分核心功能或服务无法正常使用 客户有明显不满".replace(" ", ""),
        "主办部门技术运维部 · 待接单",
        "规则客户反馈与投诉处理规则（首版）",
    ):
        assert words.replace(" ", "") in facts.replace(" ", "")


def test_other_cases_of_the_customer(cast: Cast, client: Client) -> None:
    """What else this customer told us, as far as the viewer may see it."""
    case = taken(cast)
    other, elsewhere = triaged(cast, problem="信号弱"), new(problem="发票")
    db.session.commit()
    page = client.come_in(cast.handler).get(address(case)).text
    assert other.number in page
    assert elsewhere.number not in page
    assert elsewhere.number in client.come_in(cast.agent).get(address(case)).text


def test_the_badges(cast: Cast, client: Client) -> None:
    """Grade, state, round, urgency, priority in the head of the page."""
    case = told(cast)
    page = client.come_in(cast.agent).get(address(case)).text
    assert region(page, "#case-badges") == "二级（中度） 处理中 第 2 轮 P2"


def test_the_likeliest_step_is_the_main_button(cast: Cast, client: Client) -> None:
    """One button to press, the others beside it."""
    expected = {
        ("agent", State.NEW): "受理定级",
        ("head", State.ASSIGNED): "指派责任人",
        ("handler", State.ASSIGNED): "接单",
        ("handler", State.HANDLING): "提交处理结果",
        ("head", State.HANDLING): "催办",
        ("agent", State.HANDLING): "催办",
        ("head", State.REVIEW): "审核处理结果",
        ("handler", State.REVIEW): "联系客户",
    }
    cases = {
        State.NEW: new(),
        State.ASSIGNED: triaged(cast),
        State.HANDLING: taken(cast),
        State.REVIEW: in_review(cast),
    }
    db.session.commit()
    found = {}
    for part, state in expected:
        page = client.come_in(getattr(cast, part)).get(address(cases[state])).text
        found[part, state] = region(page, "//*[@data-next-step]")
    assert found == expected


def test_the_screen_costs_the_same_however_long_the_story(
    cast: Cast, client: Client, statements: Callable[[], AbstractContextManager[Statements]]
) -> None:
    """No query a line."""
    case = told(cast)
    actions.make_plan(case, "方案", [], by=cast.handler, now=MONDAY + 4 * HOUR, seen=None)
    db.session.commit()
    client.come_in(cast.handler).get(address(case))
    with statements() as few:
        client.get(address(case))
    for n in range(12):
        actions.add_note(case, f"第 {n} 条", by=cast.handler, now=MONDAY + 4 * HOUR)
        actions.make_plan(case, f"方案 {n}", [], by=cast.handler, now=MONDAY + 4 * HOUR, seen=None)
    db.session.commit()
    with statements() as many:
        client.get(address(case))
    assert many.count == few.count


def test_script_in_a_customers_words_is_text(cast: Cast, client: Client) -> None:
    """Bad input: shown as it was written, run by nobody."""
    evil = '<script>alert("x")</script>'
    case = new(title=evil, problem=evil, name=evil, expected=evil, happened_where=evil)
    db.session.commit()
    page = client.come_in(cast.agent).get(address(case)).text
    assert evil not in page
    assert page.count("&lt;script&gt;") >= 4
