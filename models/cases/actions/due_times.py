"""The one place where due times start, stand still, run on and end (H-03)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from models.cases.rules.promises import promise_of, reminder_moment
from models.cases.rules.terms import Span, Terms, clock_of, due_under
from models.cases.tables import Assistance, Case, DueTime, OutsideComplaint, Pause
from models.cases.words import AMONG_US, BY_DATE, OF_OTHERS, DueKind, Ending, State
from models.db import db
from models.errors import Invalid
from models.rulebook.document import Promise, Rules
from models.rulebook.queries import rules_of


def start(
    case: Case,
    kind: DueKind,
    promise: Promise,
    *,
    since: datetime,
    assistance: Assistance | None = None,
    outside: OutsideComplaint | None = None,
) -> DueTime:
    """Starts a due time of this round. An earlier one of the same kind that still runs is dropped.

    While the customer has the word it stands still from its beginning, as `pause` says (H-03).
    That of an `assistance` is its department's alone (T-04), that of an `outside` complaint is of the one
    body that asks (H-11).
    """
    dues = _open(case)
    task, complaint = assistance.id if assistance else None, outside.id if outside else None
    same = [due for due in dues if (due.kind, due.assistance_id, due.outside_id) == (kind, task, complaint)]
    _end(case, same, ending=Ending.DROPPED, now=since)
    due = DueTime(
        case_id=case.id,
        assistance_id=task,
        outside_id=complaint,
        kind=kind,
        round=case.round,
        calendar=promise.calendar,
        minutes=max(promise.minutes, 1),
        started_at=since,
        due_at=promise.due_at,
        paused_since=since if case.state is State.WAITING and kind not in AMONG_US else None,
        notices=0,
        pauses=[],
    )
    due.next_notice_at = reminder_moment(rules_of(case.timing_id), due, case.grade, (), since)
    db.session.add(due)
    _keep_nearest(case, [*dues, due])
    return due


def begun(
    kind: DueKind, promise: Promise, *, rules: Rules, grade: int | None, since: datetime
) -> dict[str, Any]:
    """The columns of a due time that begins in a first round, for many cases that are added at once.

    Whoever adds them names the case, and keeps this due time as its nearest.
    """
    columns = {
        "kind": kind,
        "round": 1,
        "calendar": promise.calendar,
        "minutes": max(promise.minutes, 1),
        "extended_minutes": 0,
        "started_at": since,
        "due_at": promise.due_at,
        "notices": 0,
    }
    return columns | {"next_notice_at": reminder_moment(rules, DueTime(**columns), grade, (), since)}


def hasten(case: Case, kind: DueKind, promise: Promise, *, since: datetime) -> None:
    """Puts a sooner promise in the place of one that still runs; a later one changes nothing."""
    if any(due.kind is kind and promise.due_at < due.due_at for due in _open(case)):
        start(case, kind, promise, since=since)


def extend(case: Case, kind: DueKind, days: int, *, now: datetime) -> tuple[datetime, datetime]:
    """Gives what is due so many working days more; returns when it was due and when it is now.

    The ladder of reminders begins anew, for the later date. Raises LookupError where nothing of the
    kind is due, and Invalid("days", "date_passed") where the later date has passed as well.
    """
    dues = _open(case)
    due = next((each for each in dues if each.kind is kind), None)
    if due is None:
        raise LookupError(kind)
    rules = rules_of(case.timing_id)
    calendar = rules.calendar(due.calendar)
    before = due.due_at
    more = calendar.minutes_between(before, calendar.add_days(before, days))
    standing_still = [(due.paused_since, now)] if due.paused_since else []
    spans = [*_spans(due), *standing_still]
    after = calendar.due_after_pauses(due.started_at, due.minutes + more, spans, now)
    if after <= now:
        raise Invalid("days", "date_passed")
    due.minutes += more
    due.extended_minutes += more
    due.due_at = after
    due.notices = 0
    due.next_notice_at = reminder_moment(rules, due, case.grade, _spans(due), now)
    _keep_nearest(case, dues)
    return before, due.due_at


def end(
    case: Case,
    *kinds: DueKind,
    ending: Ending,
    now: datetime,
    but: frozenset[DueKind] = frozenset(),
) -> None:
    """Ends the due times of these kinds (of all kinds but some, when none is named) that have not ended."""
    dues = _open(case)
    ended = [due for due in dues if (due.kind in kinds if kinds else due.kind not in but)]
    _end(case, ended, ending=ending, now=now)
    _keep_nearest(case, dues)


def end_assistance(case: Case, assistance: Assistance, *, ending: Ending, now: datetime) -> None:
    """Ends the due time of one assisting department's task (T-04)."""
    dues = [due for due in _open(case) if due.assistance_id == assistance.id]
    _end(case, dues, ending=ending, now=now)


def end_outside(case: Case, outside: OutsideComplaint, *, ending: Ending, now: datetime) -> None:
    """Ends the due time of the answer to one regulator or mediator (H-11)."""
    dues = _open(case)
    _end(case, [due for due in dues if due.outside_id == outside.id], ending=ending, now=now)
    _keep_nearest(case, dues)


def meet(case: Case, *kinds: DueKind, now: datetime) -> None:
    """Says that what was due was done."""
    end(case, *kinds, ending=Ending.MET, now=now)


