"""What a grave case asks for, for its screen and for the paper (G-04)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from models.cases import queries
from models.cases.queries import Alerted, Entry
from models.cases.rules.countdown import Countdown, countdown
from models.cases.rules.grave import latest
from models.cases.rules.steps import Standing
from models.cases.tables import Case, DueTime, Meeting, SpecialReport
from models.cases.words import DueKind, Ending, MeetingKind, MeetingState
from models.rulebook.queries import rules_of
from portal.cases.story import Line, story

REGION = "portal/cases/_grave.html"
MARKS = frozenset(
    {
        "case.opened",
        "case.triaged",
        "case.assigned",
        "case.meeting_held",
        "case.planned",
        "case.contacted",
        "case.talked_jointly",
        "case.written",
        "case.extended",
        "case.assistance_asked",
        "case.assistance_answered",
        "case.action_done",
        "case.result_submitted",
        "case.result_approved",
        "case.result_rejected",
        "case.answered",
        "case.confirmed",
        "case.pressed",
        "case.reopened",
        "case.reminded",
        "case.decided",
        "case.withdrawn",
        "case.closed",
    }
)
"""The events that make the timeline of a special report: how it came, who did what by when."""


@dataclass(frozen=True)
class Duty:
    """One of the duties of a grave case, with its due time where it had one. `done` says that it was done."""

    kind: DueKind
    due: DueTime | None
    countdown: Countdown | None

    @property
    def done(self) -> bool:
        return self.due is not None and self.due.ending is Ending.MET

    @property
    def dropped(self) -> bool:
        return self.due is not None and self.due.ending is Ending.DROPPED


@dataclass(frozen=True)
class Grave:
    """What a grave case shows. `open` says that its grade is grave now, `reads` that the viewer may read the
    special report, which names those responsible.
    """

    case: Case
    dues: Sequence[DueTime]
    at: datetime
    open: bool
    reads: bool

    @cached_property
    def alerted(self) -> list[Alerted]:
        return queries.alerted(self.case)

    @property
    def alerts_read(self) -> int:
        return sum(each.read_at is not None for each in self.alerted)

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The emergency meetings that were held, the latest first."""
        held = (
            each
            for each in queries.meetings_of(self.case)
            if each.kind is MeetingKind.EMERGENCY and each.state is MeetingState.HELD
        )
        return sorted(held, key=lambda each: each.id, reverse=True)

    @cached_property
    def reports(self) -> Sequence[SpecialReport]:
        return queries.reports_of(self.case) if self.reads else ()

    @property
    def report(self) -> SpecialReport | None:
        return latest(self.reports)

    @property
    def news(self) -> list[Duty]:
        """Each word that the customer was promised, the latest first."""
        found = [due for due in self.dues if due.kind is DueKind.PROGRESS]
        return [self._duty(due.kind, due) for due in reversed(found)]

    @property
    def duties(self) -> dict[str, Duty]:
        """Meeting, plan, news, report and its reading, each by its latest due time."""
        kinds = (
            DueKind.MEETING,
            DueKind.PLAN,
            DueKind.PROGRESS,
            DueKind.SPECIAL_REPORT,
            DueKind.ACKNOWLEDGEMENT,
        )
        last = {due.kind: due for due in self.dues}
        return {kind.value: self._duty(kind, last.get(kind)) for kind in kinds}

    def _duty(self, kind: DueKind, due: DueTime | None) -> Duty:
        if due is None:
            return Duty(kind, None, None)
        rules = rules_of(self.case.rulebook_id)
        pauses = [(pause.since, pause.until) for pause in due.pauses]
        return Duty(kind, due, countdown(due, rules, self.at, pauses))


def grave_of(case: Case, standing: Standing, dues: Sequence[DueTime], at: datetime) -> Grave | None:
    """What the case shows of a grave one; None for one that never was."""
    if not standing.grave and all(due.kind is not DueKind.MEETING for due in dues):
        return None
    reads = standing.leads(case) or standing.steers_all
    return Grave(case, dues, at, open=standing.grave, reads=reads)


def marks(entries: Sequence[Entry], case: Case) -> list[Line]:
    """The timeline of the special report."""
    kept = [entry for entry in entries if entry.event.kind in MARKS]
    return story(kept, case, rules_of(case.rulebook_id), files={}, ways={}, joined={})
