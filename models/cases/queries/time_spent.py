"""Where the time of a case went, department by department (T-04, H-03); from events, never typed in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.cases.queries.timeline import Entry
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind
from models.people.tables import Department
from models.rulebook.queries import rules_of

TAKES = ("case.triaged",)
STOPS = ("case.answered", "case.closed", "case.paused")
GOES_ON = ("case.resumed", "case.reopened", "case.separated")


@dataclass(frozen=True)
class Spent:
    """The working minutes that a department had the case, as lead or helping.

    `allowed` are the minutes it was given for its tasks, for helping departments only: the lead's time
    is the case's own. `running` says that its time goes on now, `due_at` by when it is to answer.
    """

    department: Department
    leads: bool
    minutes: int
    allowed: int = 0
    running: bool = False
    due_at: datetime | None = None

    @property
    def late(self) -> bool:
        """Whether it used more than it was given."""
        return 0 < self.allowed < self.minutes


@dataclass(frozen=True)
class _Span:
    department_id: int
    since: datetime
    until: datetime
    running: bool


def time_spent(case: Case, entries: Sequence[Entry], dues: Iterable[DueTime], now: datetime) -> list[Spent]:
    """Each department with its working minutes, the lead departments first, in the order they came.

    The lead's time runs from triage to the answer, and again from each reopening; it stands still while
    the customer is asked, and while another case carries this one on. A helping department's runs from the
    question to its answer.
    """
    calendar = rules_of(case.timing_id).calendar()
    departments = {row.id: row for entry in entries for row in entry.departments.values()}
    led: dict[int, Spent] = {}
    for span in _led(entries, now):
        before = led.get(span.department_id)
        minutes = calendar.minutes_between(span.since, span.until) + (before.minutes if before else 0)
        department = departments[span.department_id]
        led[span.department_id] = Spent(department, leads=True, minutes=minutes, running=span.running)
    return [*led.values(), *_helped(entries, dues, departments, now, calendar.minutes_between)]


def _led(entries: Iterable[Entry], now: datetime) -> Iterator[_Span]:
    department: int | None = None
    since: datetime | None = None
    for entry in entries:
        event = entry.event
        if event.kind in TAKES:
            if since is not None and department not in (None, event.facts["department"]):
                assert department is not None
                yield _Span(department, since, event.at, running=False)
                since = event.at
            department = event.facts["department"]
            since = since or event.at
        elif event.kind in STOPS and since is not None and department is not None:
            yield _Span(department, since, event.at, running=False)
            since = None
        elif event.kind in GOES_ON and department is not None:
            since = since or event.at
    if since is not None and department is not None:
        yield _Span(department, since, now, running=True)


def _helped(
    entries: Iterable[Entry],
    dues: Iterable[DueTime],
    departments: dict[int, Department],
    now: datetime,
    minutes_between: Callable[[datetime, datetime], int],
) -> Iterator[Spent]:
    asked = (entry.event for entry in entries if entry.event.kind == "case.assistance_asked")
    of_task = {event.facts["assistance"]: event.facts["department"] for event in asked}
    found: dict[int, Spent] = {}
    for due in dues:
        if due.kind is not DueKind.ASSIST or due.assistance_id not in of_task:
            continue
        department = departments[of_task[due.assistance_id]]
        before = found.get(department.id)
        used = minutes_between(due.started_at, due.ended_at or now)
        found[department.id] = Spent(
            department,
            leads=False,
            minutes=used + (before.minutes if before else 0),
            allowed=due.minutes + (before.allowed if before else 0),
            running=due.ended_at is None,
            due_at=due.due_at if due.ended_at is None else None,
        )
    yield from found.values()
