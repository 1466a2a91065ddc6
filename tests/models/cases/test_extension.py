"""More time for the result: asked by one, decided by another, told to the customer (G-03)."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.actions.promises import keep_promises
from models.cases.queries import first_waiting, running_for, standing
from models.cases.rules.held_to import held_to
from models.cases.rules.steps import Step, next_steps
from models.cases.tables import Case, Contact, DueTime, Extension
from models.cases.words import DueKind, Ending, ExtensionState, State
from models.clock import SHANGHAI, local_day
from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.tables import Event
from models.outbox.tables import Notice, OutboxMessage
from tests.cast import Cast
from tests.models.cases.making import DAY, HOUR, decision, taken
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
LATER = MONDAY + HOUR


def ask(case: Case, cast: Cast, days: int = 3, part: str = "handler") -> Extension:
    return actions.ask_extension(
        case,
        days,
        reason="备件要从上海调拨",
        words="设备备件正在调拨，需要多几天时间。",
        by=getattr(cast, part),
        now=LATER,
        seen=case.version,
    )


def decide(case: Case, cast: Cast, *, approved: bool, part: str = "head", reason: str = "") -> Extension:
    return actions.decide_extension(
        case, approved=approved, reason=reason, by=getattr(cast, part), now=LATER, seen=case.version
    )


def result_of(case: Case) -> DueTime:
    return next(due for due in running_for([case])[case.id] if due.kind is DueKind.RESULT)


def told(kind: str) -> list[int]:
    return list(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def severe(cast: Cast) -> Case:
    case = taken(cast)
    return actions.triage(
        case, decision(grade=3, reason="升级"), by=cast.agent, now=MONDAY, seen=case.version
    )


def test_g03_asking_changes_no_date_and_tells_the_head(cast: Cast) -> None:
    case = taken(cast)
    before = result_of(case).due_at
    asked = ask(case, cast)
    assert (asked.state, asked.days, asked.old_due_at) == (ExtensionState.ASKED, 3, before)
    assert result_of(case).due_at == before
    assert told("extension_asked") == [cast.head.id]
    assert next_steps(case, standing(case, cast.head))[0] is Step.EXTENSION_REVIEW
    assert case.number in [each.number for each in first_waiting(cast.head, limit=50)]
    assert case.number not in [each.number for each in first_waiting(cast.leader, limit=50)]
    assert Step.EXTENSION not in next_steps(case, standing(case, cast.handler))


def test_g03_granted_the_result_is_due_later_and_the_customer_is_told_why(cast: Cast) -> None:
    case = taken(cast)
    before = result_of(case)
    old_due_at, minutes = before.due_at, before.minutes
    ask(case, cast)
    decided = decide(case, cast, approved=True)
    due = result_of(case)
    assert local_day(old_due_at).isoformat() == "2026-11-30"
    assert local_day(due.due_at).isoformat() == "2026-12-03", "three working days more"
    assert (decided.state, decided.new_due_at) == (ExtensionState.APPROVED, due.due_at)
    assert due.minutes - due.extended_minutes == minutes
    letter = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "extension")).one()
    assert letter.facts["text"] == "设备备件正在调拨，需要多几天时间。"
    assert letter.facts["new_due_at"] == due.due_at.isoformat()
    assert "备件要从上海调拨" not in str(letter.facts)
    event = db.session.scalars(select(Event).where(Event.kind == "case.extended")).one()
    assert event.facts["due_at"] == [old_due_at.isoformat(), due.due_at.isoformat()]
    assert told("extension_granted") == [cast.handler.id]


def test_g03_a_customer_without_address_reads_it_on_the_tracking_page(cast: Cast) -> None:
    case = taken(cast, email=None)
    ask(case, cast)
    decide(case, cast, approved=True)
    contact = db.session.scalars(select(Contact).where(Contact.template == "extension")).one()
    assert (contact.means, contact.text) == ("web", "设备备件正在调拨，需要多几天时间。")


def test_g03_refused_needs_a_reason_and_changes_no_date(cast: Cast) -> None:
    case = taken(cast)
    before = result_of(case).due_at
    ask(case, cast)
    with pytest.raises(Invalid):
        decide(case, cast, approved=False)
    decided = decide(case, cast, approved=False, reason="备件当天可到，请按期完成")
    assert (decided.state, decided.decision) == (ExtensionState.REFUSED, "备件当天可到，请按期完成")
    assert result_of(case).due_at == before
    assert told("extension_refused") == [cast.handler.id]
    assert db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "extension")).all() == []
    ask(case, cast)  # a refusal uses none of the rulebook's times up


@pytest.mark.parametrize("part", ["handler", "agent", "leader", "stranger"])
def test_g03_grade_2_is_decided_by_the_head_alone(cast: Cast, part: str) -> None:
    case = taken(cast)
    ask(case, cast)
    with pytest.raises(NotAllowed):
        decide(case, cast, approved=True, part=part)


def test_g03_grade_3_is_decided_by_the_leading_group(cast: Cast) -> None:
    case = severe(cast)
    ask(case, cast)
    assert told("extension_asked") == [cast.leader.id]
    with pytest.raises(NotAllowed):
        decide(case, cast, approved=True, part="head")
    decide(case, cast, approved=True, part="leader")
    assert result_of(case).extended_minutes > 0


def test_g03_a_heads_own_request_goes_up(cast: Cast) -> None:
    case = taken(cast)
    ask(case, cast, part="head")
    assert told("extension_asked") == [cast.leader.id]
    with pytest.raises(NotAllowed):
        decide(case, cast, approved=True, part="head")
    decide(case, cast, approved=True, part="leader")


def test_g03_as_often_as_the_rulebook_says_and_no_longer(cast: Cast) -> None:
    case = taken(cast)
    for days, why in ((0, "required"), (6, "too_many_days")):
        with pytest.raises(Invalid) as refused:
            ask(case, cast, days)
        assert (refused.value.field, refused.value.why) == ("days", why)
    ask(case, cast, 5)
    decide(case, cast, approved=True)
    with pytest.raises(NotAllowed):
        ask(case, cast)


def test_g03_grade_1_knows_no_extension(cast: Cast) -> None:
    case = taken(cast)
    actions.triage(case, decision(grade=1, reason="减轻"), by=cast.agent, now=MONDAY, seen=case.version)
    assert Step.EXTENSION not in next_steps(case, standing(case, cast.handler))


def test_g03_nobody_asks_once_the_time_is_over(cast: Cast) -> None:
    case = taken(cast)
    with pytest.raises(Invalid) as refused:
        actions.ask_extension(
            case, 2, reason="甲", words="乙", by=cast.handler, now=MONDAY + 14 * DAY, seen=case.version
        )
    assert refused.value.why == "too_late"


def test_g03_nobody_is_promised_a_day_that_has_passed(cast: Cast) -> None:
    """A request that waited too long can only be refused; the due time and its clock stay as they were."""
    case = taken(cast)
    ask(case, cast, 1)
    before = result_of(case)
    kept = (before.due_at, before.minutes, before.extended_minutes)
    late = MONDAY + 30 * DAY
    with pytest.raises(Invalid) as refused:
        actions.decide_extension(case, approved=True, reason="", by=cast.head, now=late, seen=case.version)
    assert (refused.value.field, refused.value.why) == ("verdict", "date_passed")
    db.session.refresh(before)
    assert (before.due_at, before.minutes, before.extended_minutes) == kept
    assert db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "extension")).all() == []
    actions.decide_extension(case, approved=False, reason="已过期", by=cast.head, now=late, seen=case.version)


def test_g03_a_request_is_let_go_when_the_result_is_handed_in(cast: Cast) -> None:
    case = taken(cast)
    asked = ask(case, cast)
    actions.submit_result(
        case, cause="甲", done="乙", reply="丙", by=cast.handler, now=LATER, seen=case.version
    )
    assert (asked.state, case.state) == (ExtensionState.DROPPED, State.REVIEW)
    with pytest.raises((NotAllowed, WrongState)):
        decide(case, cast, approved=True)


def test_h07_two_heads_decide_once(cast: Cast) -> None:
    case = taken(cast)
    ask(case, cast)
    seen = case.version
    decide(case, cast, approved=True)
    with pytest.raises((NotAllowed, Stale)):
        actions.decide_extension(case, approved=False, reason="不", by=cast.head, now=LATER, seen=seen)


def test_g03_granted_while_the_clock_stands_still_it_still_counts(cast: Cast) -> None:
    case = taken(cast)
    before = result_of(case).due_at
    ask(case, cast)
    actions.wait_for_customer(case, "请补充", by=cast.handler, now=LATER, seen=case.version)
    decide(case, cast, approved=True)
    actions.resume(case, by=cast.handler, now=LATER + timedelta(minutes=30), seen=case.version)
    due = result_of(case)
    assert due.running
    assert local_day(before).isoformat() == "2026-11-30"
    assert local_day(due.due_at).isoformat() == "2026-12-04", "three days more, and half an hour waited"


def test_h04_the_reminders_begin_anew_for_the_later_date(cast: Cast) -> None:
    case = taken(cast)
    due = result_of(case)
    assert due.next_notice_at is not None
    keep_promises(due.id, now=due.next_notice_at)
    assert due.notices == 1
    first = told("case_due_soon")
    ask(case, cast)
    decide(case, cast, approved=True)
    due = result_of(case)
    assert (due.notices, due.next_notice_at is not None) == (0, True)
    assert due.next_notice_at is not None
    keep_promises(due.id, now=due.next_notice_at)
    assert len(told("case_due_soon")) == 2 * len(first)


@pytest.mark.parametrize("email", ["zhao@example.com", None])
def test_g03_who_cannot_be_written_to_is_called_with_the_new_date(cast: Cast, email: str | None) -> None:
    """G-03: the customer learns the new date; without mail address and gateway somebody has to call."""
    case = taken(cast, email=email)
    ask(case, cast)
    decide(case, cast, approved=True)
    assert told("extension_to_tell") == ([] if email else [cast.handler.id])
    assert told("extension_granted") == ([cast.handler.id] if email else [])


def decision_of(case: Case) -> DueTime:
    return db.session.scalars(
        select(DueTime).where(DueTime.case_id == case.id, DueTime.kind == DueKind.EXTENSION)
    ).one()


def test_g03_the_decision_on_more_time_has_a_clock_of_its_own(cast: Cast) -> None:
    """G-03, H-03: one working day for a head, half a day for the leading group; lists keep the lead's own."""
    case, grave = taken(cast), severe(cast)
    ask(case, cast)
    ask(grave, cast)
    assert decision_of(case).due_at.astimezone(SHANGHAI) == datetime(2026, 11, 24, 18, 0, tzinfo=SHANGHAI)
    assert decision_of(grave).due_at.astimezone(SHANGHAI) == datetime(2026, 11, 23, 16, 30, tzinfo=SHANGHAI)
    assert case.due_kind is not DueKind.EXTENSION
    shown = held_to(Step.EXTENSION_REVIEW, running_for([case])[case.id], standing(case, cast.head))
    assert shown is not None
    assert shown.kind is DueKind.EXTENSION
    decide(case, cast, approved=False, reason="请按期完成")
    assert (decision_of(case).ending, decision_of(case).next_notice_at) == (Ending.MET, None)