def pause(case: Case, *, now: datetime) -> None:
    """Stops the clock of all that is due while the customer has the word.

    Assisting departments go on, and whatever else is owed among ourselves: nobody waits for the customer
    with it.
    """
    dues = _open(case)
    for due in dues:
        if due.paused_since is None and due.kind not in AMONG_US:
            due.paused_since, due.next_notice_at = now, None
    _keep_nearest(case, dues)


def run_on(case: Case, *, reason: str, now: datetime) -> None:
    """Starts the stopped clocks again: each due time moves by the working time that stood still."""
    dues = _open(case)
    rules = rules_of(case.timing_id)
    for due in dues:
        _run_on(case, due, reason=reason, now=now)
        due.next_notice_at = reminder_moment(rules, due, case.grade, _spans(due), now)
    _keep_nearest(case, dues)


def revive(case: Case, *, since: datetime, now: datetime) -> None:
    """Brings back what was dropped at the moment `since`, as if it had stood still from then on (T-06)."""
    dropped = db.session.scalars(
        select(DueTime)
        .where(DueTime.case_id == case.id, DueTime.ended_at == since, DueTime.ending == Ending.DROPPED)
        .options(selectinload(DueTime.pauses))
    )
    for due in dropped:
        due.ended_at, due.ending, due.paused_since = None, None, since
    run_on(case, reason="merged", now=now)


def reckon(
    case: Case,
    *,
    before: tuple[Rules, Terms],
    after: tuple[Rules, Terms],
    now: datetime,
    kinds: Collection[DueKind] = tuple(DueKind),
) -> list[tuple[DueTime, datetime]]:
    """Reckons what is open anew, as rules, days or grade changed; what has ended stays as it was.

    A clock whose minutes are not those that were promised `before` keeps its minutes and only moves
    with the calendar. One that stands still moves only where the rules move it: the time that it has stood
    is added when it runs on. Reminders of moments that are ahead again will be sent again; of several that
    are passed now, only the last. Returns those that are due at another moment, with the old one.
    """
    dues, moved = _open(case), []
    for due in dues:
        if due.kind not in kinds or due.kind in BY_DATE:
            continue
        spans: list[Span] = [*_spans(due), *([(due.paused_since, now)] if due.paused_since else [])]
        clock, old = clock_of(due), due.due_at
        stands_at = _if_run_on(due, before[0], spans, now) if due.paused_since else None
        then, anew = due_under(*before, clock, spans, now), due_under(*after, clock, spans, now)
        if then is not None and anew is not None and then.minutes == due.minutes:
            due.calendar, due.minutes, due.due_at = anew
        elif due.calendar in ("", *after[0].calendars):
            calendar = after[0].calendar(due.calendar)
            due.due_at = calendar.due_after_pauses(due.started_at, due.minutes, spans, now)
        if due.due_at == stands_at:
            due.due_at = old
        if due.due_at != old:
            moved.append((due, old))
        if due.due_at != old or before[1].grade != after[1].grade:
            _climb_down(after[0], due, after[1].grade, now)
    if moved:
        _keep_nearest(case, dues)
    return moved


def _if_run_on(due: DueTime, rules: Rules, spans: list[Span], now: datetime) -> datetime | None:
    """When a clock that stands still would be due by these rules if it ran on now."""
    if due.calendar not in ("", *rules.calendars):
        return None
    return rules.calendar(due.calendar).due_after_pauses(due.started_at, due.minutes, spans, now)


def _climb_down(rules: Rules, due: DueTime, grade: int | None, now: datetime) -> None:
    """Puts a due time that moved on the rung of the ladder where it belongs."""
    if not due.running:
        return
    promise, pauses = promise_of(due), _spans(due)
    moments = [rules.reminder_at(rung, promise, due.started_at, pauses, now) for rung in rules.ladder(grade)]
    passed = sum(moment <= now for moment in moments)
    due.notices = min(passed, max(due.notices, passed - 1))
    due.next_notice_at = reminder_moment(rules, due, grade, pauses, now)


def _end(case: Case, dues: list[DueTime], *, ending: Ending, now: datetime) -> None:
    for due in dues:
        _run_on(case, due, reason="", now=now)
        due.ended_at, due.ending, due.next_notice_at = now, ending, None


def _run_on(case: Case, due: DueTime, *, reason: str, now: datetime) -> None:
    if due.paused_since is None:
        return
    due.pauses.append(Pause(since=due.paused_since, until=max(now, due.paused_since), reason=reason))
    due.paused_since = None
    calendar = rules_of(case.timing_id).calendar(due.calendar)
    due.due_at = calendar.due_after_pauses(due.started_at, due.minutes, _spans(due), now)


def _spans(due: DueTime) -> list[tuple[datetime, datetime]]:
    return [(pause.since, pause.until) for pause in due.pauses]


def _open(case: Case) -> list[DueTime]:
    return list(
        db.session.scalars(
            select(DueTime)
            .where(DueTime.case_id == case.id, DueTime.ended_at.is_(None))
            .options(selectinload(DueTime.pauses))
            .order_by(DueTime.id)
        )
    )


def _keep_nearest(case: Case, dues: list[DueTime]) -> None:
    """Keeps the case's own columns for lists: the nearest due time of those who lead it, while it is open."""
    ours = (due for due in dues if case.open and due.running and due.kind not in OF_OTHERS)
    nearest = min(ours, key=lambda due: due.due_at, default=None)
    case.due_at = nearest.due_at if nearest else None
    case.due_kind = nearest.kind if nearest else None
