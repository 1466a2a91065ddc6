"""How a round is handled: plan, calls, notes, pauses, result, review, telling (H-02 to H-06, G-02 on)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from demo.calendar.working import after, result_due, rules
from demo.plot import cast
from demo.plot.course import Course
from demo.plot.intake import Decision, speak
from demo.story import (
    CUSTOMER,
    Added,
    Met,
    Noted,
    Nudged,
    Paused,
    PlanItem,
    Planned,
    Pressed,
    Resulted,
    Resumed,
    Reviewed,
    Told,
)
from demo.telling import outcome as telling
from demo.telling import work
from demo.telling.outcome import Outcome
from demo.writing.facts import Facts
from models.cases.words import ContactMeans

_LATE = {None: 0.03, 1: 0.045, 2: 0.1, 3: 0.13}
_TIGHT = 0.86
Doing = tuple[datetime, Callable[[datetime], None]]
_PAUSED = {None: 0.04, 1: 0.07, 2: 0.15, 3: 0.06}
_REJECTED = 0.09


@dataclass(slots=True)
class Pace:
    """How the round goes. `begin` is when its clock started, `end` when the customer is to be told."""

    begin: datetime
    due: datetime
    end: datetime

    @property
    def late(self) -> bool:
        return self.end > self.due

    def at(self, part: float) -> datetime:
        """The moment when a part of the round's working time has passed."""
        minutes = rules().calendar().minutes_between(self.begin, self.end)
        return after(self.begin, minutes * part)


def pace(course: Course, grade: int | None, begin: datetime) -> Pace:
    """A pace for a round that begins now: mostly in time, now and then late."""
    script = course.script if course.round == 1 else None
    due = result_due(grade, begin)
    whole = max(60, rules().calendar().minutes_between(begin, due))
    late = script.late if script else course.chance(_LATE[grade])
    if script and script.result_at:
        end = after(script.result_at, 60)
    elif course.script and course.round > 1:
        end = after(begin, course.between(200, 420))
    elif late:
        end = after(due, course.between(60, 900))
    else:
        quick = 0.06 if grade in (None, 1) else 0.2
        end = after(begin, whole * course.draw.triangular(quick, _TIGHT, quick + 0.22))
    return Pace(begin, due, max(end, after(course.now, 45)))


def work_on(course: Course, decision: Decision, cause: work.Cause, pace: Pace) -> None:
    """Everything up to the result: calls, plan, notes, pauses, urging."""
    grade = decision.grade
    way = course.draw.choice((cause.way, work.SERVICE)) if course.lead == cast.SERVICE else cause.way
    if grade == 3:
        meet(course)
    if grade in (2, 3) or (grade == 1 and course.chance(0.12)):
        speak(course, course.reachable(course.office(10, 110)), grade, way)
    if grade in (2, 3) or course.chance(0.06):
        plan(course, way, pace)
    script = course.script if course.round == 1 else None
    if script.pause if script else course.chance(_PAUSED[grade]):
        wait(course, pace)
    for moment, act in sorted(_days(course, decision, cause, pace, way), key=lambda pair: pair[0]):
        act(max(moment, course.now))
    if pace.late or course.chance(0.03):
        _urge(course, pace)


def _days(course: Course, decision: Decision, cause: work.Cause, pace: Pace, way: str) -> Iterator[Doing]:
    """What is done between plan and result, each with its moment."""

    def note(at: datetime) -> None:
        course.add(Noted, at, course.owner, text=work.note(course.desk, cause, course.told_at(at)))

    def call(at: datetime) -> None:
        speak(course, course.reachable(at), decision.grade, way, by=_speaker(course))

    def progress(at: datetime) -> None:
        course.add(Noted, at, course.owner, text=_severe(course, "progress"))

    def report(at: datetime) -> None:
        course.add(Noted, at, course.owner, text=_severe(course, "report"))

    draw, grade = course.draw, decision.grade
    for _ in range(_count(course, {None: 0.35, 1: 0.45, 2: 1.5, 3: 1.8}[grade])):
        yield pace.at(draw.uniform(0.25, 0.78)), note
    if grade == 3:
        # Each day the customer hears how it stands (G-04).
        days = min(5, rules().calendar().days_between(pace.begin, pace.end))
        for day in range(days):
            yield pace.at((day + 0.8 + 0.15 * draw.random()) / (days + 1)), call
            if course.chance(0.3):
                yield pace.at((day + 0.97) / (days + 1)), progress
        yield pace.at(0.84), report
    elif course.chance(0.5 if grade == 2 else 0.12):
        yield pace.at(draw.uniform(0.4, 0.8)), call