def test_h04_whoever_decides_on_more_time_is_reminded_and_then_those_above(cast: Cast) -> None:
    """G-03, H-04: before, on and after the time it is the head's, at last the leading group's; each once."""
    case = taken(cast)
    ask(case, cast)
    due, expected = decision_of(case), []
    for kind, people in (
        ("case_due_soon", {cast.head.id}),
        ("case_due", {cast.head.id}),
        ("case_late", {cast.head.id, cast.agent.id, cast.second_agent.id}),
        ("case_late", {cast.head.id, cast.leader.id}),
    ):
        assert due.next_notice_at is not None
        assert keep_promises(due.id, now=due.next_notice_at)
        expected += [(kind, person) for person in people]
    sent = db.session.scalars(select(Notice).where(Notice.facts["due"].as_string() == "extension"))
    assert sorted((each.kind, each.staff_id) for each in sent) == sorted(expected)
    assert due.next_notice_at is None


def test_g03_the_clock_of_a_decision_runs_while_the_customer_has_the_word(cast: Cast) -> None:
    case = taken(cast)
    ask(case, cast)
    actions.wait_for_customer(case, "请补充", by=cast.handler, now=LATER, seen=case.version)
    assert decision_of(case).running


def test_g03_a_request_that_is_let_go_is_reminded_of_no_more(cast: Cast) -> None:
    """G-03: with the result, with another grade, with the end of the case."""
    handed, regraded, withdrawn = taken(cast), taken(cast), taken(cast)
    for case in (handed, regraded, withdrawn):
        ask(case, cast)
    actions.submit_result(handed, cause="甲", done="乙", reply="丙", by=cast.handler, now=LATER, seen=None)
    actions.triage(regraded, decision(grade=3, reason="升级"), by=cast.agent, now=LATER, seen=None)
    actions.withdraw(withdrawn, "好了", now=LATER)
    for case in (handed, regraded, withdrawn):
        assert (decision_of(case).ending, decision_of(case).next_notice_at) == (Ending.DROPPED, None)
