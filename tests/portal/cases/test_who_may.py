"""X-01 on the screens of cases: who finds a case at all, and who may take which step."""

import pytest

from models.cases import actions
from models.cases.tables import Case
from models.cases.words import Channel
from models.db import db
from models.events.actions import SYSTEM
from models.people.actions import DepartmentDetails, add_department, set_head
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import in_review, intake, new, taken, triaged
from tests.moments import MONDAY
from tests.portal.cases.conftest import address, fresh

READS = {"auditor", "committee", "agent", "second_agent", "handler", "head", "leader", "inspector"}
STEPS = {
    "assignment": {"agent", "second_agent", "head", "leader"},
    "closure": {"head"},
    "contact": {"agent", "second_agent", "handler", "head"},
    "note": {"agent", "second_agent", "handler", "head"},
    "nudge": {"agent", "second_agent", "head", "leader"},
    "pause": {"agent", "second_agent", "handler", "head"},
    "plan": {"handler", "head"},
    "result": {"handler", "head"},
    "triage": {"agent", "second_agent"},
}
"""Who is offered what on a complaint that the handler has in work."""


def parts(cast: Cast) -> dict[str, object]:
    return dict(vars(cast))


def test_who_finds_a_case_of_technical_operations(cast: Cast, client: Client) -> None:
    """A stranger gets 404, as for a number that nobody has; the administrator and HR are strangers."""
    case = taken(cast)
    db.session.commit()
    found = set()
    for part, person in vars(cast).items():
        client.come_in(person)
        answers = {client.get(address(case, end)).status_code for end in ("", "print")}
        assert len(answers) == 1
        if answers == {200}:
            found.add(part)
        else:
            assert answers == {404}
        listed = case.number in client.get("/portal/cases").text
        assert listed == (part in found), part
    assert found == READS


def test_who_registered_a_case_keeps_seeing_it(cast: Cast, client: Client) -> None:
    """Store staff see the cases of their store, plain staff what they passed on."""
    by_store = actions.open_case(intake(channel=Channel.STORE), by=cast.store, now=MONDAY)
    by_plain = actions.open_case(intake(channel=Channel.STAFF), by=cast.plain, now=MONDAY)
    db.session.commit()
    seen = {}
    for part in ("store", "plain", "trainer", "administrator", "hr"):
        client.come_in(getattr(cast, part))
        seen[part] = [client.get(address(case)).status_code for case in (by_store, by_plain)]
    assert seen == {
        "store": [200, 404],
        "plain": [404, 200],
        "trainer": [404, 404],
        "administrator": [404, 404],
        "hr": [404, 404],
    }


def test_a_head_sees_the_departments_below(cast: Cast, client: Client) -> None:
    """The subtree of a headed department belongs to its head."""
    child = add_department(
        DepartmentDetails(name_zh="网络组", name_en="Network group", parent=department("SC")),
        code="SC1",
        by=SYSTEM,
        now=MONDAY,
    )
    case = triaged(cast)
    case.lead_department_id = child.id
    set_head(department("SC"), cast.stranger, by=SYSTEM, now=MONDAY)
    db.session.commit()
    assert client.come_in(cast.stranger).get(address(case)).status_code == 200
    assert client.come_in(cast.handler).get(address(case)).status_code == 404


def test_each_is_offered_the_own_steps_alone(cast: Cast, client: Client) -> None:
    """The panel is drawn from the table that the actions ask."""
    case = taken(cast)
    db.session.commit()
    offered: dict[str, set[str]] = {step: set() for step in STEPS}
    for part in sorted(READS):
        page = client.come_in(getattr(cast, part)).get(address(case)).text
        for step in STEPS:
            if f'id="step-{step}"' in page:
                offered[step].add(part)
    assert offered == STEPS


@pytest.mark.parametrize("step", sorted(STEPS))
def test_a_step_that_is_not_offered_is_refused(cast: Cast, client: Client, step: str) -> None:
    """Sent all the same: 403 without the permission or standing, 404 to whom the case is unknown."""
    case = taken(cast)
    db.session.commit()
    before = fresh(case).version
    wrong = []
    for part, person in vars(cast).items():
        if part in STEPS[step]:
            continue
        answer = client.come_in(person).send(address(case, step), **complete(step, cast))
        if answer.status_code not in ({403, 422} if part in READS else {403, 404}):
            wrong.append((part, answer.status_code))
    assert wrong == []
    assert fresh(case).version == before


def complete(step: str, cast: Cast) -> dict[str, str]:
    """A form of the step that lacks nothing."""
    fields = {
        "assignment": {"owner_id": str(cast.handler.id), "reason": "改派"},
        "closure": {"closing": "malicious", "reason": "恶意"},
        "contact": {"means": "phone", "direction": "out", "text": "您好"},
        "note": {"text": "备注"},
        "nudge": {"text": "快"},
        "pause": {"question": "方便吗"},
        "plan": {"text": "方案"},
        "result": {"cause": "因", "done": "措", "reply": "答"},
        "triage": {
            "kind": "complaint",
            "category": "network_fault",
            "grade": "1",
            "department_id": str(department("JS").id),
            "reason": "改",
        },
    }[step]
    return {f"{step}-{name}": value for name, value in (fields | {"version": "1"}).items()}


def test_a_handler_is_told_why_the_own_result_is_not_theirs_to_review(cast: Cast, client: Client) -> None:
    """H-06: refused to head and owner in one, with the reason in a sentence."""
    case = in_review(cast)
    case.owner_id = cast.head.id
    db.session.commit()
    page = client.come_in(cast.head).get(address(case)).text
    assert "step-review" not in page
    answer = client.send(address(case, "review"), **{"review-verdict": "approved", "review-version": "1"})
    assert answer.status_code == 403
    assert "处理结果须由经办人以外的主办部门或客户服务部人员审核。" in region(answer.text, "#main")


def test_a_number_that_nobody_has(cast: Cast, client: Client) -> None:
    client.come_in(cast.agent)
    for end in ("", "/print", "/case.pdf"):
        assert client.get(f"/portal/cases/HY-20261123-9999{end}").status_code == 404


def test_what_is_left_to_read_says_why(cast: Cast, client: Client) -> None:
    """An empty panel is no riddle."""
    case: Case = new()
    db.session.commit()
    page = client.come_in(cast.auditor).get(address(case)).text
    assert region(page, "#case-steps") == "下一步 目前没有需要您做的操作。"