def meet(course: Course) -> None:
    """The emergency meeting of a grave case, with its minutes (G-04)."""
    people = (course.owner, cast.head_of(course.lead), cast.SERVICE_HEAD, cast.LEADER)
    at = course.office(60, 200)
    text = _severe(course, "meeting")
    course.add(Met, at, course.owner, people=people, place="总部三楼应急会议室", text=text)


def _count(course: Course, mean: float) -> int:
    return int(mean) + (1 if course.chance(mean % 1) else 0)


def _speaker(course: Course) -> str:
    return course.owner if course.chance(0.5) else course.agent


def _severe(course: Course, what: str) -> str:
    return work.severe_note(course.desk, what, course.told_at(course.now))


def plan(course: Course, way: str, pace: Pace) -> None:
    """The plan and its milestones (H-02, G-03)."""
    at = course.office(15, 200)
    text = work.plan(course.desk, way, course.told_at(at))
    names = work.milestones(way)
    last = max(pace.end, after(at, 240))
    whole = rules().calendar().minutes_between(at, last)
    items = tuple(
        PlanItem(name, course.owner, after(at, whole * (place + 1) / len(names)).replace(second=0))
        for place, name in enumerate(names)
    )
    course.add(Planned, at, course.owner, text=text, milestones=items)


def wait(course: Course, pace: Pace) -> None:
    """The clock stands still until the customer answers (H-03)."""
    at = course.office(15, 120)
    question = work.question(course.desk, course.told_at(at))
    course.add(Paused, at, course.owner, reason=question)
    back = course.reachable(at + timedelta(minutes=course.between(50, 2300)))
    lost = rules().calendar().minutes_between(at, back)
    if course.chance(0.62):
        text = work.from_customer(course.desk, "add", course.voice, course.told_at(back))
        course.add(Added, back, CUSTOMER, text=text)
    else:
        text = work.resumed(course.desk, course.told_at(back))
        course.add(Resumed, back, course.owner, reason=text)
    pace.due, pace.end = after(pace.due, lost), after(pace.end, lost)


def _urge(course: Course, pace: Pace) -> None:
    """The customer presses, customer service nudges (H-04, H-08)."""
    at = course.reachable(max(pace.at(0.82), course.now))
    if course.chance(0.5):
        text = work.from_customer(course.desk, "pressed", course.voice, course.told_at(at))
        course.add(Pressed, at, CUSTOMER, text=text)
    elif course.chance(0.25):
        text = work.from_customer(course.desk, "added", course.voice, course.told_at(at))
        course.add(Added, at, CUSTOMER, text=text)
    if course.owner != course.agent:
        at = course.service(5, 50)
        course.add(Nudged, at, course.agent, text=work.nudge(course.desk, course.told_at(at)))


Make = Callable[[Facts], Outcome]
"""Writes the result of a first round."""


def finish(course: Course, cause: work.Cause, pace: Pace, make: Make) -> None:
    """The result, its review by a second person, and the telling (H-06, R-01)."""
    _hand_in(course, cause, pace, make)
    if course.script.rejected if course.script else course.chance(_REJECTED):
        review(course, approved=False)
        _hand_in(course, cause, pace, make, again=True)
    review(course, approved=True)
    tell(course)


def _hand_in(course: Course, cause: work.Cause, pace: Pace, make: Make, *, again: bool = False) -> None:
    at = course.office(20, 150) if again else max(pace.at(0.86), after(course.now, course.between(4, 25)))
    if course.script and course.script.result_at and course.round == 1 and not again:
        at = max(course.script.result_at, course.now)
    facts = course.told_at(at)
    if course.round > 1:
        made = telling.again(course.desk, cause, course.voice, course.round, facts)
    else:
        made = make(facts)
    course.add(Resulted, at, course.owner, cause=made.cause, done=made.done, reply=made.reply)


def review(course: Course, *, approved: bool) -> None:
    """Somebody else reads the result."""
    by = cast.reviewer(course.lead, course.owner, course.draw)
    at = course.office(6, 130)
    facts = course.told_at(at)
    if not approved:
        course.add(Reviewed, at, by, approved=False, remark=telling.rejection(course.desk, facts))
        return
    course.add(Reviewed, at, by, approved=True, remark=telling.approval(course.desk, facts))


def tell(course: Course) -> None:
    """By letter at the moment of approval where there is an address, else by telephone."""
    if course.arrival.customer.email:
        course.at_once(Told, course.steps[-1].by, means=ContactMeans.EMAIL)
        return
    at = course.reachable(course.office(4, 90))
    mood = course.draw.choices(("good", "flat", "bad"), (46, 38, 16))[0]
    text = work.told(course.desk, mood, course.voice, course.told_at(at))
    course.add(Told, at, _speaker(course), means=ContactMeans.PHONE, text=text)
