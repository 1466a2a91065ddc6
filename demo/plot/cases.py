"""One voice becomes a story: what was said, entered, done, answered."""

from dataclasses import dataclass
from datetime import date

from demo.calendar.season import Season
from demo.places import area_of
from demo.plot import cast, intake
from demo.plot.aftermath import follow
from demo.plot.arrivals import EVENTS_OF_OUTAGE, Arrival
from demo.plot.course import Course, Script
from demo.plot.handling import Make, Pace, finish, pace, work_on
from demo.plot.handling import plan as make_plan
from demo.plot.handling import wait as wait_for_customer
from demo.story import (
    CUSTOMER,
    AnsweredOnTheSpot,
    CaseStory,
    Closed,
    Ending,
    Noted,
    Voice,
    Withdrawn,
)
from demo.telling import asked, english, entry, work
from demo.telling import outcome as telling
from demo.telling.desk import Desk
from demo.telling.heard import pieces
from demo.telling.problem import Telling
from demo.telling.problem import problem as told_problem
from demo.writing.facts import Facts
from models.cases.words import Kind
from models.clock import local, local_day

_LAGS = ((0, 12), (1, 16), (2, 12), (3, 13), (4, 11), (5, 9), (6, 7), (8, 8), (10, 6), (12, 4), (14, 2))
_WITHDRAWN, _MALICIOUS, _CORRECTED = 0.02, 0.011, 0.045
_DATED = (2, 3)
"""Grades of which the customer often names a day by which it must be done."""


@dataclass(frozen=True, slots=True)
class Voiced:
    """What was entered into the register, and what the story needs to go on."""

    problem: str
    title: str
    category: str
    expected: str
    when: str
    where: str
    causes: tuple[str, ...]
    topic: asked.Topic | None = None


def write(desk: Desk, arrival: Arrival, season: Season, key: int, script: Script | None = None) -> CaseStory:
    """The whole story of a voice, to its end."""
    facts = _facts(desk, arrival, season)
    voiced = _voice(desk, arrival, facts)
    course = Course(desk, arrival, facts, script)
    course.problem = voiced.problem
    intake.register(course)
    if arrival.kind in (Kind.INQUIRY, Kind.PRAISE):
        _answer_directly(course, voiced)
    else:
        _handle(course, voiced)
    of_trouble = arrival.kind in (Kind.COMPLAINT, Kind.FEEDBACK)
    return CaseStory(
        key=key,
        customer=arrival.customer.key,
        kind=arrival.kind,
        channel=arrival.channel,
        received_at=arrival.received_at,
        language=arrival.customer.language,
        title=voiced.title,
        problem=voiced.problem,
        happened_on=facts.happened if of_trouble else None,
        happened_when=voiced.when,
        happened_where=voiced.where,
        expected=voiced.expected,
        expected_on=_expected_on(course, voiced),
        verified=arrival.channel in intake.SPOKEN and course.chance(0.86),
        steps=tuple(course.steps),
    )


def _expected_on(course: Course, voiced: Voiced) -> date | None:
    grade = course.arrival.grade
    if grade not in _DATED or not voiced.expected or not course.chance(0.4):
        return None
    return course.facts.at(course.arrival.received_at).later(course.draw.randint(2, 6))


def _facts(desk: Desk, arrival: Arrival, season: Season) -> Facts:
    customer, scene = arrival.customer, arrival.scene
    day = local_day(arrival.received_at)
    lag = desk.draw.choices([lag for lag, _ in _LAGS], [weight for _, weight in _LAGS])[0]
    if scene and scene.counts_days:
        lag = max(lag, 2)
    if scene and scene.name in EVENTS_OF_OUTAGE:
        lag = (day - season.outage).days
    if scene and scene.name == "cashback":
        lag = max(1, (day - season.promotion).days - 2)
    facts = Facts(
        desk.draw,
        customer,
        area_of(customer.city, customer.district),
        local(arrival.received_at),
        lag=lag,
        hours=scene.hours if scene else (),
        even=bool(scene and scene.even),
    )
    facts.know(hotline=desk.hotline)
    return facts


def _voice(desk: Desk, arrival: Arrival, facts: Facts) -> Voiced:
    voice, kind, scene = arrival.customer.voice, arrival.kind, arrival.scene
    if voice is Voice.ENGLISH:
        return _in_english(desk, arrival, facts)
    if scene is not None:
        telling = Telling(scene, voice, arrival.grade or 0, arrival.channel)
        said = told_problem(desk.voices, telling, facts)
        return Voiced(
            said,
            _title(desk, telling, said, facts),
            scene.category,
            entry.expected(desk, telling, said, facts),
            entry.when(desk, facts),
            entry.where(desk, scene, facts),
            scene.causes,
        )
    topic = asked.any_topic(kind, voice, desk.draw)
    said = asked.said(desk, topic, voice, arrival.channel, facts)
    wish = entry.plain_wish(desk, kind.value, facts)
    return Voiced(said, asked.heading(desk, topic, said, facts), topic.category, wish, "", "", (), topic)


def _title(desk: Desk, telling: Telling, said: str, facts: Facts) -> str:
    tails = entry.TAILS[telling.grade]
    return entry.title(
        desk, telling.scene.titles, said, tails, facts, voice=telling.voice, grade=telling.grade
    )


