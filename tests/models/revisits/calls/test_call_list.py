"""The phone list: never the own handler, the same queries for any length (R-02)."""

import pytest
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.errors import NotAllowed
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff
from models.revisits import actions, queries
from models.revisits.queries import CallView
from models.revisits.words import CallOutcome
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.models.revisits.answering import revisit_of, sent
from tests.models.revisits.calls.calling import THEN, held, listed, note
from tests.models.revisits.cases import HOUR, answered


def test_r02_whoever_handled_the_case_does_not_find_it_on_the_list(
    session: Session, cast: Cast, case: Case
) -> None:
    """By query and by guard: the owner, and anyone who submitted a result of it, even when moved on."""
    cast.handler.grants.append(RoleGrant(role=Role.CUSTOMER_SERVICE_AGENT))
    session.commit()
    assert listed(cast.second_agent) == [case.id]
    assert listed(cast.inspector) == [case.id]
    for owner in (cast.handler, cast.head):
        case.owner_id = owner.id
        session.flush()
        assert listed(cast.handler) == []
        assert queries.count_calls(cast.handler, THEN) == 0
        assert queries.find_call(cast.handler, case.number) is None
        with pytest.raises(NotAllowed):
            actions.claim(revisit_of(case), by=cast.handler, now=THEN)


def test_r02_without_the_permission_there_is_no_list(cast: Cast, case: Case) -> None:
    assert listed(cast.head) == []
    assert queries.find_call(cast.head, case.number) is None
    with pytest.raises(NotAllowed):
        actions.claim(revisit_of(case), by=cast.head, now=THEN)


def test_r02_the_list_has_parts_for_now_for_later_and_for_what_i_did(
    session: Session, cast: Cast, case: Case
) -> None:
    other = answered(cast, email=None, phone="+8613900000002")
    sent(other, now=MONDAY + HOUR)
    note(held(other, cast.second_agent), CallOutcome.NO_ANSWER, cast.second_agent)
    session.commit()
    page = queries.call_list(cast.second_agent, THEN)
    assert page.counts == {CallView.DUE: 1, CallView.LATER: 1, CallView.DONE: 1}
    assert listed(cast.second_agent, CallView.LATER) == [other.id]
    assert listed(cast.second_agent, CallView.DONE) == [other.id]
    assert listed(cast.inspector, CallView.DONE) == []


@pytest.mark.parametrize("size", [1, 3])
def test_r02_the_list_takes_the_same_number_of_queries_whatever_its_length(
    session: Session, cast: Cast, statements: object, size: int
) -> None:
    for n in range(size):
        sent(answered(cast, email=None, phone=f"+861390000000{n}"), now=MONDAY + HOUR)
    person = cast.second_agent.id
    session.expunge_all()
    caller = session.get_one(Staff, person)
    assert caller.permissions
    with statements() as seen:  # type: ignore[operator]
        page = queries.call_list(caller, THEN)
        for row in page.rows:
            assert row.case.customer.name
            assert row.case.lead_department is not None
    assert len(page.rows) == size
    assert seen.count == 5  # three parts counted, the rows, the roles of their owners
