"""Handing in a result: what is open of the plan ends with it, and one that came back is filled in (H-06)."""

from lxml import html

from models.cases import actions
from models.cases.queries import open_milestones
from models.cases.tables import Case
from models.cases.words import State
from models.db import db
from tests.cast import Cast
from tests.client import Client, form_on
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR, in_review, taken
from tests.models.cases.test_milestones import RESULT, milestones, planned
from tests.moments import MONDAY
from tests.portal.cases.conftest import address, fresh

TYPED = {f"result-{name}": text for name, text in RESULT.items()}


def sent_back(cast: Cast) -> Case:
    """A case whose result the head sent back."""
    case = in_review(cast)
    actions.reject(case, "没有说明补偿\n请写明减免金额", by=cast.head, now=MONDAY + 2 * HOUR, seen=None)
    db.session.commit()
    return case


def test_what_was_sent_back_is_filled_in_beside_the_reason(cast: Cast, client: Client) -> None:
    """H-06: nothing is typed twice; the reviewer's reason stands with it."""
    case = sent_back(cast)
    page = client.come_in(cast.handler).get(address(case)).text
    fields = form_on(page, "/result").fields
    assert fields["result-cause"].strip() == "楼栋分光器老化"
    assert fields["result-done"].strip() == "更换分光器，连续监测 48 小时无中断"
    assert fields["result-reply"].strip() == "已为您更换楼栋设备，给您带来不便，深表歉意。"
    told = region(page, "//form[@id='form-result']//div[@class='notice warn']")
    assert told == "程长 退回了处理结果没有说明补偿 请写明减免金额今天 12:00"
    assert (
        client.submit(
            address(case), "/result", **{"result-reply": "已更换，减免本月费用 30 元。"}
        ).status_code
        == 303
    )
    assert fresh(case).state is State.REVIEW


def test_what_was_typed_since_is_kept(cast: Cast, client: Client) -> None:
    """H-07: a refused form shows what was typed, not what was sent back before."""
    case = sent_back(cast)
    client.come_in(cast.handler)
    answer = client.submit(address(case), "/result", **{"result-cause": "", "result-reply": "新的答复"})
    assert answer.status_code == 422
    fields = form_on(answer.text, "/result").fields
    assert (fields["result-cause"].strip(), fields["result-reply"].strip()) == ("", "新的答复")


def test_a_new_round_begins_empty(cast: Cast, client: Client) -> None:
    """R-04: what was answered before did not settle it."""
    case = sent_back(cast)
    actions.submit_result(case, **RESULT, by=cast.handler, now=MONDAY + 3 * HOUR, seen=None)
    actions.approve(case, by=cast.head, now=MONDAY + 3 * HOUR, seen=None)
    actions.confirm(case, False, "还是断网", now=MONDAY + 3.5 * HOUR)
    db.session.commit()
    page = client.come_in(cast.handler).get(address(case)).text
    assert form_on(page, "/result").fields["result-cause"].strip() == ""
    assert "退回了处理结果" not in region(page, "#form-result")


def test_each_open_step_is_asked_about(cast: Cast, client: Client) -> None:
    """H-02: done now, or no longer needed and why; both end with the result."""
    case = planned(cast, "备件到货", "复测")
    db.session.commit()
    page = client.come_in(cast.handler).get(address(case)).text
    asked = region(page, "#result-milestones")
    assert asked.startswith("方案中未结束的节点 提交结果后，这些节点随之结束。请逐项说明是否已完成。")
    assert "备件到货 季书 · 今天 20:00 到期" in asked
    answer = client.submit(
        address(case),
        "/result",
        **TYPED,
        **{
            "result-milestones-0-end": "done",
            "result-milestones-1-end": "dropped",
            "result-milestones-1-because": "监测正常",
        },
    )
    assert (answer.status_code, fresh(case).state) == (303, State.REVIEW)
    assert milestones() == [("备件到货", True, ""), ("复测", False, "监测正常")]
    page = client.get(address(case)).text
    assert "复测季书 · 今天 14:00 起不再需要：监测正常" in region(page, "#case-plan")
    assert "季书 取消节点“复测” 内部 监测正常" in region(page, "#case-story")
    assert "监测正常" in client.get(address(case, "print")).text