def _in_english(desk: Desk, arrival: Arrival, facts: Facts) -> Voiced:
    grade = arrival.grade or 0
    section = english.any_section(arrival.kind, grade, desk.draw)
    said = english.problem(desk, section, arrival.kind, grade, facts)
    category = section.fields["category"][0]
    place = facts("en_place") if arrival.kind in (Kind.COMPLAINT, Kind.FEEDBACK) else ""
    causes = section.fields.get("causes", ())
    topic = None
    if arrival.kind in (Kind.INQUIRY, Kind.PRAISE, Kind.SUGGESTION):
        answer = section.lists.get("answer")
        pool = section.lists["core"]
        topic = asked.Topic(arrival.kind, section.name, category, section.lists["title"], pool, pool, answer)
    title = english.title(desk, section, facts)
    wish = english.wish(desk, section, facts)
    return Voiced(said, title, category, wish, facts("en_day") if place else "", place, causes, topic)


def _answer_directly(course: Course, voiced: Voiced) -> None:
    """Questions are answered while the customer is there or called back; praise is thanked for (V-03)."""
    assert voiced.topic is not None
    spoken = course.arrival.channel in intake.SPOKEN
    low, high = (2, 16) if spoken else (15, 380)
    at = course.reachable(course.service(low, high)) if not spoken else course.service(low, high)
    answer = asked.answered(course.desk, voiced.topic, voiced.problem, course.told_at(at))
    course.add(AnsweredOnTheSpot, at, course.agent, answer=answer)


def _handle(course: Course, voiced: Voiced) -> None:
    arrival = course.arrival
    cause = _cause(course, voiced)
    skill = cause.family if arrival.kind is not Kind.SUGGESTION else voiced.category
    if voiced.category == "product_request":
        skill = voiced.category
    decision = intake.decide(course, voiced.problem, voiced.category, arrival.grade, skill)
    intake.answer_first(course, arrival.grade, cause.way)
    if not course.script and course.chance(_WITHDRAWN) and course.chance(0.4):
        _withdraw(course)
        return
    intake.triage(course, decision, voiced.problem)
    begin = course.now
    intake.assign(course, decision)
    if not course.script:
        if course.chance(_CORRECTED):
            intake.triage_again(course, decision, voiced.problem)
        if course.chance(_WITHDRAWN):
            _withdraw(course)
            return
        if arrival.kind is Kind.COMPLAINT and arrival.grade != 3 and course.chance(_MALICIOUS):
            _close_as_malicious(course, cause)
            return
    going = pace(course, arrival.grade, begin)
    if arrival.kind is Kind.SUGGESTION:
        _weigh(course, going)
        return
    work_on(course, decision, cause, going)
    finish(course, cause, going, _maker(course, cause))
    late = course.now > going.due
    follow(course, arrival.grade, late=late, next_round=lambda on: _again(on, cause))


def _cause(course: Course, voiced: Voiced) -> work.Cause:
    """What was behind it: of the scene's causes one whose words are near the customer's."""
    if not voiced.causes:
        return work.causes()["planned"]
    about = pieces(voiced.problem)
    known = [work.causes()[name] for name in voiced.causes]
    return max(known, key=lambda cause: len(cause.about & about) ** 0.5 + 2 * course.draw.random())


def _maker(course: Course, cause: work.Cause) -> Make:
    return lambda facts: telling.outcome(course.desk, cause, course.problem, course.voice, facts)


def _weigh(course: Course, going: Pace) -> None:
    """A suggestion is weighed, answered, and closed with the customer's word or silence."""
    planned = work.causes()["planned"]
    finish(course, planned, going, lambda facts: telling.advice(course.desk, course.voice, facts))
    follow(course, None, late=False, next_round=lambda on: _again(on, planned))


def _again(course: Course, cause: work.Cause) -> None:
    """A further round: called back within a day, looked into once more, answered again (R-04)."""
    begin = course.now
    at = course.reachable(course.office(15, 280))
    intake.speak(course, at, 2, cause.way, by=course.agent, mood="annoyed")
    going = pace(course, course.arrival.grade, begin)
    at = max(going.at(0.2), course.now)
    course.add(
        Noted, at, course.owner, text=telling.note_again(course.desk, cause, course.round, course.told_at(at))
    )
    if course.arrival.grade in (2, 3) and course.chance(0.5):
        make_plan(course, cause.way, going)
    if course.chance(0.05):
        wait_for_customer(course, going)
    finish(course, cause, going, _maker(course, cause))
    follow(course, course.arrival.grade, late=course.now > going.due, next_round=lambda on: _again(on, cause))


def _withdraw(course: Course) -> None:
    at = course.reachable(course.service(20, 900))
    text = work.from_customer(course.desk, "withdrawn", course.voice, course.told_at(at))
    course.add(Withdrawn, at, CUSTOMER, text=text)


def _close_as_malicious(course: Course, cause: work.Cause) -> None:
    """A head closes a complaint as malicious, with reasons (H-09)."""
    at = course.office(120, 900)
    course.add(Noted, at, course.owner, text=work.note(course.desk, cause, course.told_at(at)))
    head = cast.head_of(course.lead)
    at = course.office(60, 500)
    if head == course.owner:
        head = cast.SERVICE_HEAD
    reason = work.malicious(course.desk, course.told_at(at))
    course.add(Closed, at, head, ending=Ending.MALICIOUS, reason=reason)
