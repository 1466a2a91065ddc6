"""Every step on a case as a person takes it: the form on the screen, the rows behind it."""

from datetime import datetime

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.queries import current_plan, due_times_of
from models.cases.tables import Case, Contact, Note, Result
from models.cases.words import Closing, ContactMeans, Direction, DueKind, Kind, State, Verdict
from models.clock import SHANGHAI
from models.db import db
from models.events.queries import history
from models.outbox.tables import Notice, OutboxMessage
from models.people.tables import Staff
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import HOUR, in_review, new, taken, triaged
from tests.moments import MONDAY
from tests.portal.cases.conftest import address, fresh


def take(client: Client, by: Staff, case: Case, step: str, **fields: object) -> str:
    """Fills in the form of a step, sends it, and answers the page that follows."""
    db.session.commit()
    answer = client.come_in(by).submit(
        address(case), f"/{step}", **{f"{step}-{name}": value for name, value in fields.items()}
    )
    assert (answer.status_code, answer.location) == (303, address(case)), answer.text
    return client.get(address(case)).text


def test_triage(cast: Cast, client: Client) -> None:
    """T-01, T-03, T-04, G-01: what was ticked stays as the reason of the grade."""
    case = new()
    page = take(
        client,
        cast.agent,
        case,
        "triage",
        category="network_fault",
        grade="2",
        criteria=["partial_failure", "repeated_contact"],
        department_id=str(department("JS").id),
        urgent="y",
    )
    case = fresh(case)
    assert (case.state, case.grade, case.lead_department_id) == (State.ASSIGNED, 2, department("JS").id)
    assert case.criteria == ["partial_failure", "repeated_contact"]
    assert case.urgent
    assert "定级为二级（中度）" in region(page, "#case-story")
    assert "部分核心功能或服务无法正常使用；同一问题多次反映仍未解决" in region(page, "#case-story")
    assert "已受理定级，转交主办部门。" in region(page, "#flashes")


def test_the_suggestion_is_filled_in_and_gives_its_words(cast: Cast, client: Client) -> None:
    """T-05: the system suggests with its reasons, a person decides."""
    case = new(problem="家里每天晚上断网，报修了三次，要求减免月费。")
    db.session.commit()
    page = client.come_in(cast.agent).get(address(case)).text
    told = region(page, "//div[@class='suggested']")
    assert "网络故障 · 技术运维部 · 二级（中度）" in told
    assert "依据： 每天晚上断网，报修了三次 要求减免月费 各词语的权重" in told
    assert "减免 +4 提出合理的补偿要求" in told
    case = fresh(case)
    answer = client.submit(address(case), "/triage")
    assert answer.status_code == 303
    case = fresh(case)
    assert (case.category, case.grade) == ("network_fault", 2)
    assert "与系统建议一致，依据 " in region(client.get(address(case)).text, "#case-story")


def test_no_complaint_has_no_grade(cast: Cast, client: Client) -> None:
    """G-01: what is no complaint is classified, not graded."""
    case = new(kind=Kind.INQUIRY, problem="请问发票怎么开？")
    page = take(
        client,
        cast.agent,
        case,
        "triage",
        category="fees_invoice",
        grade="",
        department_id=str(department("CW").id),
    )
    assert fresh(case).grade is None
    assert "归类为费用争议类 / 发票" in region(page, "#case-story")


def test_taking(cast: Cast, client: Client) -> None:
    """H-02: a handler of the lead department becomes the owner."""
    case = triaged(cast)
    page = take(client, cast.handler, case, "ownership")
    assert (fresh(case).owner_id, case.state) == (cast.handler.id, State.HANDLING)
    assert "季书 接单" in region(page, "#case-story")
    assert "接单成功，您是责任人。" in region(page, "#flashes")


def test_assigning(cast: Cast, client: Client) -> None:
    """T-04: the head gives the case to one of the department, who is told."""
    case = triaged(cast)
    page = take(client, cast.head, case, "assignment", owner_id=str(cast.handler.id))
    assert fresh(case).owner_id == cast.handler.id
    told = select(Notice.kind).where(Notice.staff_id == cast.handler.id, Notice.about == case.audit_name)
    assert "case_assigned" in db.session.scalars(told).all()
    assert "程长 指派季书为责任人" in region(page, "#case-story")


