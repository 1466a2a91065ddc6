"""The whole rulebook document, and what is asked of it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Literal, NamedTuple, Self

from pydantic import model_validator

from models.clock import local_day
from models.errors import Invalid
from models.rulebook.document.checks import problems
from models.rulebook.document.compensation import CompensationRules
from models.rulebook.document.conduct import ConductRules
from models.rulebook.document.faults import Contradiction
from models.rulebook.document.follow_up import Regulator, Reminder, Revisit, Waiting
from models.rulebook.document.hotline import HotlineRules
from models.rulebook.document.inspections import Inspections
from models.rulebook.document.intake import (
    ChannelRules,
    Contact,
    Duplicates,
    Mailbox,
    Opinion,
    PublicForm,
    Sending,
    Uploads,
)
from models.rulebook.document.kpi import KpiRules
from models.rulebook.document.outside import Outside, Support
from models.rulebook.document.part import Code, DepartmentCode, FrozenMap, Grade, Named, Part
from models.rulebook.document.retention import RetentionRules
from models.rulebook.document.time import Calendar, Period
from models.rulebook.document.training import Training
from models.rulebook.document.triage import (
    Category,
    Criterion,
    GradeRules,
    Importance,
    Matrix,
    PriorityRules,
    Suggestion,
    Urgency,
)
from models.rulebook.words import Channel, Unit
from models.rulebook.worktime import DAY, ROUND_THE_CLOCK, DayRule, Pause, WorkCalendar

CLOCK = ""
"""The name of the calendar on which every minute counts."""


class Promise(NamedTuple):
    """A period begun: `minutes` on `calendar` from its start, over at `due_at` if nothing pauses it."""

    calendar: str
    minutes: int
    due_at: datetime


class Routes(Part):
    """Which departments take the standing parts in handling (T-04, V-06, G-06)."""

    customer_service: DepartmentCode
    public_relations: DepartmentCode
    legal: DepartmentCode
    finance: DepartmentCode
    quality: DepartmentCode
    human_resources: DepartmentCode


class Rules(Named):
    """One version of all rules (RB-01). Frozen and shared: parsed once, read by every request.

    `announced_through` is the last year whose public holidays are announced: later days are
    provisional. `public_days` hold what was announced after the installed holiday library was
    made. `ungraded` is the grade whose due times hold for cases that are no complaints.
    """

    format: Literal[1]
    announced_through: int
    public_days: FrozenMap[date, DayRule]
    calendars: FrozenMap[Code, Calendar]
    handling_calendar: Code
    channels: tuple[ChannelRules, ...]
    contact: Contact
    sending: Sending
    uploads: Uploads
    public_form: PublicForm
    duplicates: Duplicates = Duplicates()
    mailbox: Mailbox = Mailbox()
    opinion: Opinion = Opinion()
    routes: Routes
    categories: tuple[Category, ...]
    criteria: tuple[Criterion, ...]
    grades: tuple[GradeRules, ...]
    ungraded: Grade
    urgency: Urgency
    importance: Importance
    matrix: Matrix
    priorities: tuple[PriorityRules, ...]
    suggestion: Suggestion
    reminders: tuple[Reminder, ...]
    waiting: Waiting
    regulator: Regulator
    outside: Outside = Outside()
    support: Support = Support()
    inspections: Inspections = Inspections()
    revisit: Revisit
    consultation: Period = Period(amount=1, unit=Unit.WORKING_DAYS)
    """By when a consultation on who is responsible has decided (T-04)."""
    compensation: CompensationRules | None = None
    """None in rulebooks from before compensation was kept here: nothing is proposed under them."""
    training: Training = Training()
    conduct: ConductRules | None = None
    """None in rulebooks from before these were kept here: see `models.rulebook.queries.conduct_at`."""
    kpi: KpiRules | None = None
    """None in rulebooks from before targets were kept here: see `models.rulebook.queries.kpi_of`."""
    hotline: HotlineRules | None = None
    """None in rulebooks from before: see `models.rulebook.queries.hotline_at`."""
    retention: RetentionRules | None = None
    """None in rulebooks from before: see `models.rulebook.queries.retention_at`."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        found = list(problems(self))
        if found:
            raise Contradiction(tuple(found))
        return self

    # Time

    @cached_property
    def _calendars(self) -> dict[str, WorkCalendar]:
        made = {name: each.work_calendar(dict(self.public_days)) for name, each in self.calendars.items()}
        return made | {CLOCK: ROUND_THE_CLOCK}

    def calendar(self, name: str | None = None) -> WorkCalendar:
        """A calendar by name: the one cases are handled by without a name, round the clock for ""."""
        return self._calendars[self.handling_calendar if name is None else name]

    def is_provisional(self, moment: datetime) -> bool:
        """Whether a due time falls in a year whose public holidays are not announced yet."""
        return local_day(moment).year > self.announced_through

    def promise(self, period: Period, start: datetime, calendar: str | None = None) -> Promise:
        """A period begun at `start`, as the minutes it comes to and the moment it is over (H-03)."""
        if period.unit in (Unit.CLOCK_MINUTES, Unit.CALENDAR_DAYS):
            minutes = period.amount * (DAY if period.unit is Unit.CALENDAR_DAYS else 1)
            return Promise(CLOCK, minutes, ROUND_THE_CLOCK.add_minutes(start, minutes))
        name = self.handling_calendar if calendar is None else calendar
        hours = self.calendar(name)
        if period.unit is Unit.WORKING_MINUTES:
            return Promise(name, period.amount, hours.add_minutes(start, period.amount))
        due_at = hours.add_days(start, period.amount)
        return Promise(name, hours.minutes_between(start, due_at), due_at)

    def answers_calls(self, moment: datetime) -> bool:
        """Whether somebody answers the hotline at that moment (V-03): its calendar is open."""
        return self._hotline.is_open(moment)

    def hotline_opens(self, moment: datetime) -> datetime:
        """The next moment at which somebody answers the hotline; this one where it is open."""
        return self._hotline.next_open(moment)

    @property
    def _hotline(self) -> WorkCalendar:
        return self.calendar(self.channel(Channel.HOTLINE).calendar)

    def first_response(self, channel: str, start: datetime, level: int | None = None) -> Promise:
        """By when a customer first hears from us (H-01): the channel's time or the priority's, the sooner."""
        rules = self.channel(channel)
        promises = [self.promise(rules.first_response, start, rules.calendar)]
        if level is not None and (tighter := self.priority_rules(level).first_response):
            promises.append(self.promise(tighter, start, rules.calendar))
        return min(promises, key=lambda promise: promise.due_at)

    def plan(self, grade: int | None, start: datetime, *, important: bool) -> Promise | None:
        """By when there is a plan (G-03, T-03): the grade's time or that of important cases, the sooner."""
        periods = (self.grade(grade).plan, self.importance.plan if important else None)
        promises = [self.promise(period, start) for period in periods if period]
        return min(promises, key=lambda promise: promise.due_at, default=None)

    def by_channel(
        self, promise: Promise, start: datetime, *, channel: str, received_at: datetime, simple: bool
    ) -> tuple[Promise, datetime]:
        """What is promised at the first decision, or since the receipt by the channel where that is over
        sooner (V-04): a `simple` matter's answer, a complex one's plan. With the moment it begins."""
        rules = self.channel(channel)
        period = rules.simple_answer if simple else rules.complex_answer
        earlier = self.promise(period, received_at, rules.calendar) if period else None
        if earlier is None or promise.due_at <= earlier.due_at:
            return promise, start
        return earlier, received_at

    def progress(self, grade: int | None, start: datetime, *, urgent: bool) -> Promise | None:
        """By when the customer hears of progress again (G-04, T-02): the grade's or that of urgent cases,
        the sooner; None for a grade that promises none."""
        periods = (self.grade(grade).progress, self.urgency.progress if urgent else None)
        promises = [self.promise(period, start) for period in periods if period]
        return min(promises, key=lambda promise: promise.due_at, default=None)

    def reminder_at(
        self, reminder: Reminder, promise: Promise, start: datetime, pauses: Sequence[Pause], now: datetime
    ) -> datetime:
        """When a rung of the ladder is reached by a promise begun at `start` (H-04)."""
        hours = self.calendar(promise.calendar)
        if reminder.used_percent is not None:
            minutes = -(-promise.minutes * reminder.used_percent // 100)
            return hours.due_after_pauses(start, minutes, pauses, now)
        assert reminder.overdue is not None
        due_at = hours.due_after_pauses(start, promise.minutes, pauses, now)
        return self.promise(reminder.overdue, due_at, promise.calendar or None).due_at

    # Lookups

    @cached_property
    def _categories(self) -> dict[str, Category]:
        return {category.code: category for category in self.categories}

    def category(self, code: str) -> Category:
        """A category by its code. Raises Invalid for one that these rules do not know."""
        try:
            return self._categories[code]
        except KeyError:
            raise Invalid("category", "unknown") from None

    def subcategories(self, parent: str | None = None, *, chosen: str = "") -> tuple[Category, ...]:
        """The categories below one, in order; those of the first level without one.

        Retired ones are left out, but for the one that is `chosen` and the one above it.
        """
        above = self._categories[chosen].parent if chosen in self._categories else None
        return tuple(
            category
            for category in self.categories
            if category.parent == parent and (not category.retired or category.code in (chosen, above))
        )

    def channel(self, channel: str) -> ChannelRules:
        """The rules of a channel; those of staff observation for one that came after this document."""
        known = {rules.channel: rules for rules in self.channels}
        return known.get(Channel(channel)) or known[Channel.STAFF]

    def grade(self, grade: int | None) -> GradeRules:
        """The rules of a grade; of the `ungraded` one for a case that is no complaint."""
        wanted = self.ungraded if grade is None else grade
        return next(rules for rules in self.grades if rules.grade == wanted)

    def grade_of(self, ticked: Iterable[str]) -> int | None:
        """The grade that ticked criteria give: the highest among them (G-01); none for none.

        Raises Invalid for a criterion that these rules do not know.
        """
        grades = {criterion.code: criterion.grade for criterion in self.criteria}
        try:
            return max((grades[code] for code in ticked), default=None)
        except KeyError:
            raise Invalid("criteria", "unknown") from None

    def priority(self, *, urgent: bool, important: bool, grade: int | None) -> int:
        """The priority, 1 the highest: by the matrix, and no lower than the grade allows (T-03)."""
        matrix = self.matrix
        if urgent and important:
            level = matrix.urgent_and_important
        elif urgent:
            level = matrix.urgent
        else:
            level = matrix.important if important else matrix.neither
        return level if grade is None else min(level, self.grade(grade).least_priority)

    def priority_rules(self, level: int) -> PriorityRules:
        """The rules of a priority, 1 to 4."""
        return next(rules for rules in self.priorities if rules.level == level)

    def ladder(self, grade: int | None) -> tuple[Reminder, ...]:
        """The reminders of a grade, first to last (H-04)."""
        wanted = self.grade(grade).reminders
        return tuple(reminder for reminder in self.reminders if reminder.code in wanted)

    def departments(self) -> frozenset[str]:
        """The codes of every department that these rules send work to."""
        routes = frozenset(self.routes.model_dump().values())
        return routes.union(*({each.department, *each.assisting} for each in self.categories))
