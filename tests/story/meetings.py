"""What happens in the story of the bodies: seats, a signed meeting, one to come, an action item (M-01)."""

from datetime import date, datetime, timedelta

from models.bodies import actions, queries
from models.bodies.actions import Appointment, ItemMinutes, MeetingDraft, TaskDraft
from models.bodies.tables import AgendaItem, BodyMeeting
from models.bodies.words import Act, BodyKind, Choice, Majority, Seat
from models.people.tables import Staff
from tests.cast import Cast

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FIRST = date(2026, 1, 5)


def seated(cast: Cast, now: datetime, body: BodyKind = BodyKind.LEADING_GROUP) -> None:
    """A chair, a member and a secretary; half of the votes are a quorum, and the chair breaks a tie."""
    actions.set_rule(body, 50, Majority.SIMPLE, chair_decides=True, by=cast.hr, now=now)
    for person, seat in (
        (cast.leader, Seat.CHAIR),
        (cast.committee, Seat.MEMBER),
        (cast.agent, Seat.SECRETARY),
    ):
        actions.appoint(body, Appointment(person, seat, FIRST), by=cast.hr, now=now)


def called(
    cast: Cast, now: datetime, body: BodyKind = BodyKind.LEADING_GROUP, guests: tuple[Staff, ...] = ()
) -> BodyMeeting:
    """A meeting that begins in an hour, called by the secretary."""
    draft = MeetingDraft("疑难投诉专题会", now + HOUR, now + 3 * HOUR, "三楼会议室", guests)
    return actions.call_meeting(body, draft, by=cast.agent, now=now)


def opened(cast: Cast, now: datetime, body: BodyKind = BodyKind.LEADING_GROUP) -> BodyMeeting:
    """A meeting at which all members are."""
    meeting = called(cast, now, body)
    present = [each.staff_id for each in meeting.seats]
    return actions.open_meeting(meeting, present, cast.leader.id, by=cast.agent, now=now + HOUR, seen=None)


def about(meeting: BodyMeeting, name: str) -> AgendaItem:
    """The item about a row."""
    return next(each for each in queries.agenda_of(meeting) if each.about == name)


def decided(
    cast: Cast,
    act: Act | None,
    words: str = "同意按此办理。",
    tasks: tuple[TaskDraft, ...] = (),
    **votes: Choice,
) -> ItemMinutes:
    """A decision for which both vote, where nothing else is said."""
    cast_votes = {"leader": Choice.YES, "committee": Choice.YES} | votes
    return ItemMinutes(
        "听取客服部汇报。",
        words,
        {getattr(cast, part).id: choice for part, choice in cast_votes.items()},
        act,
        tasks,
    )


def minute_rest(cast: Cast, meeting: BodyMeeting, now: datetime) -> None:
    """What has no outcome yet is noted."""
    for each in queries.agenda_of(meeting):
        if each.outcome is None:
            actions.write_item(meeting, each.id, ItemMinutes("知悉。"), by=cast.agent, now=now, seen=None)


def hold_meetings(cast: Cast, now: datetime) -> None:
    """A meeting was signed and gave the handler something to do; another is being held, a third to come."""
    seated(cast, now - 5 * DAY)
    before = opened(cast, now - 3 * DAY)
    first = actions.add_item(
        before, actions.AgendaDraft("四季度回访安排"), by=cast.agent, now=now - 3 * DAY, seen=None
    )
    task = TaskDraft("补齐回访话术", cast.handler, now + 2 * DAY)
    later = now - 3 * DAY + 2 * HOUR
    actions.write_item(
        before, first.id, decided(cast, None, tasks=(task,)), by=cast.agent, now=later, seen=None
    )
    minute_rest(cast, before, later)
    actions.sign(before, by=cast.leader, now=later, seen=None)
    opened(cast, now - 2 * HOUR)
    called(cast, now)
