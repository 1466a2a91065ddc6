"""A customer who was called malicious may object, and is not judged by the same head again (H-09)."""

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.queries.due import running
from models.cases.rules.closings import closings_open_to
from models.cases.rules.offers import Offer, offers
from models.cases.tables import Case
from models.cases.words import Closing, DueKind, State
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.tables import Event
from models.outbox.tables import Notice, OutboxMessage
from tests.cast import Cast, lead_service
from tests.client import Client
from tests.markup import region
from tests.models.cases.channels import in_store
from tests.models.cases.making import DAY, decision, new, taken
from tests.moments import MONDAY
from tests.survey.track.following import follow, step

LATER = MONDAY + DAY


@pytest.fixture
def case(cast: Cast) -> Case:
    """Closed as malicious by the head."""
    case = taken(cast)
    actions.close(case, Closing.MALICIOUS, reason="虚构故障", by=cast.head, now=MONDAY, seen=case.version)
    db.session.commit()
    return case


def told(kind: str) -> list[int]:
    return sorted(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def test_h09_the_customer_objects_once_and_the_leading_group_is_told(cast: Cast, case: Case) -> None:
    assert offers(case, spoken=False) == {Offer.OBJECTION}
    with pytest.raises(Invalid):
        actions.object_to_closing(case, " ", now=LATER)
    actions.object_to_closing(case, "我没有虚构，附上测速截图", now=LATER)
    assert (case.state, case.round, case.objected_at) == (State.HANDLING, 2, LATER)
    assert told("case_objected") == sorted([cast.head.id, cast.leader.id])
    letters = db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)).all()
    assert letters[-1] == "objection"
    kinds = db.session.scalars(select(Event.kind).order_by(Event.id.desc()).limit(2)).all()
    assert list(reversed(kinds)) == ["case.objected", "case.reopened"]
    with pytest.raises(WrongState):
        actions.object_to_closing(case, "再说一次", now=LATER)


def test_h09_after_an_objection_only_the_leading_group_says_so_again(cast: Cast, case: Case) -> None:
    actions.object_to_closing(case, "我没有虚构", now=LATER)
    assert Closing.MALICIOUS not in closings_open_to(cast.head, case, most_rounds=3)
    with pytest.raises(NotAllowed):
        actions.close(case, Closing.MALICIOUS, reason="仍是虚构", by=cast.head, now=LATER, seen=case.version)
    actions.close(case, Closing.MALICIOUS, reason="复核属实", by=cast.leader, now=LATER, seen=case.version)
    assert offers(case, spoken=False) == set()


@pytest.mark.both_databases
@pytest.mark.parametrize("heard", ["web", "store"])
def test_h09_of_a_case_that_nobody_had_triaged_it_is_new_again(cast: Cast, heard: str) -> None:
    """H-09, V-07: closed at first sight, also where a store had alerted a department; its triage promises the
    result from then on, not from the arrival."""
    case = new() if heard == "web" else in_store(cast, urgent=True)
    by = lead_service(cast)
    actions.close(case, Closing.MALICIOUS, reason="虚构故障", by=by, now=MONDAY, seen=None)
    later = MONDAY + 30 * DAY
    actions.object_to_closing(case, "我没有虚构", now=later)
    db.session.flush()
    assert (case.state, case.round, case.triaged_at) == (State.NEW, 2, None)
    assert {due.kind for due in running(case)} - {DueKind.PROGRESS} == {DueKind.FIRST_RESPONSE}
    assert cast.agent.id in told("case_reopened")
    actions.triage(case, decision(), by=cast.agent, now=later, seen=None)
    db.session.flush()
    (result,) = running(case, DueKind.RESULT)
    assert (case.state, result.started_at, result.round) == (State.ASSIGNED, later, 2)


def test_h09_other_endings_cannot_be_objected_to(cast: Cast) -> None:
    case = actions.withdraw(taken(cast), "不用了", now=LATER)
    with pytest.raises(WrongState):
        actions.object_to_closing(case, "反对", now=LATER)


def test_h09_on_the_tracking_page(cast: Cast, case: Case, client: Client) -> None:
    page = follow(client, case).text
    assert "提出异议" in region(page, "#steps")
    refused = step(client, case, "objection", text="")
    assert refused.status_code == 422
    answer = step(client, case, "objection", text="我没有虚构，附上测速截图")
    assert answer.status_code == 303
    page = follow(client, case, done="objection").text
    assert "已收到您的异议" in region(page, "#done")
    assert db.session.scalars(select(Event.kind).where(Event.kind == "case.objected")).all() == [
        "case.objected"
    ]
