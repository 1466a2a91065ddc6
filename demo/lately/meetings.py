"""Bodies at the demo company: seats since the new year, signed minutes with what they gave, a meeting to come
(M-01)."""

from datetime import date, datetime, timedelta

from demo.lately.stage import AGENT, LEADER, Scene, Stage
from models.bodies import actions, queries
from models.bodies.actions import AgendaDraft, Appointment, ItemMinutes, MeetingDraft, TaskDraft
from models.bodies.words import VOTING, BodyKind, Choice, Majority, Seat

HR, MANAGER, OFFICE = "YF-0164", "YF-0001", "YF-0008"
SERVICE, NETWORK = "YF-0052", "YF-0017"
INSPECTOR = "YF-0026"
TERMS = date(2026, 1, 1), date(2027, 12, 31)
SEATS = {
    BodyKind.LEADING_GROUP: (
        (MANAGER, Seat.CHAIR),
        (LEADER, Seat.DEPUTY),
        (SERVICE, Seat.MEMBER),
        (AGENT, Seat.SECRETARY),
    ),
    BodyKind.COMMITTEE: (
        (MANAGER, Seat.CHAIR),
        (OFFICE, Seat.DEPUTY),
        (SERVICE, Seat.MEMBER),
        (INSPECTOR, Seat.SECRETARY),
    ),
    BodyKind.SUPERVISION_GROUP: (
        (LEADER, Seat.CHAIR),
        (OFFICE, Seat.MEMBER),
        (INSPECTOR, Seat.SECRETARY),
    ),
}
RULES = {
    BodyKind.LEADING_GROUP: (50, Majority.SIMPLE),
    BodyKind.COMMITTEE: (60, Majority.ABSOLUTE),
    BodyKind.SUPERVISION_GROUP: (60, Majority.TWO_THIRDS),
}
HOUR = timedelta(hours=1)


def seats(stage: Stage) -> Scene:
    """Human resources give the seats, and say how each body decides."""
    yield (now := stage.back(60, 10, 0))
    by = stage.staff(HR)
    for body, people in SEATS.items():
        quorum, majority = RULES[body]
        actions.set_rule(body, quorum, majority, chair_decides=True, by=by, now=now)
        for number, seat in people:
            actions.appoint(body, Appointment(stage.staff(number), seat, *TERMS), by=by, now=now)


def held(stage: Stage) -> Scene:
    """The committee met two weeks ago: one decision, two action items, one of them done."""
    yield (now := stage.back(12, 10, 0))
    keeper = stage.staff(INSPECTOR)
    draft = MeetingDraft("十月客户满意度分析会", now + 26 * HOUR, now + 28 * HOUR, "总部三楼会议室")
    meeting = actions.call_meeting(BodyKind.COMMITTEE, draft, by=keeper, now=now)
    yield (now := stage.back(11, 12, 0))
    everybody = [each.staff_id for each in meeting.seats]
    meeting = actions.open_meeting(meeting, everybody, stage.staff(MANAGER).id, by=keeper, now=now, seen=None)
    for each in queries.agenda_of(meeting):  # gathered from the company as it is today, and not then
        actions.remove_item(meeting, each.id, by=keeper, now=now, seen=None)
    agenda = AgendaDraft("换套餐当月的费用争议")
    item = actions.add_item(meeting, agenda, by=keeper, now=now, seen=None)
    voters = [each.staff_id for each in meeting.seats if each.seat in VOTING]
    minutes = ItemMinutes(
        "客服部汇报：换套餐当月的费用争议占费用类投诉的多数，客户看不出新旧套餐各按几天计算。",
        "账单逐日列出新旧套餐的天数和金额，年内上线。",
        dict.fromkeys(voters, Choice.YES),
        tasks=_given(stage, now),
    )
    actions.write_item(meeting, item.id, minutes, by=keeper, now=now + HOUR, seen=None)
    yield (now := stage.back(11, 16, 0))
    actions.sign(meeting, by=stage.staff(MANAGER), now=now, seen=None)
    yield (now := stage.back(3, 15, 0))
    first = queries.my_tasks(stage.staff(SERVICE))[0]
    actions.finish_task(first, "说明话术已下发全部坐席，并更新知识库。", by=stage.staff(SERVICE), now=now)


def to_come(stage: Stage) -> Scene:
    """The leading group is called together on what waits for it."""
    yield (now := stage.back(1, 15, 30))
    begins = stage.back(-2, 14, 0)
    draft = MeetingDraft("疑难投诉专题会", begins, begins + 2 * HOUR, "总部三楼会议室")
    actions.call_meeting(BodyKind.LEADING_GROUP, draft, by=stage.staff(AGENT), now=now)


def _given(stage: Stage, now: datetime) -> tuple[TaskDraft, ...]:
    return (
        TaskDraft("统一换套餐费用的说明话术", stage.staff(SERVICE), now + timedelta(days=14)),
        TaskDraft("给出逐日账单的上线计划", stage.staff(NETWORK), now + timedelta(days=30)),
    )


SCENES = [seats, held, to_come]
