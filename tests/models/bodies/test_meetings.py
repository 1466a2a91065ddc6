"""From a seat to a decision that acts: members, agenda, minutes, votes, signature, what follows (M-01)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.bodies import actions, queries
from models.bodies.actions import AgendaDraft, Appointment, ItemMinutes, MeetingDraft, TaskDraft
from models.bodies.rules.steps import acts_for
from models.bodies.tables import AgendaItem, BodyMember, BodyTask
from models.bodies.words import Act, BodyKind, Choice, Majority, Outcome, Seat, SessionState, Topic
from models.cases.actions import triage
from models.cases.intake import Triage
from models.cases.queries import due_times_of
from models.cases.tables import ActionItem, Case
from models.cases.words import Closing, DueKind, Kind, State
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.tables import Event
from models.inspection.actions import order_correction
from models.kpi.tables import KpiFlag
from models.kpi.words import Figure, FlagState, Side
from models.outbox.tables import Notice
from tests.cast import Cast, department
from tests.models.accountability.telling import decide_and_appeal
from tests.models.cases.making import DAY, HOUR, new, taken
from tests.models.cases.test_decision import unhappy
from tests.moments import MONDAY
from tests.story.meetings import about, called, decided, minute_rest, opened, seated

LEADERS = BodyKind.LEADING_GROUP
LATER = MONDAY + 5 * DAY + 3 * HOUR


def told(session: Session, kind: str) -> list[int]:
    return list(session.scalars(select(Notice.staff_id).where(Notice.kind == kind).order_by(Notice.id)))


def kinds(session: Session, subject: str) -> list[str]:
    return list(session.scalars(select(Event.kind).where(Event.subject == subject).order_by(Event.id)))


def grave(cast: Cast, now: datetime) -> Case:
    case = new(now)
    decision = Triage(Kind.COMPLAINT, "network_fault", department("JS").id, 3, (), reason="大面积断网")
    return triage(case, decision, by=cast.agent, now=now, seen=case.version)


def test_m_01_seats_have_terms(session: Session, cast: Cast) -> None:
    seated(cast, MONDAY)
    assert [(each.staff_id, each.seat) for each in queries.members(LEADERS, MONDAY.date())] == [
        (cast.leader.id, Seat.CHAIR),
        (cast.committee.id, Seat.MEMBER),
        (cast.agent.id, Seat.SECRETARY),
    ]
    wanted = Appointment(cast.finance, Seat.CHAIR, date(2026, 11, 1))
    with pytest.raises(Invalid, match="seat: body_chaired"):
        actions.appoint(LEADERS, wanted, by=cast.hr, now=MONDAY)
    with pytest.raises(Invalid, match="staff: body_seated"):
        actions.appoint(
            LEADERS, Appointment(cast.leader, Seat.MEMBER, date(2027, 1, 1)), by=cast.hr, now=MONDAY
        )
    with pytest.raises(NotAllowed, match="body_oneself"):
        actions.appoint(LEADERS, Appointment(cast.hr, Seat.MEMBER, date(2026, 12, 1)), by=cast.hr, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.appoint(LEADERS, wanted, by=cast.leader, now=MONDAY)
    term = session.scalars(select(BodyMember).where(BodyMember.staff_id == cast.leader.id)).one()
    with pytest.raises(Invalid, match="last_day: term_order"):
        actions.end_term(term, date(2025, 1, 1), "调离", by=cast.hr, now=MONDAY)
    actions.end_term(term, date(2026, 11, 30), "调离", by=cast.hr, now=MONDAY)
    actions.appoint(LEADERS, Appointment(cast.finance, Seat.CHAIR, date(2026, 12, 1)), by=cast.hr, now=MONDAY)
    assert queries.seat_of(cast.leader, LEADERS, date(2026, 11, 30)) is Seat.CHAIR
    assert queries.seat_of(cast.leader, LEADERS, date(2026, 12, 1)) is None
    assert queries.seat_of(cast.finance, LEADERS, date(2026, 12, 1)) is Seat.CHAIR
    assert told(session, "body_appointed") == [
        cast.leader.id,
        cast.committee.id,
        cast.agent.id,
        cast.finance.id,
    ]
    assert told(session, "body_term_ended") == [cast.leader.id]


def test_m_01_a_meeting_keeps_the_rule_it_was_called_under(session: Session, cast: Cast) -> None:
    actions.appoint(
        LEADERS, Appointment(cast.agent, Seat.SECRETARY, date(2026, 1, 5)), by=cast.hr, now=MONDAY
    )
    with pytest.raises(Invalid, match="title: body_without_rule"):
        called(cast, MONDAY)
    actions.set_rule(LEADERS, 50, Majority.SIMPLE, chair_decides=False, by=cast.hr, now=MONDAY)
    with pytest.raises(Invalid, match="starts_at: body_without_members"):
        called(cast, MONDAY)
    actions.appoint(LEADERS, Appointment(cast.leader, Seat.CHAIR, date(2026, 1, 5)), by=cast.hr, now=MONDAY)
    meeting = called(cast, MONDAY)
    actions.set_rule(LEADERS, 100, Majority.ABSOLUTE, chair_decides=True, by=cast.hr, now=MONDAY)
    assert queries.held(meeting).rule.quorum_percent == 50
    assert [each.quorum_percent for each in queries.rules_before(LEADERS)] == [100, 50]


def test_m_01_the_agenda_gathers_what_waits(session: Session, cast: Cast) -> None:
    """G-04, R-04, A-03: grave cases, rounds used up, appeals, and what was given and is not done."""
    seated(cast, MONDAY)
    spent, bad = unhappy(cast, 3), grave(cast, MONDAY + 4 * DAY)
    appealed = decide_and_appeal(cast, MONDAY + 4 * DAY)
    before = opened(cast, MONDAY)
    task = TaskDraft("补齐话术", cast.handler, MONDAY + 9 * DAY)
    item = actions.add_item(before, AgendaDraft("回访安排"), by=cast.agent, now=MONDAY + HOUR, seen=None)
    plain = ItemMinutes("讨论。", tasks=(task,))
    actions.write_item(before, item.id, plain, by=cast.agent, now=MONDAY + 2 * HOUR, seen=None)
    minute_rest(cast, before, MONDAY + 2 * HOUR)
    actions.sign(before, by=cast.leader, now=MONDAY + 2 * HOUR, seen=None)
    [given] = queries.my_tasks(cast.handler)
    meeting = called(cast, LATER)
    assert [(each.topic, each.about) for each in queries.agenda_of(meeting)] == [
        (Topic.ROUNDS, spent.audit_name),
        (Topic.GRAVE, bad.audit_name),
        (Topic.APPEAL, appealed.audit_name),
        (Topic.TASK, given.audit_name),
    ]
    committee = queries.waiting_for(BodyKind.COMMITTEE, LATER)
    assert [each.topic for each in committee] == [Topic.ROUNDS, Topic.GRAVE]
    assert told(session, "body_invited") == [cast.committee.id, cast.leader.id] * 2


def test_m_01_a_decision_closes_a_case(session: Session, cast: Cast) -> None:
    """R-04: by the leading group's own step, in the name of who carries it out, once."""
    case = unhappy(cast, 3)
    seated(cast, MONDAY)
    meeting = opened(cast, LATER)
    item = about(meeting, case.audit_name)
    closing = decided(cast, Act.CASE_CLOSURE, "已尽合理义务，作结案处理。", committee=Choice.NO)
    actions.write_item(meeting, item.id, closing, by=cast.agent, now=LATER + HOUR, seen=meeting.version)
    with pytest.raises(WrongState):
        actions.carry_out(meeting, item.id, by=cast.leader, now=LATER + HOUR)
    minute_rest(cast, meeting, LATER + HOUR)
    with pytest.raises(NotAllowed):
        actions.sign(meeting, by=cast.committee, now=LATER + HOUR, seen=None)
    with pytest.raises(Stale):
        actions.sign(meeting, by=cast.leader, now=LATER + HOUR, seen=1)
    signed = actions.sign(meeting, by=cast.leader, now=LATER + HOUR, seen=None)
    assert (signed.state, about(signed, case.audit_name).outcome) == (SessionState.SIGNED, Outcome.CARRIED)
    for nobody in (cast.committee, cast.handler):  # a seat grants nothing, nor does having the case
        with pytest.raises(NotAllowed):
            actions.carry_out(meeting, item.id, by=nobody, now=LATER + HOUR)
    actions.carry_out(meeting, item.id, by=cast.leader, now=LATER + 2 * HOUR)
    session.refresh(case)
    assert (case.state, case.closing) == (State.CLOSED, Closing.LEADING_GROUP)
    assert case.closing_reason == f"已尽合理义务，作结案处理。（{meeting.number}-{item.position}）"
    with pytest.raises(WrongState):
        actions.carry_out(meeting, item.id, by=cast.leader, now=LATER + 2 * HOUR)
    with pytest.raises(WrongState):
        actions.write_item(meeting, item.id, closing, by=cast.agent, now=LATER + 2 * HOUR, seen=None)
    assert kinds(session, meeting.audit_name)[-2:] == ["meeting.signed", "meeting.carried_out"]
    assert told(session, "body_to_carry_out") == [cast.committee.id, cast.agent.id]


