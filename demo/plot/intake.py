"""The first steps of a case: registered, heard, triaged, given to an owner (V-02, H-01, T-01, T-04, G-01)."""

import re
from dataclasses import dataclass
from datetime import datetime

from demo.calendar.working import after, rules
from demo.plot import cast
from demo.plot.arrivals import EVENTS_OF_OUTAGE
from demo.plot.course import Course
from demo.story import CUSTOMER, SYSTEM, Assigned, Contacted, Registered, Triaged
from demo.telling import work
from demo.writing.grammar import chinese_value
from models.cases.words import Channel, ContactMeans, Direction, Kind
from models.rulebook.document import Category

SPOKEN = (Channel.HOTLINE, Channel.CHAT, Channel.STORE)
"""Channels on which registering is already a word with the customer."""
_BY_CUSTOMER = (Channel.WEB,)
_BY_SYSTEM = (Channel.EMAIL, Channel.VOICEMAIL, Channel.SURVEY)
_TRIAGED_AFTER = {Channel.HOTLINE: (4, 45), Channel.CHAT: (4, 50), Channel.STORE: (10, 120)}
_LATER = (12, 200)
_DEFAULTS = {
    1: ("small_effect", "no_large_claim"),
    2: ("partial_failure", "some_discontent"),
    3: ("outage", "agitated_customer"),
}
_MINUTES = re.compile(r"([一二两三四五六七八九十]+)分钟")
_BROKEN = ("network", "product", "system", "server")


@dataclass(frozen=True, slots=True)
class Decision:
    """What the agent decides. `skill` says who of the department is good at it."""

    category: Category
    grade: int | None
    criteria: tuple[str, ...]
    urgent: bool
    important: bool
    lead: str
    skill: str


def registrar(course: Course) -> str:
    """Who enters the voice into the register."""
    arrival, draw = course.arrival, course.draw
    if arrival.channel in _BY_CUSTOMER:
        return CUSTOMER
    if arrival.channel in _BY_SYSTEM:
        return SYSTEM
    if arrival.channel is Channel.STORE:
        return cast.store_clerk(draw, arrival.customer)
    if arrival.channel is Channel.RESEARCH:
        return cast.researcher(draw)
    if arrival.channel is Channel.STAFF:
        return cast.passer_by(draw)
    return cast.agent(draw)


def register(course: Course) -> None:
    """The case is registered; on channels that are not spoken somebody calls or writes back (H-01)."""
    by = registrar(course)
    course.agent = by if by in cast.AGENTS else cast.agent(course.draw)
    course.add(Registered, course.arrival.received_at, by)


def answer_first(course: Course, grade: int | None, way: str) -> None:
    """The first word to the customer, where registering was none; now and then too late."""
    arrival = course.arrival
    if arrival.channel in SPOKEN or arrival.kind is Kind.SUGGESTION:
        return
    promise = rules().first_response(arrival.channel, arrival.received_at)
    part = course.between(0.1, 0.85) if not course.chance(0.05) else course.between(1.1, 2.0)
    at = after(arrival.received_at, promise.minutes * part, promise.calendar)
    at = max(course.reachable(at), course.now)
    speak(course, at, grade, way)


def speak(course: Course, at: datetime, grade: int | None, way: str, *, by: str = "", mood: str = "") -> None:
    """A call to the customer, written down with what was said (H-05)."""
    facts = course.told_at(at)
    text = work.call(course.desk, way, mood or course.mood(grade), course.voice, facts)
    course.add(
        Contacted,
        at,
        by or course.agent,
        means=ContactMeans.PHONE,
        direction=Direction.OUT,
        text=text,
        seconds=_seconds(course, text, grade),
    )


def _seconds(course: Course, text: str, grade: int | None) -> int:
    """How long a call took; as long as its note says where it does."""
    said = _MINUTES.search(text)
    if said:
        return chinese_value(said[1]) * 60 + course.draw.randint(-25, 25)
    return course.draw.randint(55, 320) * (2 if grade == 3 else 1)


def criteria_of(text: str, grade: int) -> tuple[str, ...]:
    """The criteria of a grade that the words of a text show, or the plainest ones (G-01)."""
    found = tuple(
        each.code
        for each in rules().criteria
        if each.grade == grade and any(word in text for word in each.words) and each.code != "calm_customer"
    )
    return found[:3]


def decide(course: Course, problem: str, category_code: str, grade: int | None, skill: str) -> Decision:
    """What the agent makes of the customer's words."""
    draw, arrival = course.draw, course.arrival
    category = rules().category(category_code)
    ticked: tuple[str, ...] = ()
    if grade:
        ticked = criteria_of(problem, grade)
        if not ticked:
            plain, other = _DEFAULTS[grade]
            ticked = (plain if grade != 2 or category_code.startswith(_BROKEN) else other,)
        if grade == 1 and course.chance(0.5):
            ticked = tuple(dict.fromkeys((*ticked, "calm_customer")))
    severe = grade == 3
    event = bool(arrival.scene and arrival.scene.name in EVENTS_OF_OUTAGE)
    urgent = event or (course.chance(0.85) if severe else course.chance(0.08 if grade == 2 else 0.01))
    important = severe or (arrival.customer.firm and bool(grade and grade > 1)) or course.chance(0.03)
    lead = course.script.lead if course.script else ""
    lead = lead or cast.lead(category, arrival.kind, grade, arrival.customer, draw)
    return Decision(category, grade, ticked, urgent, important, lead, skill)


def reason_word(problem: str, category: Category) -> str:
    """The word of the customer's that speaks most for a category; empty where none does."""
    hits = {word: weight for word, weight in category.words.items() if word in problem}
    return max(hits, key=hits.__getitem__, default="")


def triage(course: Course, decision: Decision, problem: str) -> None:
    """Category, grade, department; about a third of the agents say why (T-05)."""
    low, high = _TRIAGED_AFTER.get(course.arrival.channel, _LATER)
    if decision.grade == 3:
        high = low + 20
    course.lead = decision.lead
    at = course.service(low, high)
    reason = ""
    word = reason_word(problem, decision.category)
    if word and course.chance(0.4):
        facts = course.told_at(at)
        facts.know(word=word)
        reason = work.triage_reason(course.desk, "agree" if course.chance(0.8) else "differ", facts)
    _triaged(course, decision, at, reason)


def triage_again(course: Course, decision: Decision, problem: str) -> None:
    """A correction, with its reason (T-05)."""
    at = course.office(40, 300)
    course.lead = decision.lead
    facts = course.told_at(at)
    facts.know(word=reason_word(problem, decision.category) or decision.category.name_zh)
    _triaged(course, decision, at, work.triage_reason(course.desk, "again", facts))


def _triaged(course: Course, decision: Decision, at: datetime, reason: str) -> None:
    course.add(
        Triaged,
        at,
        course.agent,
        category=decision.category.code,
        grade=decision.grade,
        criteria=decision.criteria,
        urgent=decision.urgent,
        important=decision.important,
        lead=decision.lead,
        assisting=cast.assisting(decision.category, decision.lead),
        reason=reason,
    )


def assign(course: Course, decision: Decision) -> None:
    """An owner of the department takes it (H-02)."""
    wanted = course.script.owner if course.script else ""
    course.owner = wanted or cast.owner(decision.lead, decision.skill, course.draw)
    if decision.lead == cast.SERVICE:
        course.add(Assigned, course.service(1, 25), course.agent, owner=course.owner)
        return
    low, high = (4, 30) if decision.grade == 3 else (10, 170)
    course.add(Assigned, course.office(low, high), cast.head_of(decision.lead), owner=course.owner)
