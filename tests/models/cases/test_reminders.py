"""The ladder of reminders: each rung once, to whom the rulebook says, not while the clock stands (H-04)."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.queries import due_notices, due_times_of
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind
from models.clock import SHANGHAI
from models.db import db
from models.events.queries import history
from models.outbox.tables import Notice
from tests.cast import Cast, lead_service
from tests.models.cases.making import HOUR, in_review, new, taken, triaged
from tests.moments import MONDAY

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]
RUNGS = (
    ("nearly_due", "case_due_soon", ("handler",)),
    ("due", "case_due", ("handler", "head")),
    ("late_1", "case_late", ("handler", "head", "agent", "second_agent")),
    ("late_3", "case_late", ("head", "leader")),
)


def result_of(case: Case) -> DueTime:
    return next(due for due in due_times_of(case, DueKind.RESULT) if due.ended_at is None)


def told(case: Case, kind: str) -> list[int]:
    rows = select(Notice.staff_id).where(Notice.about == case.audit_name, Notice.kind == kind)
    return sorted(db.session.scalars(rows.order_by(Notice.id)))


def climb(due: DueTime) -> datetime:
    """Sends the next reminder at its moment; when that was."""
    at = due.next_notice_at
    assert at is not None
    assert not actions.keep_promises(due.id, now=at - timedelta(minutes=1))
    assert due.id in due_notices(at)
    assert actions.keep_promises(due.id, now=at)
    assert not actions.keep_promises(due.id, now=at)
    return at


def test_h04_each_rung_is_sent_once_to_owner_then_head_then_leading_group(cast: Cast) -> None:
    """Grade 2, result due on Monday 18:00 a week later: at 80 %, on it, one and three working days after."""
    case = taken(cast)
    due = result_of(case)
    expected: dict[str, list[int]] = {}
    moments = []
    for _rung, kind, people in RUNGS:
        moments.append(climb(due).astimezone(SHANGHAI))
        expected.setdefault(kind, []).extend(getattr(cast, part).id for part in people)
        assert told(case, kind) == sorted(expected[kind])
    assert moments[1:] == [
        datetime(2026, 11, 30, 18, 0, tzinfo=SHANGHAI),
        datetime(2026, 12, 1, 18, 0, tzinfo=SHANGHAI),
        datetime(2026, 12, 3, 18, 0, tzinfo=SHANGHAI),
    ]
    assert MONDAY < moments[0] < moments[1]
    assert (due.next_notice_at, due.notices) == (None, len(RUNGS))
    reminded = [event.facts for event in history(case.audit_name) if event.kind == "case.reminded"]
    assert [(facts["rung"], facts["notice"]) for facts in reminded] == [
        (rung, kind) for rung, kind, _people in RUNGS
    ]


def test_h04_nobody_is_reminded_while_the_clock_stands_or_when_it_was_done(cast: Cast) -> None:
    case = taken(cast)
    due = result_of(case)
    soon = due.next_notice_at
    assert soon is not None
    actions.wait_for_customer(case, "请补充", by=cast.handler, now=MONDAY + HOUR, seen=None)
    assert not actions.keep_promises(due.id, now=soon)
    actions.resume(case, by=cast.handler, now=MONDAY + 2 * HOUR, seen=None)
    db.session.refresh(due)
    assert due.next_notice_at == soon + HOUR
    actions.withdraw(case, "好了", now=MONDAY + 3 * HOUR)
    assert due_notices(soon + timedelta(days=30)) == []
    assert told(case, "case_due_soon") == []


def test_h04_a_review_reminds_who_is_to_read_and_not_who_handed_in(cast: Cast) -> None:
    case = in_review(cast)
    (review,) = due_times_of(case, DueKind.REVIEW)
    climb(review)
    assert told(case, "case_due_soon") == [cast.head.id]


def told_in_fact(case: Case) -> list[list[str]]:
    """As what people were told, reminder after reminder, as the trail has it."""
    return [event.facts["told"] for event in history(case.audit_name) if event.kind == "case.reminded"]


def test_h04_a_reminder_names_only_who_was_told(cast: Cast) -> None:
    """Before triage there is neither owner nor head: customer service is told, and the trail says so."""
    case = new(MONDAY)
    (due,) = due_times_of(case, DueKind.FIRST_RESPONSE)
    climb(due)
    climb(due)
    agents = sorted((cast.agent.id, cast.second_agent.id))
    assert (told(case, "case_due_soon"), told(case, "case_due")) == (agents, agents)
    assert told_in_fact(case) == [["customer_service"], ["customer_service"]]


def test_h04_what_nobody_leads_yet_climbs_to_the_head_of_customer_service(cast: Cast) -> None:
    """Before triage the head is that of customer service: the last rung is theirs and the leading group's."""
    head = lead_service(cast)
    case = new(MONDAY)
    (due,) = due_times_of(case, DueKind.FIRST_RESPONSE)
    for _rung in RUNGS[:-1]:
        climb(due)
    before = told(case, "case_late")
    climb(due)
    assert told(case, "case_late") == sorted([*before, head.id, cast.leader.id])


def test_h04_without_an_owner_the_head_is_told_and_named(cast: Cast) -> None:
    case = triaged(cast)
    climb(result_of(case))
    assert told(case, "case_due_soon") == [cast.head.id]
    assert told_in_fact(case) == [["head"]]


def test_h04_owner_and_head_are_named_where_they_are_told(cast: Cast) -> None:
    case = taken(cast)
    due = result_of(case)
    climb(due)
    climb(due)
    assert told_in_fact(case) == [["owner"], ["owner", "head"]]