def test_m_01_a_decision_sends_a_case_another_round(session: Session, cast: Cast) -> None:
    case = unhappy(cast, 3)
    seated(cast, MONDAY)
    meeting = opened(cast, LATER)
    item = about(meeting, case.audit_name)
    actions.write_item(
        meeting,
        item.id,
        decided(cast, Act.CASE_ROUND, "换专线再试"),
        by=cast.agent,
        now=LATER + HOUR,
        seen=None,
    )
    minute_rest(cast, meeting, LATER + HOUR)
    actions.sign(meeting, by=cast.leader, now=LATER + HOUR, seen=None)
    actions.carry_out(meeting, item.id, by=cast.leader, now=LATER + HOUR)
    reason = session.scalars(select(Event.reason).where(Event.kind == "case.decided")).one()
    assert reason == f"换专线再试（{meeting.number}-{item.position}）"


def test_m_01_g_04_a_meeting_counts_as_the_emergency_meeting(session: Session, cast: Cast) -> None:
    """The case gets minutes and action items by its own step; nobody is reminded of them twice."""
    case = grave(cast, MONDAY)
    seated(cast, MONDAY)
    meeting = opened(cast, MONDAY + HOUR)
    item = about(meeting, case.audit_name)
    task = TaskDraft("两小时内恢复备用链路", cast.handler, MONDAY + DAY)
    minutes = decided(cast, Act.CASE_MEETING, "启用应急预案", tasks=(task,))
    actions.write_item(meeting, item.id, minutes, by=cast.agent, now=MONDAY + 2 * HOUR, seen=None)
    actions.sign(meeting, by=cast.leader, now=MONDAY + 2 * HOUR, seen=None)
    with pytest.raises(NotAllowed):  # who leads the case does: customer service, or the department
        actions.carry_out(meeting, item.id, by=cast.leader, now=MONDAY + 2 * HOUR)
    actions.carry_out(meeting, item.id, by=cast.agent, now=MONDAY + 2 * HOUR)
    [due] = [each for each in due_times_of(case) if each.kind is DueKind.MEETING]
    assert due.ended_at == MONDAY + 2 * HOUR
    followed = session.scalars(select(ActionItem)).one()
    assert (followed.text, followed.owner_id, followed.due_at) == (task.text, cast.handler.id, task.due_at)
    given = session.scalars(select(BodyTask)).one()
    assert (given.open, given.next_notice_at) == (False, None)


