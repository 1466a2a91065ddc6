"""After the answer: confirmation, revisit by link and telephone, further rounds, the end (R-01 to R-04)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from demo.calendar.working import after, at, rules
from demo.plot import cast
from demo.plot.course import Course, Script
from demo.story import (
    CUSTOMER,
    SYSTEM,
    CallOutcome,
    Closed,
    Confirmed,
    Ending,
    Reopened,
    RevisitAnswered,
    RevisitAttempted,
    RevisitReminded,
    RevisitSent,
    Solved,
)
from demo.telling import outcome as telling
from demo.telling import work
from models.cases.words import ContactMeans
from models.clock import local_day

MOST_ROUNDS = 3
_CONFIRMED, _DENIED = 0.13, 0.022
_SCORES = (5, 4, 3, 2, 1)
_USUAL = (41, 41, 10, 5.8, 2.2)
_LATE = (18, 34, 18, 19, 11)
_SEVERE = (26, 34, 16, 16, 8)
_IDEA = (42, 46, 12, 0, 0)
_AGAIN = (42, 38, 11, 6, 3)
_BY_LINK, _AFTER_REMINDER, _AFTER_SILENCE = 0.52, 0.2, 0.5
_SILENT_CALLS = (CallOutcome.NO_ANSWER, CallOutcome.BUSY, CallOutcome.CALL_LATER)

NextRound = Callable[[Course], None]


def follow(course: Course, grade: int | None, *, late: bool, next_round: NextRound) -> None:
    """What becomes of an answered case. `next_round` handles it once more and comes back here."""
    if course.script:
        if _as_scripted(course, course.script):
            next_round(course)
    elif course.chance(_CONFIRMED):
        _confirm(course)
    elif course.round < MOST_ROUNDS and not course.of_idea and course.chance(_DENIED):
        _deny(course)
        next_round(course)
    elif _asked(course, _score(course, grade, late=late)):
        next_round(course)


def _as_scripted(course: Course, script: Script) -> bool:
    """The revisit as it is settled beforehand; whether it opens another round."""
    if course.round <= len(script.scores):
        by = CUSTOMER if course.arrival.customer.email else cast.caller(course.owner, course.draw)
        if by == CUSTOMER:
            _send_link(course)
        moment = course.reachable(course.now + timedelta(minutes=course.between(70, 300)))
        return _answer(course, script.scores[course.round - 1], moment, by=by)
    if script.link:
        _send_link(course)
    for _ in range(script.silent):
        moment = course.reachable(course.now + timedelta(minutes=course.between(250, 400)))
        _attempt(course, moment, CallOutcome.NO_ANSWER, cast.caller(course.owner, course.draw))
    return False


def _confirm(course: Course) -> None:
    moment = course.now + timedelta(minutes=course.between(25, 2400))
    facts = course.told_at(moment)
    text = (
        telling.confirmation(course.desk, course.voice, facts, satisfied=True) if course.chance(0.6) else ""
    )
    course.add(Confirmed, moment, CUSTOMER, satisfied=True, comment=text)
    course.at_once(Closed, CUSTOMER, ending=Ending.CONFIRMED, reason="")


def _deny(course: Course) -> None:
    moment = course.now + timedelta(minutes=course.between(60, 2600))
    text = telling.confirmation(course.desk, course.voice, course.told_at(moment), satisfied=False)
    course.add(Confirmed, moment, CUSTOMER, satisfied=False, comment=text)
    _reopen(course, "denied")


def _reopen(course: Course, why: str) -> None:
    course.round += 1
    reason = telling.reopened_reason(course.desk, why, course.told_at(course.now))
    course.at_once(Reopened, CUSTOMER, round=course.round, reason=reason)


def _score(course: Course, grade: int | None, *, late: bool) -> int:
    if course.of_idea:
        return course.draw.choices(_SCORES, _IDEA)[0]
    weights = _AGAIN if course.round > 1 else _LATE if late else _SEVERE if grade == 3 else _USUAL
    return course.draw.choices(_SCORES, weights)[0]


def _asked(course: Course, score: int) -> bool:
    """The revisit; whether its answer opens another round."""
    if course.arrival.customer.email:
        _send_link(course)
        moment = course.now + timedelta(minutes=course.between(20, 2500))
        if course.chance(_BY_LINK):
            return _answer(course, score, moment)
        reminded = course.reachable(after(course.now, 2 * 450))
        course.add(RevisitReminded, reminded, SYSTEM, means=ContactMeans.EMAIL)
        if course.chance(_AFTER_REMINDER):
            return _answer(course, score, reminded + timedelta(minutes=course.between(10, 1300)))
        sent = course.now - timedelta(days=2)
        course.now = max(course.now, sent + timedelta(days=rules().revisit.phone_after_days))
        return _call(course, score, _AFTER_SILENCE)
    return _call(course, score, 0.74)


def _send_link(course: Course) -> None:
    wait = timedelta(minutes=rules().revisit.delay_minutes + course.draw.randint(1, 9))
    course.add(RevisitSent, course.reachable(course.now + wait), SYSTEM, means=ContactMeans.EMAIL)


def _call(course: Course, score: int, reached: float) -> bool:
    """Up to three calls, four hours apart at least; then the case ends without an answer."""
    start = course.now
    moment = course.reachable(course.now + timedelta(minutes=course.between(70, 1500)))
    for _ in range(rules().revisit.phone_attempts):
        by = cast.caller(course.owner, course.draw)
        if course.chance(reached):
            return _answer(course, score, moment, by=by)
        outcome = CallOutcome.REFUSED if course.chance(0.07) else course.draw.choice(_SILENT_CALLS)
        _attempt(course, moment, outcome, by)
        if outcome is CallOutcome.REFUSED:
            break
        moment = course.reachable(course.now + timedelta(minutes=course.between(250, 1600)))
    last = local_day(start) + timedelta(days=rules().revisit.link_days)
    course.add(Closed, at(last, 24 * 60 + 5), SYSTEM, ending=Ending.NO_ANSWER, reason="")
    return False


def _attempt(course: Course, moment: datetime, outcome: CallOutcome, by: str) -> None:
    note = work.call_note(course.desk, outcome.value, course.told_at(moment))
    course.add(RevisitAttempted, moment, by, outcome=outcome, note=note)


def _answer(course: Course, score: int, moment: datetime, *, by: str = CUSTOMER) -> bool:
    solved = _solved(course, score)
    facts = course.told_at(moment)
    course.add(
        RevisitAnswered,
        moment,
        by,
        means=ContactMeans.EMAIL if by == CUSTOMER else ContactMeans.PHONE,
        score=score,
        solved=solved,
        attitude=_near(course, score, 0.5),
        speed=_near(course, score, -0.3),
        comment=telling.comment(course.desk, course.voice, score, facts, of_idea=course.of_idea),
    )
    if score >= 4 or (score == 3 and solved is not Solved.NO):
        course.at_once(Closed, CUSTOMER, ending=Ending.SATISFIED if score >= 4 else Ending.NEUTRAL, reason="")
        return False
    if course.round < MOST_ROUNDS:
        _reopen(course, "score" if score < 3 else "unsolved")
        return True
    moment = course.office(200, 1200)
    reason = telling.leaders_reason(course.desk, course.told_at(moment))
    course.add(Closed, moment, cast.LEADER, ending=Ending.LEADING_GROUP, reason=reason)
    return False


def _solved(course: Course, score: int) -> Solved:
    if course.of_idea:
        return Solved.YES if score > 3 else Solved.PARTLY
    yes, partly, no = {5: (99, 1, 0), 4: (90, 10, 0), 3: (40, 52, 8), 2: (4, 46, 50), 1: (0, 20, 80)}[score]
    return course.draw.choices((Solved.YES, Solved.PARTLY, Solved.NO), (yes, partly, no))[0]


def _near(course: Course, score: int, shift: float) -> int:
    return max(1, min(5, round(course.draw.gauss(score + shift, 0.7))))