def test_a_plan_with_milestones(cast: Cast, client: Client) -> None:
    """H-02, G-03: the plan meets its due time; a milestone is typed in the time of Shanghai."""
    case = taken(cast)
    page = take(
        client,
        cast.handler,
        case,
        "plan",
        text="更换楼栋分光器",
        **{
            "milestones-0-text": "备件到货",
            "milestones-0-owner_id": str(cast.handler.id),
            "milestones-0-due": "2026-11-24T12:00",
        },
    )
    plan = current_plan(fresh(case))
    assert plan is not None
    assert plan.text == "更换楼栋分光器"
    assert [(each.text, each.due_at) for each in plan.milestones] == [
        ("备件到货", datetime(2026, 11, 24, 12, 0, tzinfo=SHANGHAI))
    ]
    assert [due.ending.value for due in due_times_of(case, DueKind.PLAN) if due.ending] == ["met"]
    assert "备件到货季书 · 11-24（周二）12:00 到期" in region(page, "#case-plan")


def test_a_milestone_is_ticked_off_once(cast: Cast, client: Client) -> None:
    """H-02: done once, told once."""
    case = taken(cast)
    actions.make_plan(
        case,
        "方案",
        [actions.MilestoneDraft("备件到货", cast.handler.id, MONDAY + 30 * HOUR)],
        by=cast.handler,
        now=MONDAY,
        seen=None,
    )
    db.session.commit()
    client.come_in(cast.handler)
    assert client.submit(address(case), "/completion").status_code == 303
    plan = current_plan(fresh(case))
    assert plan is not None
    done = plan.milestones[0]
    assert done.done_at is not None
    assert client.send(address(case, f"milestones/{done.id}/completion")).status_code == 303
    assert [event.kind for event in history(case.audit_name)].count("case.milestone_done") == 1
    assert "完成节点“备件到货”" in region(client.get(address(case)).text, "#case-story")


def test_a_milestone_of_another_case_is_not_found(cast: Cast, client: Client) -> None:
    """X-01: a milestone is reached through its own case."""
    mine, other = taken(cast), taken(cast)
    plan = actions.make_plan(
        other,
        "方案",
        [actions.MilestoneDraft("别处", cast.handler.id, MONDAY + 30 * HOUR)],
        by=cast.handler,
        now=MONDAY,
        seen=None,
    )
    end = f"milestones/{plan.milestones[0].id}/completion"
    db.session.commit()
    client.come_in(cast.handler)
    assert client.send(address(mine, end)).status_code == 404


def test_a_call_is_written_down(cast: Cast, client: Client) -> None:
    """H-05, H-01: means, direction, length; the first one out is the first response."""
    case = taken(cast)
    page = take(
        client, cast.handler, case, "contact", means="phone", direction="out", minutes="4", text="约周五上午"
    )
    contact = db.session.scalars(
        select(Contact).where(Contact.case_id == case.id, Contact.template == "")
    ).one()
    assert (contact.means, contact.direction, contact.seconds, contact.text) == (
        ContactMeans.PHONE,
        Direction.OUT,
        240,
        "约周五上午",
    )
    assert all(due.ended_at for due in due_times_of(case, DueKind.FIRST_RESPONSE))
    assert "季书 致电客户 约周五上午 今天 14:00通话 4 分" in region(page, "#case-story")


def test_a_letter_is_sent(cast: Cast, client: Client) -> None:
    """H-05: an e-mail out leaves by the template of progress."""
    case = taken(cast)
    take(client, cast.handler, case, "contact", means="email", direction="out", text="备件明天到货")
    letter = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "progress")).one()
    assert (letter.about, letter.facts["text"]) == (case.audit_name, "备件明天到货")


def test_a_note_stays_in_the_house(cast: Cast, client: Client) -> None:
    """H-08: marked as internal, stored as a note."""
    case = taken(cast)
    page = take(client, cast.handler, case, "note", text="怀疑分光器")
    assert db.session.scalars(select(Note.text).where(Note.case_id == case.id)).all() == ["怀疑分光器"]
    assert "季书 写备注 内部" in region(page, "#case-story")


def test_asking_stops_the_clock_and_going_on_starts_it(cast: Cast, client: Client) -> None:
    """H-03: the pause says why."""
    case = taken(cast)
    page = take(client, cast.handler, case, "pause", question="方便的时间？")
    assert fresh(case).state is State.WAITING
    assert "暂停计时" in region(page, "#case-dues")
    assert "等客户补充" in region(page, "#case-dues")
    page = take(client, cast.handler, case, "resumption")
    assert fresh(case).state is State.HANDLING
    assert "还有" in region(page, "#case-dues")
    assert "季书 恢复处理，继续计时" in region(page, "#case-story")