def test_m_01_a_03_a_decision_hears_an_appeal(session: Session, cast: Cast) -> None:
    matter = decide_and_appeal(cast, MONDAY)
    seated(cast, MONDAY)
    meeting = opened(cast, MONDAY + HOUR)
    item = about(meeting, matter.audit_name)
    heard = decided(cast, Act.APPEAL_STANDS, "原决定事实清楚，予以维持。")
    actions.write_item(meeting, item.id, heard, by=cast.agent, now=MONDAY + 2 * HOUR, seen=None)
    minute_rest(cast, meeting, MONDAY + 2 * HOUR)
    actions.sign(meeting, by=cast.leader, now=MONDAY + 2 * HOUR, seen=None)
    with pytest.raises(NotAllowed):
        actions.carry_out(meeting, item.id, by=cast.hr, now=MONDAY + 2 * HOUR)
    actions.carry_out(meeting, item.id, by=cast.leader, now=MONDAY + 2 * HOUR)
    session.refresh(matter)
    assert (matter.state.value, matter.appeal.outcome.value if matter.appeal else "") == ("final", "stands")


def test_m_01_who_is_concerned_has_no_vote(session: Session, cast: Cast) -> None:
    """A-04: the owner of a case takes no part, whatever was ticked."""
    case = taken(cast, MONDAY)
    seated(cast, MONDAY)
    actions.appoint(LEADERS, Appointment(cast.handler, Seat.MEMBER, date(2026, 1, 5)), by=cast.hr, now=MONDAY)
    meeting = opened(cast, MONDAY + HOUR)
    draft = AgendaDraft("", case.audit_name, Topic.ROUNDS)
    item = actions.add_item(meeting, draft, by=cast.agent, now=MONDAY + 2 * HOUR, seen=None)
    with pytest.raises(Invalid, match="about: agenda_there"):
        actions.add_item(meeting, draft, by=cast.agent, now=MONDAY + 2 * HOUR, seen=None)
    minutes = decided(cast, None, handler=Choice.YES, committee=Choice.NO, leader=Choice.NO)
    written = actions.write_item(meeting, item.id, minutes, by=cast.agent, now=MONDAY + 2 * HOUR, seen=None)
    votes = {each.staff_id: each.choice for each in written.votes}
    assert votes[cast.handler.id] is Choice.RECUSED
    assert written.outcome is Outcome.REJECTED