def test_an_undecided_step_is_asked_again(cast: Cast, client: Client) -> None:
    """H-02: one sentence at the step, one link above the form, everything typed kept."""
    case = planned(cast, "备件到货", "上门更换", "复测")
    db.session.commit()
    client.come_in(cast.handler)
    answer = client.submit(
        address(case),
        "/result",
        **TYPED,
        **{"result-milestones-1-end": "dropped", "result-milestones-2-end": "done"},
    )
    assert answer.status_code == 422
    assert region(answer.text, "//form[@id='form-result']//div[@role='alert']") == (
        "请核对以下内容，您填写的都已保留。 方案中未结束的节点：请选择一项。"
    )
    tree = html.fromstring(answer.text)
    errors = [
        text.text_content().strip() for text in tree.xpath("//div[@class='milestone-end']//p[@class='error']")
    ]
    assert errors == ["请选择一项。", "请说明为什么不再需要。"]
    fields = form_on(answer.text, "/result").fields
    assert fields["result-milestones-2-end"] == "done"
    assert fields["result-reply"].strip() == RESULT["reply"]
    assert fresh(case).state is State.HANDLING


def test_a_step_ticked_off_meanwhile_is_asked_about_no_more(cast: Cast, client: Client) -> None:
    """H-07: what a colleague ended stays as it is, whatever the form said of it."""
    case = planned(cast, "备件到货", "复测")
    first, second = open_milestones(case)
    actions.finish_milestone(case, first, by=cast.handler, now=MONDAY)
    sent = {
        "result-version": str(case.version),
        "result-milestones-0-milestone_id": str(first.id),
        "result-milestones-0-end": "dropped",
        "result-milestones-1-milestone_id": str(second.id),
        "result-milestones-1-end": "done",
    }
    answer = client.come_in(cast.handler).send(address(case, "result"), **TYPED, **sent)
    assert answer.status_code == 303
    assert milestones() == [("备件到货", True, ""), ("复测", True, "")]


def test_a_step_that_the_form_did_not_know_is_asked_about(cast: Cast, client: Client) -> None:
    """H-07: a plan made while the form was open is not passed over."""
    case = taken(cast)
    db.session.commit()
    seen = case.version
    actions.make_plan(
        case,
        "方案",
        [actions.MilestoneDraft("备件到货", cast.handler.id, MONDAY + 30 * HOUR)],
        by=cast.handler,
        now=MONDAY,
        seen=None,
    )
    answer = client.come_in(cast.handler).send(
        address(case, "result"), **TYPED, **{"result-version": str(seen)}
    )
    assert answer.status_code == 422
    assert "备件到货" in region(answer.text, "#result-milestones")


def test_in_english(cast: Cast, client: Client) -> None:
    """X-04: no word of the other language but people's own."""
    case = planned(cast, "备件到货")
    (step,) = open_milestones(case)
    ends = [actions.MilestoneEnd(step.id, "客户已自行更换")]
    actions.submit_result(case, **RESULT, milestones=ends, by=cast.handler, now=MONDAY + HOUR, seen=None)
    actions.reject(case, "没有说明补偿", by=cast.head, now=MONDAY + 2 * HOUR, seen=None)
    db.session.commit()
    client.come_in(cast.handler)
    client.send("/portal/account/language", language="en")
    page = client.get(address(case)).text
    assert "Cheng Zhang sent it back" in region(page, "#form-result")
    people_wrote = [case.title, "备件到货", *(hint["word"] for hint in case.suggestion["hints"])]
    assert words_in_the_other_language(page, people_wrote) == []
