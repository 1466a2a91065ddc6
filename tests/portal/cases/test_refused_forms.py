"""A form that does not fit: said at its field, in place, with everything that was typed still there."""

from typing import Any

import pytest
from sqlalchemy import func, select

from models.cases.tables import Case, Contact, Note, Plan, Result
from models.cases.words import Kind, State
from models.db import db
from models.events.tables import Event
from tests.cast import Cast, department
from tests.client import Client, form_on
from tests.markup import region
from tests.models.cases.making import in_review, new, taken, triaged
from tests.portal.cases.conftest import address, fresh

LONG = "长" * 5001


def rows(case: Case) -> tuple[int, ...]:
    """How much is stored about a case."""
    tables = (Contact, Note, Plan, Result)
    counts = [select(func.count()).where(table.case_id == case.id) for table in tables]
    events = select(func.count()).where(Event.subject == case.audit_name)
    return tuple(db.session.scalar(each) or 0 for each in (*counts, events))


@pytest.mark.parametrize(
    ("step", "fields", "words"),
    [
        ("note", {"text": "  "}, "备注：请填写此项。"),
        ("note", {"text": LONG}, "备注：最多填写 5000 个字。"),
        ("contact", {"means": "phone", "direction": "out", "text": ""}, "沟通内容：请填写此项。"),
        ("contact", {"means": "pigeon", "direction": "out", "text": "喂"}, "方式：请从所列选项中选择。"),
        ("contact", {"means": "phone", "minutes": "long", "text": "喂"}, "时长（分钟）：请填写整数。"),
        ("pause", {"question": ""}, "请客户补充什么：请填写此项。"),
        ("plan", {"text": ""}, "处理方案：请填写此项。"),
        (
            "plan",
            {
                "text": "方案",
                "milestones-0-text": "到货",
                "milestones-0-owner_id": "",
                "milestones-0-due": "",
            },
            "节点要写明内容、负责人和完成时间。",
        ),
        ("result", {"cause": "老化", "done": "", "reply": "已更换"}, "处理措施：请填写此项。"),
        ("result", {"cause": "老化", "done": "换", "reply": ""}, "答复客户的话：请填写此项。"),
    ],
)
def test_what_a_handler_may_type_wrong(
    cast: Cast, client: Client, step: str, fields: dict[str, str], words: str
) -> None:
    """Bad input: 422, the sentence, nothing stored, the step open with what was typed."""
    case = taken(cast)
    before = rows(case)
    db.session.commit()
    typed = {f"{step}-{name}": value for name, value in fields.items()}
    answer = client.come_in(cast.handler).submit(address(case), f"/{step}", **typed)
    assert answer.status_code == 422
    assert words in region(answer.text, "//div[@class='form-errors']")
    assert f'id="step-{step}" name="steps" open' in answer.text
    assert all(value in answer.text for value in fields.values() if value not in ("pigeon", "  "))
    assert region(answer.text, "//h1") == case.title
    db.session.expire_all()
    assert rows(case) == before


def test_a_milestone_in_the_past(cast: Cast, client: Client) -> None:
    """H-02: refused by the domain, said above the rows."""
    case = taken(cast)
    db.session.commit()
    fields: dict[str, Any] = {
        "plan-text": "方案",
        "plan-milestones-0-text": "到货",
        "plan-milestones-0-owner_id": str(cast.handler.id),
        "plan-milestones-0-due": "2026-11-20T12:00",
    }
    answer = client.come_in(cast.handler).submit(address(case), "/plan", **fields)
    assert answer.status_code == 422
    assert "节点：这个时间已经过了，请填一个将来的时间。" in region(
        answer.text, "//div[@class='form-errors']"
    )
    assert 'value="2026-11-20T12:00"' in answer.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"category": "nonsense"}, "类别：请从所列选项中选择。"),
        ({"department_id": ""}, "主办部门：请选择一项。"),
        ({"grade": ""}, "级别：请填写此项。"),
        ({"grade": "9"}, "级别：请从所列选项中选择。"),
        ({"criteria": []}, "定级依据：请填写此项。"),
        ({"criteria": ["outage"]}, "原因：勾选的依据对应另一级别，请说明为什么这样定级。"),
        ({"kind": "inquiry"}, "级别：只有投诉才定级。"),
    ],
)
def test_what_triage_may_get_wrong(cast: Cast, client: Client, changes: dict[str, Any], words: str) -> None:
    """G-01: a grade has its reasons; T-01: categories and departments are those of the rulebook."""
    case = new()
    db.session.commit()
    fields = {
        "kind": "complaint",
        "category": "network_fault",
        "grade": "2",
        "criteria": ["partial_failure"],
        "department_id": str(department("JS").id),
    } | changes
    typed = {f"triage-{name}": value for name, value in fields.items()}
    answer = client.come_in(cast.agent).send(
        address(case, "triage"), **{"triage-version": str(case.version)}, **typed
    )
    assert answer.status_code == 422
    assert words in region(answer.text, "//div[@class='form-errors']")
    assert fresh(case).state is State.NEW


