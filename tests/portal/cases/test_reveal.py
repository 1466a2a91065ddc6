"""X-03: contact details are masked until somebody asks, and that leaves a trace."""

from models.db import db
from models.events.queries import history
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import taken
from tests.portal.cases.conftest import address


def test_masked_first_then_shown_and_recorded(cast: Cast, client: Client) -> None:
    """One click shows name, number and address; the trail names who looked, and holds none of them."""
    case = taken(cast)
    db.session.commit()
    client.come_in(cast.handler)
    page = client.get(address(case)).text
    assert "138****5678 显示 电话" in region(page, "#case-facts")
    for secret in ("13812345678", "zhao@example.com", "赵玉兰"):
        assert secret not in page
    shown = client.send(address(case, "contact-details"))
    assert shown.status_code == 200
    facts = region(shown.text, "#case-facts")
    for secret in ("+8613812345678", "zhao@example.com", "赵玉兰"):
        assert secret in facts
    last = history(case.audit_name)[-1]
    assert (last.kind, last.staff_id, last.facts) == ("case.revealed", cast.handler.id, {})
    page = client.get(address(case)).text
    assert "13812345678" not in page
    assert "季书 查看客户联系方式 内部" in region(page, "#case-story")


def test_under_htmx_the_facts_and_the_story_come_back(cast: Cast, client: Client) -> None:
    """Shown in place, with the trace beside it."""
    case = taken(cast)
    db.session.commit()
    client.come_in(cast.handler)
    token = client.get(address(case)).text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(
        address(case, "contact-details"), data={"csrf_token": token}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert '<hx-partial hx-target="#case-facts"' in answer.text
    assert '<hx-partial hx-target="#case-story"' in answer.text
    assert "+8613812345678" in answer.text


def test_who_may_not_reveal_is_offered_nothing(cast: Cast, client: Client) -> None:
    """X-01: an auditor reads cases and sees nobody's number."""
    case = taken(cast)
    db.session.commit()
    client.come_in(cast.auditor)
    assert "contact-details" not in client.get(address(case)).text
    assert client.send(address(case, "contact-details")).status_code == 403
    assert client.come_in(cast.stranger).send(address(case, "contact-details")).status_code == 404
    assert "case.revealed" not in [event.kind for event in history(case.audit_name)]
