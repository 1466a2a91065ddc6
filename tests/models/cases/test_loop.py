"""A case goes from the customer's words to the customer's word on the result, and back."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.cases import actions
from models.cases.queries import due_times_of, timeline
from models.cases.tables import Case, Contact, DueTime, Result
from models.cases.words import Channel, Closing, ContactMeans, DueKind, Ending, State, Verdict
from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.queries import history
from models.outbox.tables import Notice, OutboxMessage
from models.rulebook.queries import rules_of
from tests.cast import Cast, department
from tests.conftest import MONDAY
from tests.models.cases.making import HOUR, answered, decision, in_review, new, taken, triaged

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]


def letters(case: Case) -> list[str]:
    found = select(OutboxMessage.kind).where(OutboxMessage.about == case.audit_name)
    return list(db.session.scalars(found.order_by(OutboxMessage.id)))


def notices(case: Case) -> set[tuple[int, str]]:
    rows = db.session.execute(select(Notice.staff_id, Notice.kind).where(Notice.about == case.audit_name))
    return {(staff, kind) for staff, kind in rows}


def kinds(case: Case) -> list[str]:
    return [event.kind for event in history(case.audit_name)]


def test_a_voice_becomes_a_numbered_case_that_is_acknowledged(cast: Cast) -> None:
    """V-02, V-08, H-01: number, customer, first-response clock, acknowledgement, notice to service."""
    case = new()

    assert (case.number, case.state, case.channel) == ("HY-20261123-0001", State.NEW, Channel.WEB)
    assert case.title == "从上周三开始，每天晚上八点以后宽带就断网，报修了…"
    assert case.customer.phone == "+8613812345678"
    assert [(due.kind, due.ended_at) for due in due_times_of(case)] == [(DueKind.FIRST_RESPONSE, None)]
    assert case.due_kind is DueKind.FIRST_RESPONSE
    assert letters(case) == ["acknowledgement"]
    assert notices(case) == {(cast.agent.id, "case_new"), (cast.second_agent.id, "case_new")}
    assert kinds(case) == ["case.opened"]


def test_numbers_count_on_through_the_day_and_begin_anew_at_midnight(cast: Cast) -> None:
    """V-02: the day is a day in Shanghai."""
    late = MONDAY.replace(hour=23, minute=59)
    numbers = [new(MONDAY).number, new(late).number, new(late + HOUR).number]
    assert numbers == ["HY-20261123-0001", "HY-20261123-0002", "HY-20261124-0001"]


def test_the_same_form_sent_twice_is_one_case(cast: Cast) -> None:
    """V-08: a double click registers once."""
    first = new(submission="ABC123")
    again = new(submission="ABC123")
    assert again is first
    assert letters(first) == ["acknowledgement"]


def test_the_same_customer_is_known_again_and_not_overwritten(cast: Cast) -> None:
    """V-02: what a stranger types into a form does not change what we know."""
    first = new()
    again = new(name="赵某", account="YF-0755-88213")
    assert again.customer_id == first.customer_id
    assert (again.customer.name, again.customer.account) == ("赵玉兰", "YF-0755-88213")
    assert again.contact_name == "赵某"


def test_triage_gives_the_case_to_a_department_with_clocks(cast: Cast) -> None:
    """T-01, T-04, G-03: grade 2 has a plan in 2 wd and a result in 5 wd, counted from the decision."""
    case = triaged(cast)

    assert (case.state, case.grade, case.lead_department_id) == (State.ASSIGNED, 2, department("JS").id)
    ends = {due.kind: due.due_at.astimezone(MONDAY.tzinfo) for due in due_times_of(case)}
    assert ends[DueKind.PLAN].strftime("%m-%d %H:%M") == "11-25 18:00"
    assert ends[DueKind.RESULT].strftime("%m-%d %H:%M") == "11-30 18:00"
    assert (cast.head.id, "case_assigned") in notices(case)
    event = history(case.audit_name)[-1]
    assert event.facts["changed"]["category"] == [None, "network_fault"]
    assert event.reason == "判断为中度"


def test_a_complaint_needs_a_grade_with_reasons(cast: Cast) -> None:
    """G-01: ticked criteria or words; what is no complaint has no grade."""
    case = new()
    with pytest.raises(Invalid) as missing:
        actions.triage(case, decision(grade=None), by=cast.agent, now=MONDAY, seen=case.version)
    assert (missing.value.field, missing.value.why) == ("grade", "required")
    with pytest.raises(Invalid) as bare:
        actions.triage(case, decision(reason=""), by=cast.agent, now=MONDAY, seen=case.version)
    assert (bare.value.field, bare.value.why) == ("criteria", "required")


def test_a_second_decision_needs_a_reason_and_keeps_the_first_in_the_history(cast: Cast) -> None:
    """T-05: every change is in the history with a reason."""
    case = triaged(cast)
    with pytest.raises(Invalid) as missing:
        actions.triage(
            case,
            decision(grade=2, reason=" ", criteria=["partial_failure"]),
            by=cast.agent,
            now=MONDAY,
            seen=case.version,
        )
    assert (missing.value.field, missing.value.why) == ("reason", "required")

    actions.triage(
        case, decision(grade=1, reason="影响较小"), by=cast.agent, now=MONDAY + HOUR, seen=case.version
    )
    changes = [
        event.facts["changed"].get("grade")
        for event in history(case.audit_name)
        if event.kind == "case.triaged"
    ]
    assert changes == [[None, 2], [2, 1]]
    running = {due.kind: due.ended_at for due in due_times_of(case, DueKind.RESULT)}
    assert running[DueKind.RESULT] is None
    dropped = [due for due in due_times_of(case, DueKind.RESULT) if due.ending is Ending.DROPPED]
    assert len(dropped) == 1


def test_nobody_reviews_an_own_result(cast: Cast) -> None:
    """H-06: review by someone other than the handler; the database refuses it too."""
    case = in_review(cast)
    case.owner_id = cast.head.id
    db.session.flush()
    with pytest.raises(NotAllowed):
        actions.approve(case, by=cast.head, now=MONDAY, seen=case.version)
    with pytest.raises(NotAllowed):
        actions.approve(case, by=cast.handler, now=MONDAY, seen=case.version)
    with pytest.raises(NotAllowed):
        actions.approve(case, by=cast.stranger, now=MONDAY, seen=case.version)
    assert case.state is State.REVIEW
    result = db.session.scalars(select(Result).where(Result.case_id == case.id)).one()
    result.verdict, result.reviewer_id, result.reviewed_at = Verdict.APPROVED, cast.handler.id, MONDAY
    with pytest.raises(IntegrityError, match="reviewed_by_another"):
        db.session.flush()


def test_a_result_sent_back_goes_to_the_handler_with_reasons(cast: Cast) -> None:
    """H-06: the reasons are kept, the next result is a row of its own."""
    case = in_review(cast)
    with pytest.raises(Invalid):
        actions.reject(case, "  ", by=cast.head, now=MONDAY, seen=case.version)
    actions.reject(case, "没有说明补偿", by=cast.head, now=MONDAY + 2 * HOUR, seen=case.version)
    assert case.state is State.HANDLING
    actions.submit_result(
        case,
        cause="原因",
        done="措施",
        reply="答复",
        by=cast.handler,
        now=MONDAY + 3 * HOUR,
        seen=case.version,
    )
    rows = db.session.scalars(select(Result).where(Result.case_id == case.id).order_by(Result.id)).all()
    assert [(row.verdict, row.review_reason) for row in rows] == [
        (Verdict.REJECTED, "没有说明补偿"),
        (Verdict.SUBMITTED, ""),
    ]
    assert (cast.handler.id, "result_rejected") in notices(case)


def test_an_approved_result_is_told_by_letter(cast: Cast) -> None:
    """R-01, H-05: the reply leaves by mail, is in the contact log, and ends the clocks."""
    case = answered(cast)

    assert case.state is State.ANSWERED
    assert letters(case) == ["acknowledgement", "reply"]
    contact = db.session.scalars(
        select(Contact).where(Contact.case_id == case.id, Contact.template == "reply")
    ).one()
    assert (contact.means, contact.text) == (
        ContactMeans.EMAIL,
        "已为您更换楼栋设备，给您带来不便，深表歉意。",
    )
    assert {due.kind: due.ending for due in due_times_of(case)} == {
        DueKind.FIRST_RESPONSE: Ending.MET,
        DueKind.PLAN: Ending.MET,
        DueKind.RESULT: Ending.MET,
        DueKind.REVIEW: Ending.MET,
    }
    assert (case.due_at, case.due_kind) == (None, None)


def test_a_customer_without_an_address_is_told_by_hand(cast: Cast) -> None:
    """R-01: the case waits to be told, with a due time of its own."""
    case = in_review(cast, email=None)
    actions.approve(case, by=cast.head, now=MONDAY + 2 * HOUR, seen=case.version)
    assert case.state is State.APPROVED
    assert [due.kind for due in due_times_of(case, DueKind.TELL) if due.running] == [DueKind.TELL]
    actions.tell(
        case,
        means=ContactMeans.PHONE,
        text="好的，谢谢",
        by=cast.handler,
        now=MONDAY + 3 * HOUR,
        seen=case.version,
    )
    assert case.state is State.ANSWERED
    assert letters(case) == []


def test_content_closes_and_not_content_reopens_once(cast: Cast) -> None:
    """R-01, R-04: round 2, priority raised, head told, customer told, clocks anew."""
    case = answered(cast)
    before = case.priority
    actions.confirm(case, False, "还是断网", now=MONDAY + 5 * HOUR)

    assert (case.state, case.round, case.priority) == (State.HANDLING, 2, before - 1)
    assert letters(case)[-1] == "reopened"
    assert {(cast.head.id, "case_reopened"), (cast.handler.id, "case_reopened")} <= notices(case)
    running = [(due.kind, due.round) for due in due_times_of(case) if due.ended_at is None]
    assert running == [(DueKind.FIRST_RESPONSE, 2), (DueKind.RESULT, 2)]
    with pytest.raises(WrongState):
        actions.reopen(case, why="dissatisfied", by=cast.agent, now=MONDAY + 5 * HOUR)
    assert kinds(case).count("case.reopened") == 1


def test_content_closes_the_case(cast: Cast) -> None:
    """R-01: closed as confirmed, nothing left due."""
    case = answered(cast)
    actions.confirm(case, True, "", now=MONDAY + 5 * HOUR)
    assert (case.state, case.closing) == (State.CLOSED, Closing.CONFIRMED)
    assert all(due.ended_at for due in due_times_of(case))


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
    """H-08: pressing is limited by the rulebook and reaches owner and head; withdrawing ends all clocks."""
    case = taken(cast)
    actions.press(case, "太慢了", now=MONDAY + HOUR)
    assert {(cast.head.id, "case_pressed"), (cast.handler.id, "case_pressed")} <= notices(case)
    limit = rules_of(case.rulebook_id).public_form.nudges_a_day
    for _ in range(limit - 1):
        actions.press(case, "快点", now=MONDAY + HOUR)
    with pytest.raises(Invalid) as refused:
        actions.press(case, "快点", now=MONDAY + HOUR)
    assert refused.value.why == "too_often"
    actions.withdraw(case, "已经好了", now=MONDAY + 2 * HOUR)
    assert (case.state, case.closing) == (State.CLOSED, Closing.WITHDRAWN)
    assert not db.session.scalars(
        select(DueTime).where(DueTime.case_id == case.id, DueTime.ended_at.is_(None))
    ).all()
    with pytest.raises(WrongState):
        actions.add_words(case, "再说一句", [], now=MONDAY + 3 * HOUR)


def test_the_story_names_people_and_rows_in_a_fixed_number_of_queries(cast: Cast, statements) -> None:  # type: ignore[no-untyped-def]
    """M-02: the timeline costs the same at 3 events and at 30."""
    case = taken(cast)
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
