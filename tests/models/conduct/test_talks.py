"""Talks with heads: from a decided matter or a flag to goals that were met or missed (C-03, A-04)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.accountability import actions as matters
from models.accountability.rules.measures import MeasureDraft
from models.accountability.words import AppealOutcome, MatterState, MeasureKind, Severity
from models.clock import local_day
from models.conduct import actions
from models.conduct.actions import DepartmentFlag, GoalDraft, TalkMinutes, TalkPlan
from models.conduct.queries import department_file, payroll, talks
from models.conduct.rules.talks import House, leading
from models.conduct.tables import HeadTalk, Penalty
from models.conduct.words import DepartmentPart, EntryCause, GoalOutcome, PayKind, TalkState
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM
from models.outbox.tables import Notice
from models.people.tables import Staff
from tests.cast import Cast, department
from tests.models.accountability.making import WARNING, bench, to
from tests.models.cases.making import DAY, HOUR
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
TALK = MeasureDraft(MeasureKind.HEAD_TALK)
DEDUCTION = MeasureDraft(MeasureKind.BONUS_DEDUCTION, 100_000)
TODAY = local_day(MONDAY)
PLAN = TalkPlan(MONDAY + 2 * DAY, "三楼会议室")
GOALS = [GoalDraft("及时率不低于 95%", TODAY + 30 * DAY), GoalDraft("每周复盘", TODAY + 7 * DAY)]
MINUTES = TalkMinutes(MONDAY + 2 * DAY, "商定改进目标。", GOALS, "监督小组")
AFTER = MONDAY + 2 * DAY + HOUR


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def called(by: Staff | None = None, reference: str = "points:2026-10") -> HeadTalk:
    """A talk that a flag calls for, with the head of technical operations."""
    flag = DepartmentFlag(reference, department("JS"), "十月份绩效扣分合计 21 分")
    [penalty] = actions.raise_flag(flag, by=by or SYSTEM, now=MONDAY)
    talk = talks.talk_of(penalty)
    assert talk is not None
    return talk


def held(cast: Cast) -> HeadTalk:
    talk = actions.invite_to_talk(called(), PLAN, by=cast.hr, now=MONDAY)
    return actions.write_minutes(talk, MINUTES, by=cast.hr, now=AFTER)


def test_c03_from_a_decided_matter_to_goals_that_are_met(cast: Cast) -> None:
    """C-03: called for by the matter, planned, held, acknowledged, followed up; each is told their part."""
    matter = to(MatterState.DELIVERED, bench(cast), severity=Severity.SERIOUS, measures=(WARNING, TALK))
    actions.carry_out(matter, by=SYSTEM, now=MONDAY)
    [talk] = db.session.scalars(select(HeadTalk)).all()
    assert (talk.state, talk.department_id) == (TalkState.DUE, department("JS").id)
    assert local_day(talk.due_at) - TODAY == timedelta(days=14), "ten working days"
    assert cast.hr.id in told("talk_called")
    talk = actions.invite_to_talk(talk, PLAN, by=cast.hr, now=MONDAY)
    assert (talk.head_id, told("talk_invited")) == (cast.head.id, {cast.head.id})
    talk = actions.write_minutes(talk, MINUTES, by=cast.leader, now=AFTER)
    assert told("talk_to_acknowledge") == {cast.head.id}
    talk = actions.acknowledge_talk(talk, "按期完成", by=cast.head, now=AFTER)
    assert (talk.state, talk.remark) == (TalkState.ACKNOWLEDGED, "按期完成")
    assert local_day(talk.due_at) == GOALS[1].due_on + DAY, "the first goal's day is over then"
    first, second = (goal.id for goal in talk.goals)
    talk = actions.review_goal(talk, second, GoalOutcome.MET, "有记录", by=cast.hr, now=AFTER)
    assert (talk.state, local_day(talk.due_at)) == (TalkState.ACKNOWLEDGED, GOALS[0].due_on + DAY)
    over = MONDAY + 31 * DAY
    talk = actions.review_goal(talk, first, GoalOutcome.MISSED, "91%", by=cast.hr, now=over)
    assert (talk.state, talk.ended_at, [goal.outcome for goal in talk.goals]) == (
        TalkState.CLOSED,
        over,
        [GoalOutcome.MISSED, GoalOutcome.MET],
    )
    assert told("talk_closed") == {cast.head.id, cast.leader.id}


def test_a04_a_talk_is_led_from_outside_the_department(cast: Cast) -> None:
    """A-04: human resources and the leading group lead it; of everybody else nobody takes any step."""
    talk = called()
    leads = {cast.hr.id, cast.leader.id}
    assert {person.id for person in cast} & talks.leaders(department("JS"), MONDAY) == leads
    for person in cast:
        if person.id not in leads:
            with pytest.raises(NotAllowed):
                actions.invite_to_talk(talk, PLAN, by=person, now=MONDAY)
    talk = actions.write_minutes(
        actions.invite_to_talk(talk, PLAN, by=cast.hr, now=MONDAY), MINUTES, by=cast.hr, now=AFTER
    )
    for person in cast:
        if person.id != cast.head.id:
            with pytest.raises(NotAllowed):
                actions.acknowledge_talk(talk, "", by=person, now=AFTER)
        if person.id not in leads:
            with pytest.raises(NotAllowed):
                actions.review_goal(talk, talk.goals[0].id, GoalOutcome.MET, "是", by=person, now=AFTER)


def test_a04_at_the_top_the_leading_group_leads_without_the_head() -> None:
    assert leading(House(hr=[1], leading_group=[2, 3], line=[1, 2, 3], head=3)) == {2}
    assert leading(House(hr=[1, 4], leading_group=[2], line=[4], head=4)) == {1, 2}


def test_c03_a_won_appeal_drops_the_talk_and_gives_the_deduction_back(cast: Cast) -> None:
    people = bench(cast)
    matter = to(MatterState.APPEALED, people, severity=Severity.SERIOUS, measures=(WARNING, TALK, DEDUCTION))
    actions.carry_out(matter, by=SYSTEM, now=MONDAY)
    [talk] = db.session.scalars(select(HeadTalk)).all()
    talk = actions.invite_to_talk(talk, PLAN, by=cast.hr, now=MONDAY)
    month = TODAY.replace(day=1)
    assert [line.fen for line in payroll.next_lines(month, MONDAY)[0]] == [-100_000]
    matters.hear(matter, AppealOutcome.REVERSED, "事实不清", by=people.second_leader, now=MONDAY, seen=None)
    actions.take_back(matter, "申诉成立", by=SYSTEM, now=MONDAY)
    assert (talk.state, told("talk_dropped")) == (TalkState.DROPPED, {cast.head.id})
    assert payroll.next_lines(month, MONDAY) == ([], [])
    with pytest.raises(WrongState):
        actions.write_minutes(talk, MINUTES, by=cast.hr, now=AFTER)


@pytest.mark.both_databases
def test_c03_a_flag_calls_once_and_its_deduction_is_for_the_leading_group(cast: Cast) -> None:
    """C-03, Q-04: the clock may call for a talk; money is for a person to decide, and goes to payroll."""
    flag = DepartmentFlag("points:2026-10", department("JS"), "连续三个月低于目标", 150_000)
    for by in (SYSTEM, cast.hr, cast.finance, cast.head):
        with pytest.raises(NotAllowed):
            actions.raise_flag(flag, by=by, now=MONDAY)
    made = actions.raise_flag(flag, by=cast.leader, now=MONDAY)
    assert [(each.kind, each.amount) for each in made] == [
        (MeasureKind.HEAD_TALK, None),
        (MeasureKind.BONUS_DEDUCTION, 150_000),
    ]
    assert actions.raise_flag(flag, by=cast.leader, now=MONDAY) == []
    [line] = payroll.next_lines(TODAY.replace(day=1), MONDAY)[0]
    assert (line.item.kind, line.item.staff_id, line.fen) == (PayKind.BONUS_DEDUCTION, None, -150_000)
    assert payroll.numbers_of([line.item.about]) == {line.item.about: "points:2026-10"}
    for wrong in ({"staff_id": cast.handler.id}, {"reason": ""}, {"flag": ""}):
        values = {"flag": "points:2026-11", "reason": "说明", "staff_id": None} | wrong
        there = {"department_id": department("JS").id, "effective_at": MONDAY}
        penalty = Penalty(kind=MeasureKind.HEAD_TALK, **there, **values)
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.add(penalty)


def test_c03_a_month_in_which_a_department_lost_too_many_points_calls_for_a_talk(cast: Cast) -> None:
    """C-03: those of its people count, less what was given back in the same month."""
    for points in (-12, -5, -9):
        actions.book(
            cast.handler, points, cause=EntryCause.PENALTY, about=cast.handler, by=SYSTEM, now=MONDAY
        )
    other = actions.book(cast.store, -21, cause=EntryCause.PENALTY, about=cast.store, by=SYSTEM, now=MONDAY)
    actions.reverse_entry(other, "申诉成立", by=SYSTEM, now=MONDAY)
    actions.close_period(TODAY.replace(day=1), by=cast.hr, now=MONDAY + 20 * DAY)
    [talk] = db.session.scalars(select(HeadTalk)).all()
    assert talk.department_id == department("JS").id
    penalty = db.session.get_one(Penalty, talk.penalty_id)
    assert (penalty.flag, penalty.reason) == (
        "points:2026-11",
        "2026-11 月份绩效扣分合计 26 分，达到约谈标准 20 分",
    )


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda t, c: actions.invite_to_talk(t, TalkPlan(MONDAY, "室"), by=c.hr, now=MONDAY), "past"),
        (lambda t, c: actions.invite_to_talk(t, TalkPlan(AFTER, " "), by=c.hr, now=MONDAY), "required"),
        (lambda t, c: written(t, c, held_at=AFTER + DAY), "future"),
        (lambda t, c: written(t, c, held_at=MONDAY - DAY), "talk_too_early"),
        (lambda t, c: written(t, c, text=" "), "required"),
        (lambda t, c: written(t, c, goals=[]), "required"),
        (lambda t, c: written(t, c, goals=[GoalDraft("目标", date(2026, 11, 1))]), "past"),
        (
            lambda t, c: actions.review_goal(
                held(c), first_goal(), GoalOutcome.MISSED, "否", by=c.hr, now=AFTER
            ),
            "goal_not_over",
        ),
    ],
)
def test_c03_what_makes_no_talk(refused: Callable[[HeadTalk, Cast], object], why: str, cast: Cast) -> None:
    talk = called(reference="points:2026-08")
    with pytest.raises(Invalid, match=why):
        refused(talk, cast)


def written(talk: HeadTalk, cast: Cast, **changed: object) -> HeadTalk:
    talk = actions.invite_to_talk(talk, PLAN, by=cast.hr, now=MONDAY)
    values = {"held_at": PLAN.at, "text": "纪要", "goals": GOALS} | changed
    return actions.write_minutes(talk, TalkMinutes(**values), by=cast.hr, now=AFTER)  # type: ignore[arg-type]


def first_goal() -> int:
    talk = db.session.scalars(select(HeadTalk).order_by(HeadTalk.id.desc())).first()
    assert talk is not None
    return talk.goals[0].id


def test_c03_a_late_step_is_told_once_to_whose_turn_it_is(cast: Cast) -> None:
    talk = held(cast)
    late = talk.due_at + HOUR
    assert talks.due_talks(talk.due_at - HOUR) == []
    assert talks.due_talks(late) == [talk.id]
    assert actions.remind_of_talk(talk.id, now=late)
    assert not actions.remind_of_talk(talk.id, now=late)
    assert {cast.head.id, cast.hr.id} <= told("talk_late")
    talk = actions.acknowledge_talk(talk, "", by=cast.head, now=late)
    assert talk.reminded_at is None, "the next step has a time of its own"


def test_c02_the_file_of_a_department_holds_all_of_it_in_time_order(cast: Cast) -> None:
    """C-02, C-03, A-04: the head reads what the department lost, and not in which proceeding."""
    matter = to(MatterState.DELIVERED, bench(cast), severity=Severity.SERIOUS, measures=(WARNING, DEDUCTION))
    actions.carry_out(matter, by=SYSTEM, now=MONDAY)
    held(cast)
    rows = department_file.department_entries(department("JS"), cast.hr)
    assert [(row.part, row.amount_fen) for row in rows] == [
        (DepartmentPart.TALK, None),
        (DepartmentPart.PENALTY, 100_000),
    ]
    assert {row.number for row in rows} == {"", matter.number}
    assert {row.number for row in department_file.department_entries(department("JS"), cast.head)} == {""}
    read = {person.id for person in cast if talks.reads_file(person, department("JS"))}
    steering = {cast.leader.id, cast.committee.id}
    assert read == {cast.hr.id, cast.trainer.id, cast.auditor.id, cast.head.id} | steering
