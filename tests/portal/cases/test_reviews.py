"""The review queue (H-06): results of others, the nearest due time first, never the own ones."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from models.cases import actions
from models.db import db
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import HOUR, decision, in_review, new
from tests.moments import MONDAY
from tests.portal.cases.conftest import address
from tests.statements import Statements

QUEUE = "/portal/cases/reviews"


def test_the_queue_of_a_head_and_of_service(cast: Cast, client: Client) -> None:
    """Whose it is to review: the head of the lead department, and customer service."""
    case = in_review(cast)
    db.session.commit()
    for person in (cast.head, cast.agent, cast.second_agent):
        row = region(client.come_in(person).get(QUEUE).text, f"#case-{case.number}")
        assert "已为您更换楼栋设备" in row
        assert "季书技术运维部" in row
        assert "审核" in row
    assert f"{address(case)}?step=review#step-review" in client.get(QUEUE).text


def test_own_results_are_not_in_it(cast: Cast, client: Client) -> None:
    """A head who handles a case, and an agent who handed in a result, find others' only."""
    mine = in_review(cast)
    mine.owner_id = cast.head.id
    case = new(MONDAY, problem="营业厅排队太久")
    to_service = decision(category="service_store", department_id=department("KF").id)
    actions.triage(case, to_service, by=cast.agent, now=MONDAY, seen=None)
    actions.take(case, by=cast.agent, now=MONDAY, seen=None)
    actions.submit_result(
        case, cause="人手不足", done="加开窗口", reply="已加开窗口。", by=cast.agent, now=MONDAY, seen=None
    )
    db.session.commit()
    of_head = client.come_in(cast.head).get(QUEUE).text
    assert mine.number not in of_head
    of_agent = client.come_in(cast.agent).get(QUEUE).text
    assert case.number not in of_agent
    assert mine.number in of_agent
    assert case.number in client.come_in(cast.second_agent).get(QUEUE).text


def test_the_nearest_due_time_first(cast: Cast, client: Client) -> None:
    """What presses is on top."""
    later = in_review(cast, MONDAY + 2 * HOUR)
    sooner = in_review(cast, MONDAY - 72 * HOUR)
    db.session.commit()
    page = client.come_in(cast.head).get(QUEUE).text
    assert page.index(sooner.number) < page.index(later.number)


def test_an_empty_queue_says_so(cast: Cast, client: Client) -> None:
    page = client.come_in(cast.head).get(QUEUE).text
    assert "没有等您审核的结果" in region(page, "#review-list")


def test_who_does_not_review_has_no_queue(cast: Cast, client: Client) -> None:
    """X-01."""
    for person in (cast.handler, cast.leader, cast.auditor, cast.plain):
        page = client.come_in(person)
        assert page.get(QUEUE).status_code == 403
        assert QUEUE not in page.get("/portal/").text


def test_the_queue_costs_the_same_at_any_length(
    cast: Cast, client: Client, statements: Callable[[], AbstractContextManager[Statements]]
) -> None:
    """No query a row."""
    in_review(cast)
    db.session.commit()
    client.come_in(cast.head).get(QUEUE)
    with statements() as one:
        client.get(QUEUE)
    for n in range(3):
        in_review(cast, MONDAY + n * HOUR)
    db.session.commit()
    with statements() as four:
        page = client.get(QUEUE).text
    assert page.count("data-row") == 4
    assert four.count == one.count