def test_a_nudge_reaches_owner_and_head(cast: Cast, client: Client) -> None:
    """H-04: by hand, in the words of whoever nudges."""
    case = taken(cast)
    page = take(client, cast.agent, case, "nudge", text="客户很急")
    rows = db.session.execute(select(Notice.staff_id, Notice.facts).where(Notice.kind == "case_nudged"))
    assert {staff: facts["text"] for staff, facts in rows} == {
        cast.handler.id: "客户很急",
        cast.head.id: "客户很急",
    }
    assert "催办：责任人、部门负责人" in region(page, "#case-story")
    assert "已催办：责任人、部门负责人。" in region(page, "#flashes")


def test_a_nudge_names_nobody_who_is_not_there(cast: Cast, client: Client) -> None:
    """H-04: a case that nobody has taken has no owner to be told."""
    page = take(client, cast.agent, triaged(cast), "nudge", text="客户很急")
    assert "已催办：部门负责人。" in region(page, "#flashes")
    assert "催办：部门负责人" in region(page, "#case-story")


def test_a_result_goes_to_review(cast: Cast, client: Client) -> None:
    """H-06: handed in whole, waiting for a second person."""
    case = taken(cast)
    take(client, cast.handler, case, "result", cause="老化", done="更换", reply="已更换，抱歉。")
    result = db.session.scalars(select(Result).where(Result.case_id == case.id)).one()
    assert (result.cause, result.done, result.reply) == ("老化", "更换", "已更换，抱歉。")
    assert (result.verdict, fresh(case).state) == (Verdict.SUBMITTED, State.REVIEW)


def test_approving_answers_the_customer(cast: Cast, client: Client) -> None:
    """H-06, R-01: by letter at once."""
    case = in_review(cast)
    page = take(client, cast.head, case, "review", verdict="approved")
    assert fresh(case).state is State.ANSWERED
    assert db.session.scalars(select(OutboxMessage.kind).where(OutboxMessage.kind == "reply")).all() == [
        "reply"
    ]
    assert "审核通过，将答复客户。邮件即将发出。" in region(page, "#flashes")


def test_sending_a_result_back(cast: Cast, client: Client) -> None:
    """H-06: with reasons, which stay in the house."""
    case = in_review(cast)
    page = take(client, cast.head, case, "review", verdict="rejected", reason="没有说明补偿")
    assert fresh(case).state is State.HANDLING
    assert "退回处理结果 内部 没有说明补偿" in region(page, "#case-story")


def test_telling_by_hand(cast: Cast, client: Client) -> None:
    """R-01: a customer without an address is told by telephone."""
    case = in_review(cast, email=None)
    actions.approve(case, by=cast.head, now=MONDAY + 2 * HOUR, seen=None)
    page = take(client, cast.handler, case, "reply", means="phone", minutes="3", text="好的，谢谢")
    assert fresh(case).state is State.ANSWERED
    assert "将处理结果答复客户（电话） 好的，谢谢" in region(page, "#case-story")


@pytest.mark.parametrize(
    ("part", "kind", "closing"),
    [("head", Kind.COMPLAINT, Closing.MALICIOUS), ("agent", Kind.INQUIRY, Closing.ON_THE_SPOT)],
)
def test_closing(cast: Cast, client: Client, part: str, kind: Kind, closing: Closing) -> None:
    """H-09, V-03: with words that the customer reads."""
    case = triaged(cast) if kind is Kind.COMPLAINT else new(kind=kind)
    page = take(client, getattr(cast, part), case, "closure", closing=closing.value, reason="已说明")
    case = fresh(case)
    assert (case.state, case.closing, case.closing_reason) == (State.CLOSED, closing, "已说明")
    assert "工单已办结。" in region(page, "#case-steps")


def test_a_step_can_be_shown_open_by_its_address(cast: Cast, client: Client) -> None:
    """M-02: the buttons of my day lead to the opened form, without scripts too."""
    case = in_review(cast)
    db.session.commit()
    page = client.come_in(cast.head).get(address(case) + "?step=review").text
    assert 'id="step-review" name="steps" open' in page
    assert page.count(" open>") == 1