def test_m_01_who_is_concerned_counts_nowhere_though_absent(session: Session, cast: Cast) -> None:
    """A-04: two of the three who may vote are more than half; of all four they would not be."""
    case = taken(cast, MONDAY)
    seated(cast, MONDAY)
    actions.set_rule(LEADERS, 60, Majority.ABSOLUTE, chair_decides=False, by=cast.hr, now=MONDAY)
    for person in (cast.handler, cast.finance):
        actions.appoint(LEADERS, Appointment(person, Seat.MEMBER, date(2026, 1, 5)), by=cast.hr, now=MONDAY)
    meeting = called(cast, MONDAY)
    present = [cast.leader.id, cast.committee.id, cast.agent.id]
    meeting = actions.open_meeting(meeting, present, cast.leader.id, by=cast.agent, now=MONDAY, seen=None)
    draft = AgendaDraft("", case.audit_name, Topic.ROUNDS)
    item = actions.add_item(meeting, draft, by=cast.agent, now=MONDAY, seen=None)
    minutes = decided(cast, None)
    written = actions.write_item(meeting, item.id, minutes, by=cast.agent, now=MONDAY, seen=None)
    assert written.outcome is Outcome.CARRIED
    assert {each.staff_id for each in written.votes} == {cast.leader.id, cast.committee.id}


def test_m_01_a_department_has_no_vote_on_its_own_flag_and_correction(session: Session, cast: Cast) -> None:
    """A-04: neither who heads it nor who works there."""
    theirs = {"department_id": department("JS").id, "month": date(2026, 10, 1), "months": []}
    flag = KpiFlag(
        side=Side.BELOW, figure=Figure.TIMELINESS, found_at=MONDAY, state=FlagState.OPEN, reason="", **theirs
    )
    session.add(flag)
    session.flush()
    ordered = order_correction("inspection:1", department("JS").id, "补齐", by=cast.inspector, now=MONDAY)
    people = {cast.head.id, cast.handler.id, cast.leader.id}
    for topic, name in ((Topic.FLAG, flag.audit_name), (Topic.CORRECTION, ordered.audit_name)):
        item = AgendaItem(topic=topic, about=name)
        assert queries.concerned_in(item, people, MONDAY) == {cast.head.id, cast.handler.id}


