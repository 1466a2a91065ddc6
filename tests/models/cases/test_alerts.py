"""Alerts for grave and urgent cases, and the customer kept posted (G-04, G-05, T-02)."""

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.queries import running_for
from models.cases.tables import Case, DueTime
from models.cases.words import ContactMeans, Direction, DueKind, Ending
from models.db import db
from models.errors import Invalid
from models.events.tables import Event
from models.outbox.tables import Notice
from tests.cast import Cast
from tests.models.cases.making import DAY, HOUR, decision, in_review, new, taken
from tests.models.outbox.messages import forget_notices
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def triaged_as(cast: Cast, **decided: object) -> Case:
    case = new()
    return actions.triage(case, decision(**decided), by=cast.agent, now=MONDAY, seen=case.version)


def news(case: Case) -> list[DueTime]:
    return list(
        db.session.scalars(
            select(DueTime)
            .where(DueTime.case_id == case.id, DueTime.kind == DueKind.PROGRESS)
            .order_by(DueTime.id)
        )
    )


def test_g04_a_grave_case_alerts_the_leading_group_at_once(cast: Cast) -> None:
    triaged_as(cast, grade=3)
    assert {cast.head.id, cast.leader.id, cast.second_agent.id} <= told("case_alert")
    assert cast.agent.id not in told("case_alert"), "who decided knows"
    assert told("case_assigned") == set(), "one notice each"


def test_g02_a_light_case_alerts_nobody(cast: Cast) -> None:
    triaged_as(cast, grade=1)
    assert told("case_alert") == set()
    assert told("case_assigned") == {cast.head.id}


def test_t02_an_urgent_case_alerts_head_and_customer_service(cast: Cast) -> None:
    triaged_as(cast, grade=1, urgent=True)
    assert {cast.head.id, cast.second_agent.id} <= told("case_alert")
    assert cast.leader.id not in told("case_alert")


def test_g04_a_case_that_rises_alerts_and_one_that_falls_does_not(cast: Cast) -> None:
    case = triaged_as(cast, grade=2)
    forget_notices()
    actions.triage(case, decision(grade=3, reason="升级"), by=cast.agent, now=MONDAY, seen=case.version)
    assert cast.leader.id in told("case_alert")
    forget_notices()
    actions.triage(case, decision(grade=2, reason="复核"), by=cast.agent, now=MONDAY, seen=case.version)
    assert told("case_alert") == set()


def test_g04_a_grave_case_has_news_every_working_day(cast: Cast) -> None:
    case = taken(cast)
    assert news(case) == []
    actions.triage(case, decision(grade=3, reason="升级"), by=cast.agent, now=MONDAY, seen=case.version)
    [first] = news(case)
    assert first.ended_at is None
    actions.write_to_customer(case, "正在抢修", by=cast.agent, now=MONDAY + 3 * HOUR)
    first, second = news(case)
    assert (first.ending, second.ended_at) == (Ending.MET, None)
    assert second.started_at == MONDAY + 3 * HOUR


def test_t02_an_urgent_case_has_news_every_four_hours_by_the_clock(cast: Cast) -> None:
    case = triaged_as(cast, grade=1, urgent=True)
    [first] = news(case)
    assert first.due_at - first.started_at == 4 * HOUR
    actions.triage(case, decision(grade=1, reason="不再紧急"), by=cast.agent, now=MONDAY, seen=case.version)
    assert news(case)[0].ending is Ending.DROPPED


def test_g04_a_call_from_the_customer_is_no_news(cast: Cast) -> None:
    case = triaged_as(cast, grade=3)
    actions.log_contact(
        case, direction=Direction.IN, means=ContactMeans.PHONE, text="来电", by=cast.agent, now=MONDAY + HOUR
    )
    assert [each.ended_at for each in news(case)] == [None]


def test_g04_the_answer_ends_it_and_a_reopening_begins_it_anew(cast: Cast) -> None:
    case = in_review(cast)
    actions.approve(case, by=cast.head, now=MONDAY + 2 * HOUR, seen=case.version)
    assert news(case) == []
    grave = triaged_as(cast, grade=3)
    actions.take(grave, by=cast.handler, now=MONDAY, seen=grave.version)
    actions.submit_result(
        grave, cause="甲", done="乙", reply="丙", by=cast.handler, now=MONDAY + HOUR, seen=grave.version
    )
    actions.approve(grave, by=cast.head, now=MONDAY + 2 * HOUR, seen=grave.version)
    assert [each.ending for each in news(grave)] == [Ending.MET]
    assert DueKind.PROGRESS not in {due.kind for due in running_for([grave])[grave.id]}
    actions.confirm(grave, False, "不行", now=MONDAY + DAY)
    assert news(grave)[-1].ended_at is None


def test_g05_a_rise_through_our_handling_stays_marked(cast: Cast) -> None:
    case = triaged_as(cast, grade=2)
    with pytest.raises(Invalid) as refused:
        actions.triage(
            case,
            decision(grade=2, reason="复核", poorly_handled=True),
            by=cast.agent,
            now=MONDAY,
            seen=case.version,
        )
    assert refused.value.why == "no_rise"
    db.session.refresh(case)
    risen = decision(grade=3, reason="超期且再次投诉", poorly_handled=True)
    actions.triage(case, risen, by=cast.agent, now=MONDAY, seen=case.version)
    assert case.poorly_handled
    event = db.session.scalars(
        select(Event).where(Event.kind == "case.triaged").order_by(Event.id.desc()).limit(1)
    ).one()
    assert event.facts["poorly_handled"] is True
    actions.triage(case, decision(grade=2, reason="复核"), by=cast.agent, now=MONDAY, seen=case.version)
    assert case.poorly_handled, "a fall does not undo it"
