"""Stores: entered the same day, alerted when urgent, told and followed by the store (V-07)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.channel_intake import InStore
from models.cases.channel_words import StoreMeans
from models.cases.queries import (
    Filters,
    channel_facts,
    due_times_of,
    find,
    first_waiting,
    listing,
    standing,
)
from models.cases.rules.steps import Step, next_steps
from models.cases.tables import Case, Confirmation
from models.cases.words import Channel, Closing, ContactMeans, DueKind, State
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed
from models.outbox.tables import Notice
from models.people.tables import Staff
from tests.cast import Cast, department
from tests.models.cases.channels import in_store
from tests.models.cases.making import HOUR, decision, intake, new
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
LATER = MONDAY + 3 * HOUR


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def approved(cast: Cast, case: Case) -> Case:
    """Through the department's hands, until the customer can be told."""
    actions.triage(case, decision(), by=cast.agent, now=MONDAY, seen=None)
    actions.take(case, by=cast.handler, now=MONDAY, seen=None)
    actions.submit_result(
        case, cause="设备老化", done="已更换", reply="已修好", by=cast.handler, now=MONDAY + HOUR, seen=None
    )
    return actions.approve(case, by=cast.head, now=MONDAY + 2 * HOUR, seen=None)


def entered(cast: Cast, by: Staff, code: str = "MD1", **told: object) -> Case:
    visit: dict[str, object] = {"means": StoreMeans.COMMENT_BOX, "told_on": local_day(MONDAY)}
    return actions.register_in_store(
        intake(channel=Channel.STORE),
        InStore(department(code).id, **visit | told),  # type: ignore[arg-type]
        by=by,
        now=MONDAY,
    )


def test_v07_which_store_and_how(cast: Cast) -> None:
    """V-07: the store, whether spoken or written down there, and on which day it was told."""
    case = in_store(cast)
    facts = channel_facts(case)
    assert case.store_id == department("MD1").id
    assert facts.visit is not None
    assert (facts.visit.means, facts.visit.told_on) == (StoreMeans.SPOKEN, local_day(MONDAY))
    assert facts.days_later == 0
    assert (case.urgent, case.lead_department_id) == (False, None)


def test_v07_entered_a_day_later_it_says_so(cast: Cast) -> None:
    case = entered(cast, cast.store, told_on=local_day(MONDAY) - timedelta(days=2))
    assert channel_facts(case).days_later == 2


def test_v07_store_staff_enter_for_their_own_store(cast: Cast) -> None:
    """V-07, X-01: customer service enters for any; a department that is no store is none."""
    assert entered(cast, cast.agent).store_id == department("MD1").id
    for by, code in ((cast.agent, "JS"), (cast.store, "JS"), (cast.plain, "MD1")):
        with pytest.raises(Invalid) as refused:
            entered(cast, by, code)
        assert (refused.value.field, refused.value.why) == ("store_id", "unknown")
    with pytest.raises(Invalid):
        entered(cast, cast.store, told_on=local_day(MONDAY) + timedelta(days=1))


def test_v07_urgent_ones_alert_the_department_at_once(cast: Cast) -> None:
    """V-07: the department that its words suggest sees it and is told, before anybody triages it."""
    case = in_store(cast, urgent=True)
    assert case.suggestion["department"] == "JS"
    assert (case.urgent, case.lead_department_id, case.state) == (True, department("JS").id, State.NEW)
    assert case.priority < 3
    assert {cast.head.id, cast.agent.id, cast.second_agent.id} <= told("store_urgent")
    assert find(cast.head, case.number) is case
    assert due_times_of(case, DueKind.PROGRESS) != []
    actions.triage(case, decision(urgent=True), by=cast.agent, now=MONDAY, seen=None)
    assert case.lead_department_id == department("JS").id


def test_v07_urgent_without_a_hint_goes_to_customer_service(cast: Cast) -> None:
    case = in_store(cast, urgent=True, problem="看着办吧", expected="")
    assert case.lead_department_id is None
    assert {cast.agent.id, cast.second_agent.id} <= told("store_urgent")


def test_v07_store_staff_see_the_cases_of_their_store(cast: Cast) -> None:
    """V-07, X-01: whoever entered them; not those of others."""
    theirs, by_service, other = in_store(cast), entered(cast, cast.agent), new()
    rows = listing(cast.store, Filters(), now=MONDAY).rows
    assert {row.number for row in rows} == {theirs.number, by_service.number}
    assert find(cast.store, other.number) is None


def test_v07_the_store_tells_the_customer_the_result(cast: Cast) -> None:
    """V-07: it is told that it is its turn, and tells; nobody of the store does more with the case."""
    case = approved(cast, in_store(cast))
    assert case.state is State.APPROVED
    assert cast.store.id in told("store_to_tell")
    assert next_steps(case, standing(case, cast.store)) == [Step.REPLY]
    actions.tell(case, means=ContactMeans.VISIT, text="可以", by=cast.store, now=LATER, seen=case.version)
    assert case.state is State.ANSWERED
    assert next_steps(case, standing(case, cast.store)) == [Step.STORE_CONFIRMATION]


def test_v07_m02_what_a_store_has_to_do_waits_for_it(cast: Cast) -> None:
    """V-07: first to tell the result, then to ask how it was, until the customer has spoken."""
    case = approved(cast, in_store(cast))
    other = approved(cast, new(email=None))
    assert [each.id for each in first_waiting(cast.store)] == [case.id]
    actions.tell(case, means=ContactMeans.VISIT, by=cast.store, now=LATER, seen=case.version)
    assert [each.id for each in first_waiting(cast.store)] == [case.id]
    actions.confirm_in_store(case, True, "", by=cast.store, now=LATER, seen=case.version)
    assert first_waiting(cast.store) == []
    assert other.state is State.APPROVED


def test_v07_a_mailed_answer_is_news_for_the_store(cast: Cast) -> None:
    case = approved(cast, in_store(cast, email="zhao@example.com"))
    assert case.state is State.ANSWERED
    assert (told("store_answered"), told("store_to_tell")) == ({cast.store.id}, set())


def test_v07_the_store_follows_the_satisfaction(cast: Cast) -> None:
    """V-07: content closes the case, not content opens it again, as on the tracking page."""
    case = approved(cast, in_store(cast, email="zhao@example.com"))
    with pytest.raises(Invalid):
        actions.confirm_in_store(case, False, "", by=cast.store, now=LATER, seen=case.version)
    with pytest.raises(NotAllowed):
        actions.confirm_in_store(case, True, "", by=cast.handler, now=LATER, seen=case.version)
    actions.confirm_in_store(case, False, "还是断网", by=cast.store, now=LATER, seen=case.version)
    assert (case.state, case.round) == (State.HANDLING, 2)
    content = approved(cast, in_store(cast, email="zhao@example.com"))
    actions.confirm_in_store(content, True, "", by=cast.store, now=LATER, seen=content.version)
    assert content.closing is Closing.CONFIRMED
    said = db.session.scalars(select(Confirmation).order_by(Confirmation.id)).all()
    assert [(each.satisfied, each.comment) for each in said] == [(False, "还是断网"), (True, "")]


def test_v07_nobody_else_tells_what_a_store_heard(cast: Cast) -> None:
    case = approved(cast, new(email=None))
    with pytest.raises(NotAllowed):
        actions.tell(case, means=ContactMeans.PHONE, by=cast.store, now=LATER, seen=case.version)