def test_triage_again_needs_a_reason(cast: Cast, client: Client) -> None:
    """T-05: every change has one."""
    case = triaged(cast)
    db.session.commit()
    answer = client.come_in(cast.agent).submit(
        address(case), "/triage", **{"triage-criteria": ["small_effect"], "triage-grade": "1"}
    )
    assert answer.status_code == 422
    assert "原因：请填写此项。" in region(answer.text, "//div[@class='form-errors']")
    assert fresh(case).grade == 2


@pytest.mark.parametrize("verdict", ["rejected", None])
def test_a_verdict_needs_a_choice_and_a_refusal_its_reasons(
    cast: Cast, client: Client, verdict: str | None
) -> None:
    """H-06."""
    case = in_review(cast)
    db.session.commit()
    answer = client.come_in(cast.head).submit(address(case), "/review", **{"review-verdict": verdict})
    assert answer.status_code == 422
    words = "退回原因：请填写此项。" if verdict else "审核意见：请选择一项。"
    assert words in region(answer.text, "//div[@class='form-errors']")
    assert fresh(case).state is State.REVIEW


def test_assigning_to_somebody_from_elsewhere(cast: Cast, client: Client) -> None:
    """T-04: only members of the lead department are offered, and only they are accepted."""
    case = triaged(cast)
    db.session.commit()
    answer = client.come_in(cast.head).submit(
        address(case), "/assignment", **{"assignment-owner_id": str(cast.stranger.id)}
    )
    assert answer.status_code == 422
    assert "责任人：请从所列选项中选择。" in region(answer.text, "//div[@class='form-errors']")
    assert fresh(case).owner_id is None


def test_a_letter_to_a_customer_without_an_address(cast: Cast, client: Client) -> None:
    """H-05: e-mail is not offered where there is no address."""
    case = taken(cast, email=None)
    db.session.commit()
    answer = client.come_in(cast.handler).submit(
        address(case), "/contact", **{"contact-means": "email", "contact-text": "您好"}
    )
    assert answer.status_code == 422
    assert "您好" in answer.text


def test_closing_in_a_way_that_is_not_open(cast: Cast, client: Client) -> None:
    """H-09: an agent cannot close a complaint as malicious, whatever the form is made to say."""
    case = triaged(cast)
    db.session.commit()
    client.come_in(cast.agent)
    assert "step-closure" not in client.get(address(case)).text
    answer = client.send(
        address(case, "closure"), **{"closure-closing": "malicious", "closure-reason": "恶意"}
    )
    assert answer.status_code == 422
    assert fresh(case).state is not State.CLOSED


def test_under_htmx_the_panel_alone_comes_back(cast: Cast, client: Client) -> None:
    """Bad input in place: 422 with the one region that changed, nothing else of the page."""
    case = taken(cast)
    db.session.commit()
    client.come_in(cast.handler)
    answer = client.post(
        address(case, "result"),
        data={
            "csrf_token": token(client, case),
            "result-cause": "老化",
            "result-done": "",
            "result-reply": "",
        },
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 422
    assert 'hx-target="#case-steps"' in answer.text
    assert "<h1" not in answer.text
    assert "case-story" not in answer.text
    assert "老化" in answer.text


def token(client: Client, case: Case) -> str:
    """The form token as the case page gives it."""
    page = client.get(address(case)).text
    return page.split('name="csrf_token" value="')[1].split('"')[0]


def test_an_inquiry_is_not_graded_by_habit(cast: Cast, client: Client) -> None:
    """G-01: the form of what is no complaint begins without a grade, that of a complaint with the lowest."""
    chosen = {}
    for kind in (Kind.INQUIRY, Kind.COMPLAINT):
        case = new(kind=kind, problem="请问营业厅几点开门？")
        db.session.commit()
        form = form_on(client.come_in(cast.agent).get(address(case)).text, "/triage")
        chosen[kind] = form.fields["triage-grade"]
    assert chosen == {Kind.INQUIRY: "", Kind.COMPLAINT: "1"}
