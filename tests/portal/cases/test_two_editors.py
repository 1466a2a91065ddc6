"""H-07: two people on one case. The second sees what changed, keeps what was typed, and can send it again."""

from models.cases import actions
from models.cases.queries import current_plan
from models.cases.tables import Case
from models.cases.words import ContactMeans, Direction, State
from models.db import db
from models.events.queries import history
from tests.cast import Cast
from tests.client import Client, form_on
from tests.markup import region
from tests.models.cases.making import HOUR, in_review, taken
from tests.moments import MONDAY
from tests.portal.cases.conftest import address, fresh

TEXTS = ("result-cause", "result-done", "result-reply")
NOTICE = "//div[@role='alert'][contains(@class, 'warn')]"


def read(client: Client, case: Case, step: str) -> dict[str, str]:
    """The fields of a step's form as the page shows it now."""
    return dict(form_on(client.get(address(case)).text, f"/{step}").form_values())


def test_the_second_sees_what_changed_and_can_send_again(cast: Cast, client: Client) -> None:
    """The handler has the result typed when the agent triages the case again."""
    case = taken(cast)
    db.session.commit()
    typed = read(client.come_in(cast.handler), case, "result") | {
        "result-cause": "分光器老化",
        "result-done": "已更换",
        "result-reply": "已为您更换设备。",
    }
    actions.make_plan(case, "先换设备", [], by=cast.head, now=MONDAY + HOUR, seen=None)
    actions.log_contact(
        case,
        direction=Direction.OUT,
        means=ContactMeans.PHONE,
        text="客户要求今天上门",
        by=cast.agent,
        now=MONDAY + 2 * HOUR,
    )
    db.session.commit()

    refused = client.post(address(case, "result"), data=typed)
    assert refused.status_code == 409
    told = region(refused.text, NOTICE)
    assert "有人先您一步做了操作，您填写的内容都还在。" in told
    assert "程长 制定处理方案" in told
    assert "柯服 致电客户" in told
    assert "客户要求今天上门" in told
    assert "接单" not in told
    assert fresh(case).state is State.HANDLING
    assert [event.kind for event in history(case.audit_name)].count("case.result_submitted") == 0

    again = dict(form_on(refused.text, "/result").form_values())
    assert {name: again[name].strip() for name in TEXTS} == {name: typed[name] for name in TEXTS}
    accepted = client.post(address(case, "result"), data=again)
    assert accepted.status_code == 303
    assert fresh(case).state is State.REVIEW


def test_a_second_plan_does_not_replace_one_that_nobody_saw(cast: Cast, client: Client) -> None:
    """A plan lies beside the case, and still counts as a change of it."""
    case = taken(cast)
    actions.make_plan(case, "第一版", [], by=cast.handler, now=MONDAY, seen=None)
    db.session.commit()
    typed = read(client.come_in(cast.handler), case, "plan") | {"plan-text": "我的方案"}
    actions.make_plan(case, "负责人的方案", [], by=cast.head, now=MONDAY + HOUR, seen=None)
    db.session.commit()
    refused = client.post(address(case, "plan"), data=typed)
    assert refused.status_code == 409
    assert "我的方案" in refused.text
    plan = current_plan(fresh(case))
    assert plan is not None
    assert plan.text == "负责人的方案"


def test_a_step_that_is_gone_still_shows_what_was_typed(cast: Cast, client: Client) -> None:
    """Two reviewers: the second one's reasons are not lost, and the answer says that it is too late."""
    case = in_review(cast)
    db.session.commit()
    typed = read(client.come_in(cast.agent), case, "review") | {
        "review-verdict": "rejected",
        "review-reason": "缺少补偿说明",
    }
    actions.approve(case, by=cast.head, now=MONDAY + 3 * HOUR, seen=None)
    db.session.commit()
    refused = client.post(address(case, "review"), data=typed)
    assert refused.status_code == 409
    assert "这一步已不能再做，需要的内容请从下方复制。" in region(refused.text, NOTICE)
    assert "缺少补偿说明" in region(refused.text, "#step-review")
    assert fresh(case).state is State.ANSWERED


def test_under_htmx_the_regions_say_it(cast: Cast, client: Client) -> None:
    """The same in place: 409 that carries the panel and all that changed beside it."""
    case = taken(cast)
    db.session.commit()
    typed = read(client.come_in(cast.handler), case, "pause") | {"pause-question": "方便的时间？"}
    actions.assign(case, cast.handler, reason="确认", by=cast.head, now=MONDAY + HOUR, seen=None)
    actions.make_plan(case, "方案", [], by=cast.head, now=MONDAY + HOUR, seen=None)
    db.session.commit()
    refused = client.post(address(case, "pause"), data=typed, headers={"HX-Request": "true"})
    assert refused.status_code == 409
    assert '<hx-partial hx-target="#case-steps"' in refused.text
    assert '<hx-partial hx-target="#case-plan"' in refused.text
    assert "方便的时间？" in refused.text
    assert "<h1" not in refused.text


def test_a_note_disturbs_nobody(cast: Cast, client: Client) -> None:
    """What only adds is taken from whoever writes it, and never turns another away."""
    case = taken(cast)
    db.session.commit()
    typed = read(client.come_in(cast.handler), case, "result") | {
        "result-cause": "老化",
        "result-done": "更换",
        "result-reply": "好了。",
    }
    actions.add_note(case, "旁注", by=cast.head, now=MONDAY + HOUR)
    db.session.commit()
    assert client.post(address(case, "result"), data=typed).status_code == 303
