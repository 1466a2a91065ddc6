"""What else may happen to a case on its way (H-03, H-05, H-07, H-08, H-09)."""

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.queries import due_notices, due_times_of, timeline
from models.cases.tables import DueTime
from models.cases.words import Closing, DueKind, State
from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.rulebook.queries import rules_of
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.models.cases.loop.reading import letters, notices
from tests.models.cases.making import HOUR, taken, triaged

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]


def test_waiting_for_the_customer_stops_the_clock(cast: Cast) -> None:
    """H-03: the due time moves by the working time that stood still, and the case says so."""
    case = taken(cast)
    due = due_times_of(case, DueKind.RESULT)[0]
    before = due.due_at
    actions.wait_for_customer(
        case, "请问方便上门的时间？", by=cast.handler, now=MONDAY + HOUR, seen=case.version
    )
    assert (case.state, case.due_at) == (State.WAITING, None)
    assert letters(case)[-1] == "more_info_request"

    actions.add_words(case, "周五上午", [], now=MONDAY + 3 * HOUR)  # 11:00 to 13:00, of which 1 h is work
    assert case.state is State.HANDLING
    db.session.refresh(due)
    assert [(pause.since, pause.until) for pause in due.pauses] == [(MONDAY + HOUR, MONDAY + 3 * HOUR)]
    assert due.due_at.astimezone(MONDAY.tzinfo).strftime("%m-%d %H:%M") == "12-01 10:00"
    assert before.astimezone(MONDAY.tzinfo).strftime("%m-%d %H:%M") == "11-30 18:00"
    assert (cast.handler.id, "customer_added") in notices(case)


def test_two_people_never_overwrite_each_other(cast: Cast) -> None:
    """H-07: the second one is told, and nothing of theirs is stored."""
    case = taken(cast)
    seen = case.version
    actions.assign(case, cast.handler, reason="确认", by=cast.head, now=MONDAY, seen=seen)
    actions.wait_for_customer(case, "请补充", by=cast.handler, now=MONDAY, seen=case.version)
    with pytest.raises(Stale):
        actions.assign(case, cast.handler, reason="再派", by=cast.head, now=MONDAY, seen=seen)


def test_a_stranger_can_do_nothing(cast: Cast) -> None:
    """X-01: a handler of another department may take no step."""
    case = triaged(cast)
    steps = [
        lambda: actions.take(case, by=cast.stranger, now=MONDAY, seen=None),
        lambda: actions.assign(case, cast.handler, by=cast.stranger, now=MONDAY, seen=None),
        lambda: actions.make_plan(case, "方案", [], by=cast.stranger, now=MONDAY, seen=None),
        lambda: actions.add_note(case, "记录", by=cast.stranger, now=MONDAY),
        lambda: actions.nudge(case, "催", by=cast.stranger, now=MONDAY),
        lambda: actions.close(
            case, Closing.MALICIOUS, reason="恶意", by=cast.stranger, now=MONDAY, seen=None
        ),
    ]
    for step in steps:
        with pytest.raises(NotAllowed):
            step()


def test_a_head_closes_a_malicious_complaint_with_reasons(cast: Cast) -> None:
    """H-09: by a head, told to the customer; an agent may not."""
    case = triaged(cast)
    with pytest.raises(NotAllowed):
        actions.close(case, Closing.MALICIOUS, reason="重复恶意", by=cast.agent, now=MONDAY, seen=None)
    actions.close(case, Closing.MALICIOUS, reason="经核实不属实", by=cast.head, now=MONDAY, seen=None)
    assert (case.state, case.closing, case.closing_reason) == (
        State.CLOSED,
        Closing.MALICIOUS,
        "经核实不属实",
    )
    assert letters(case)[-1] == "closed"


def test_a_customer_withdraws_presses_and_adds_within_limits(cast: Cast) -> None:
    """H-08, H-03: pressing is limited and reaches owner and head; withdrawing ends all clocks."""
    case = taken(cast)
    actions.press(case, "太慢了", now=MONDAY + HOUR)
    assert {(cast.head.id, "case_pressed"), (cast.handler.id, "case_pressed")} <= notices(case)
    limit = rules_of(case.rulebook_id).public_form.nudges_a_day
    for _ in range(limit - 1):
        actions.press(case, "快点", now=MONDAY + HOUR)
    with pytest.raises(Invalid) as refused:
        actions.press(case, "快点", now=MONDAY + HOUR)
    assert refused.value.why == "too_often"
    with pytest.raises(Invalid) as unsaid:
        actions.withdraw(case, " ", now=MONDAY + 2 * HOUR)
    assert (unsaid.value.field, unsaid.value.why) == ("text", "required")
    actions.withdraw(case, "已经好了", now=MONDAY + 2 * HOUR)
    assert (case.state, case.closing) == (State.CLOSED, Closing.WITHDRAWN)
    assert not db.session.scalars(
        select(DueTime).where(DueTime.case_id == case.id, DueTime.ended_at.is_(None))
    ).all()
    assert due_notices(MONDAY + 2400 * HOUR) == [], "H-03: a withdrawn case does not escalate"
    with pytest.raises(WrongState):
        actions.add_words(case, "再说一句", [], now=MONDAY + 3 * HOUR)


def test_the_story_names_people_and_rows_in_a_fixed_number_of_queries(cast: Cast, statements) -> None:  # type: ignore[no-untyped-def]
    """M-02: the timeline costs the same at 3 events and at 30."""
    case = taken(cast)
    actions.add_note(case, "记录", by=cast.handler, now=MONDAY)
    db.session.commit()
    with statements() as few:
        timeline(case)
    for n in range(25):
        actions.add_note(case, f"记录 {n}", by=cast.handler, now=MONDAY)
    db.session.commit()
    with statements() as many:
        entries = timeline(case)
    assert entries[-1].row.text == "记录 24"
    assert many.count == few.count
