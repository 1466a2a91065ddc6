"""What an answer means for the case (R-04), and when a customer is asked and called (R-03). Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from models.clock import SHANGHAI, local, local_day
from models.revisits.words import RevisitKind, Solved
from models.rulebook.document import Rules
from models.rulebook.words import Means
from models.surveys.rules.answers import Answers
from models.surveys.words import Reach

QUESTIONNAIRES = {RevisitKind.FIRST: "revisit", RevisitKind.LASTING: "lasting_revisit"}
"""Which questionnaire each kind asks; both have the questions `overall` and `solved`."""
AFTER_CHAT = "chat"
"""The questionnaire after a chat (V-05); it has the question `overall` too."""
OVERALL = "overall"
SOLVED = "solved"
WORDS = ("missing", "comment")
"""The questions with the customer's own words, the likelier first."""
SOLVED_CODES = {1: Solved.YES, 2: Solved.PARTLY, 3: Solved.NO}
LEAST_SATISFIED = 4
"""The top two of five points: the satisfied share counts them so under every rulebook (S-06)."""

INVITATION_NAME = "revisit:invitation:"
"""With the revisit's id, the name under which its letter is queued once and no more (R-03)."""
REMINDER_NAME = "revisit:reminder:"
BY_SMS = ":sms"
"""Behind the name of the letter, the name of the SMS that goes out where the letter got lost (R-02)."""
REACH = {Means.EMAIL: Reach.EMAIL, Means.SMS: Reach.SMS}
MEANS = {reach: means for means, reach in REACH.items()}
"""By which means a link went out, of those that reach a customer by a link of their own."""

CLAIM = timedelta(minutes=30)
"""How long a call stays with the person who took it, unless given back or done."""
LONGEST_CALL = timedelta(hours=2)
"""After that long a call that is taken again and again is over at last."""


class Verdict(StrEnum):
    """What an answer says about the case."""

    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    DISSATISFIED = "dissatisfied"
    NOT_SOLVED = "not_solved"

    @property
    def reopens(self) -> bool:
        """Whether the case goes round again; its value is then the `why` of the reopening."""
        return self in (Verdict.DISSATISFIED, Verdict.NOT_SOLVED)


@dataclass(frozen=True)
class Reading:
    """The part of an answer that decides: one of the five points, and whether it is solved."""

    score: int
    solved: Solved | None


def read(answers: Answers) -> Reading | None:
    """What decides, of the answers so far; None while the five points are not given."""
    overall, solved = answers.get(OVERALL), answers.get(SOLVED)
    if overall is None or overall.choice is None:
        return None
    return Reading(overall.choice, SOLVED_CODES.get(solved.choice or 0) if solved else None)


def words_of(answers: Answers) -> str:
    """What the customer wrote or said in own words; empty for nothing."""
    return "\n".join(answers[code].text for code in WORDS if code in answers and answers[code].text)


def verdict(reading: Reading, rules: Rules) -> Verdict:
    """What the rulebook makes of an answer (R-04)."""
    point = next(point for point in rules.revisit.scale if point.value == reading.score)
    if point.reopens:
        return Verdict.DISSATISFIED
    if reading.solved is Solved.NO and rules.revisit.unsolved_reopens:
        return Verdict.NOT_SOLVED
    return Verdict.SATISFIED if reading.score >= LEAST_SATISFIED else Verdict.NEUTRAL


@dataclass(frozen=True)
class Plan:
    """When a revisit begins, and by when it is due."""

    send_at: datetime
    due_at: datetime


def plan_first(rules: Rules, answered_at: datetime) -> Plan:
    """After the rulebook's delay, when customers may be contacted; due in the rulebook's time (R-02)."""
    begin = answered_at + timedelta(minutes=rules.revisit.delay_minutes)
    return Plan(next_contact(rules, begin), rules.promise(rules.revisit.due, answered_at).due_at)


def plan_lasting(rules: Rules, closed_at: datetime) -> Plan:
    """So many calendar days after the case was closed (R-05)."""
    begin = closed_at + timedelta(days=rules.revisit.lasting_after_days)
    return Plan(next_contact(rules, begin), rules.promise(rules.revisit.due, begin).due_at)


def next_contact(rules: Rules, moment: datetime) -> datetime:
    """The moment itself, or the next at which customers may be contacted: quiet hours are kept (R-03)."""
    return rules.calendar(rules.contact.calendar).next_open(moment)


def next_call(rules: Rules, moment: datetime) -> datetime:
    """The moment itself, or the next at which revisit calls are made."""
    return rules.calendar(rules.revisit.phone_calendar).next_open(moment)


def may_be_called_at(rules: Rules, now: datetime, next_call_at: datetime, *, wished: bool) -> datetime:
    """When somebody who is on the phone list may be called: now, or the moment from which (R-03).

    Calls keep the rulebook's hours. A time outside them that the customer wished for is kept, on the
    day of the wish.
    """
    ready_at = max(now, next_call_at)
    unusual = wished and next_call_at < next_call(rules, next_call_at)
    if unusual and local_day(ready_at) == local_day(next_call_at):
        return ready_at
    return next_call(rules, ready_at)


def call_again(rules: Rules, now: datetime) -> datetime:
    """When to call once more after nobody answered (R-03)."""
    return next_call(rules, now + timedelta(minutes=rules.revisit.phone_gap_minutes))


@dataclass(frozen=True)
class Course:
    """What happens by itself after a link went out."""

    remind_at: datetime
    call_from: datetime
    expires_at: datetime


def course(rules: Rules, sent_at: datetime) -> Course:
    """One reminder, then the phone list, then the end: each in the rulebook's time (R-03)."""
    return Course(
        remind_at=next_contact(rules, rules.promise(rules.revisit.remind_after, sent_at).due_at),
        call_from=next_call(rules, sent_at + timedelta(days=rules.revisit.phone_after_days)),
        expires_at=window_end(rules, sent_at),
    )


def in_the_morning(rules: Rules, now: datetime) -> bool:
    """Whether it is the first working hours of a working day, before its break: the day's calls are told."""
    hours = rules.calendar()
    windows = hours.windows(local_day(now))
    there = local(now)
    return bool(windows) and windows[0][0] <= there.hour * 60 + there.minute < windows[0][1]


def heard_at(rules: Rules, last_tap: datetime) -> datetime:
    """When an answer that was left half-finished, or half changed, is taken as it stands (S-05).

    Until then its customer is left alone, to go on to the end or to change it back.
    """
    return rules.promise(rules.revisit.half_finished_after, last_tap).due_at


def window_end(rules: Rules, start: datetime) -> datetime:
    """The end of the window for answers: 23:59 on the last of its calendar days in Shanghai."""
    last = local_day(start) + timedelta(days=rules.revisit.link_days)
    return datetime.combine(last, time(23, 59), SHANGHAI).astimezone(UTC)