def test_m_01_no_body_decides_beyond_its_powers(session: Session, cast: Cast) -> None:
    """Cases are the committee's and the leading group's, appeals the leading group's alone."""
    group = BodyKind.SUPERVISION_GROUP
    case = unhappy(cast, 3)
    seated(cast, MONDAY, group)
    meeting = opened(cast, LATER, group)
    draft = AgendaDraft("", case.audit_name, Topic.ROUNDS)
    item = actions.add_item(meeting, draft, by=cast.agent, now=LATER + HOUR, seen=None)
    closing = decided(cast, Act.CASE_CLOSURE)
    with pytest.raises(Invalid, match="act: act_unfit"):
        actions.write_item(meeting, item.id, closing, by=cast.agent, now=LATER + HOUR, seen=None)
    assert acts_for(Topic.ROUNDS, BodyKind.COMMITTEE) == (Act.CASE_CLOSURE, Act.CASE_ROUND)
    assert acts_for(Topic.APPEAL, BodyKind.COMMITTEE) == ()


def test_m_01_a_meeting_is_opened_on_its_day_with_the_seats_of_that_day(session: Session, cast: Cast) -> None:
    """A term that ended meanwhile has no vote any more."""
    seated(cast, MONDAY)
    draft = MeetingDraft("专题会", MONDAY + 2 * DAY, MONDAY + 2 * DAY + HOUR, "二楼")
    meeting = actions.call_meeting(LEADERS, draft, by=cast.agent, now=MONDAY)
    everybody = [each.staff_id for each in meeting.seats]
    with pytest.raises(Invalid, match="present: meeting_early"):
        actions.open_meeting(meeting, everybody, cast.leader.id, by=cast.agent, now=MONDAY, seen=None)
    term = session.scalars(select(BodyMember).where(BodyMember.staff_id == cast.committee.id)).one()
    actions.end_term(term, MONDAY.date(), "调离", by=cast.hr, now=MONDAY)
    day = MONDAY + 2 * DAY
    meeting = actions.open_meeting(meeting, everybody, cast.leader.id, by=cast.agent, now=day, seen=None)
    assert {each.staff_id: each.seat for each in meeting.seats} == {
        cast.leader.id: Seat.CHAIR,
        cast.committee.id: None,
        cast.agent.id: Seat.SECRETARY,
    }


@pytest.mark.parametrize(
    ("minutes", "refused"),
    [
        (ItemMinutes(" "), "words: required"),
        (ItemMinutes("议", act=Act.CASE_CLOSURE), "decision: required"),
        (ItemMinutes("议", "同意", act=Act.APPEAL_STANDS), "act: act_unfit"),
        (ItemMinutes("议", "同意"), "votes: votes_missing"),
        (ItemMinutes("议", "同意", postponed=True), "postponed: postponed_decision"),
    ],
)
def test_m_01_minutes_that_do_not_fit_are_refused(
    session: Session, cast: Cast, minutes: ItemMinutes, refused: str
) -> None:
    case = unhappy(cast, 3)
    seated(cast, MONDAY)
    meeting = opened(cast, LATER)
    item = about(meeting, case.audit_name)
    with pytest.raises(Invalid, match=refused):
        actions.write_item(meeting, item.id, minutes, by=cast.agent, now=LATER + HOUR, seen=None)
    late = ItemMinutes("议", tasks=(TaskDraft("补做", cast.handler, MONDAY),))
    with pytest.raises(Invalid, match="tasks: task_past"):
        actions.write_item(meeting, item.id, late, by=cast.agent, now=LATER + HOUR, seen=None)


def test_m_01_who_opens_keeps_and_another_signs(session: Session, cast: Cast) -> None:
    seated(cast, MONDAY)
    meeting = called(cast, MONDAY)
    everybody = [each.staff_id for each in meeting.seats]
    for chair, why in (
        (cast.agent.id, "chair_not_there"),  # a secretary has no vote
        (cast.finance.id, "chair_not_there"),
    ):
        with pytest.raises(Invalid, match=why):
            actions.open_meeting(meeting, everybody, chair, by=cast.agent, now=MONDAY, seen=None)
    with pytest.raises(Invalid, match="chair_keeps"):
        actions.open_meeting(meeting, everybody, cast.leader.id, by=cast.leader, now=MONDAY, seen=None)
    with pytest.raises(NotAllowed):
        actions.open_meeting(meeting, everybody, cast.leader.id, by=cast.committee, now=MONDAY, seen=None)


def test_m_01_moved_and_called_off(session: Session, cast: Cast) -> None:
    """Calendars see that it is newer; everybody invited is told."""
    seated(cast, MONDAY)
    meeting = called(cast, MONDAY, guests=(cast.handler,))
    draft = MeetingDraft("疑难投诉专题会", MONDAY + DAY, MONDAY + DAY + HOUR, "二楼")
    meeting = actions.change_meeting(meeting, draft, by=cast.agent, now=MONDAY, seen=meeting.version)
    assert (meeting.sequence, meeting.starts_at) == (1, MONDAY + DAY)
    past = MeetingDraft("会", MONDAY - DAY, MONDAY, "二楼")
    with pytest.raises(Invalid, match="starts_at: meeting_past"):
        actions.change_meeting(meeting, past, by=cast.agent, now=MONDAY, seen=None)
    actions.cancel_meeting(meeting, "人数不足", by=cast.leader, now=MONDAY, seen=None)
    assert sorted(told(session, "body_cancelled")) == sorted(
        [cast.agent.id, cast.committee.id, cast.handler.id]
    )
    assert queries.find(cast.handler, meeting.number, MONDAY.date()) == meeting  # a guest was invited
    assert queries.find(cast.stranger, meeting.number, MONDAY.date()) is None
    assert queries.find(cast.auditor, meeting.number, MONDAY.date()) == meeting


def test_m_01_h_04_reminders_of_action_items(session: Session, cast: Cast) -> None:
    """Before the time and on it, each once though two clocks run; done says what came of it."""
    seated(cast, MONDAY)
    meeting = opened(cast, MONDAY)
    item = actions.add_item(meeting, AgendaDraft("安排"), by=cast.agent, now=MONDAY + HOUR, seen=None)
    tasks = (
        TaskDraft("补齐话术", cast.handler, MONDAY + 2 * DAY),
        TaskDraft("核对名单", cast.head, MONDAY + 2 * DAY),
    )
    actions.write_item(
        meeting, item.id, ItemMinutes("讨论", tasks=tasks), by=cast.agent, now=MONDAY + HOUR, seen=None
    )
    assert queries.my_tasks(cast.handler) == []  # given once the minutes are signed
    actions.sign(meeting, by=cast.leader, now=MONDAY + HOUR, seen=None)
    [mine], [other] = queries.my_tasks(cast.handler), queries.my_tasks(cast.head)
    soon = mine.next_notice_at
    assert soon is not None
    assert MONDAY < soon < mine.due_at
    assert [actions.remind_task(mine.id, now=soon) for _ in range(2)] == [True, False]
    assert told(session, "body_task_soon") == [cast.handler.id]
    late = MONDAY + 2 * DAY + timedelta(minutes=1)
    assert [actions.remind_task(mine.id, now=late) for _ in range(2)] == [True, False]
    assert told(session, "body_task_late") == sorted([cast.handler.id, cast.agent.id, cast.leader.id])
    with pytest.raises(NotAllowed):
        actions.finish_task(mine, "好了", by=cast.head, now=late)
    with pytest.raises(Invalid, match="remark: required"):
        actions.finish_task(mine, " ", by=cast.handler, now=late)
    actions.finish_task(mine, "已下发新话术", by=cast.handler, now=late)
    with pytest.raises(WrongState):
        actions.finish_task(mine, "再次", by=cast.handler, now=late)
    actions.drop_task(other, "名单已由质管部核对", by=cast.leader, now=late)
    assert queries.open_tasks(LEADERS) == []
    assert queries.due_tasks(late + DAY) == []
