"""All that a board of key figures shows, read from what the clock keeps (M-02)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from models.kpi import queries
from models.kpi.queries import Reading
from models.kpi.rules.figures import NATURE, Unit
from models.kpi.rules.months import Month
from models.kpi.tables import KpiMonth, KpiName
from models.kpi.words import Facet, Figure, SubjectKind
from models.people.queries import every_department
from models.people.tables import Staff
from models.rulebook.document import KpiRules, Rules
from models.rulebook.queries import kpi_of, rulebook_at, rules_of
from portal.kpi.asked import Asked
from portal.kpi.roles import figures_for
from web.kpi.telling import subject_name
from web.language import _
from web.language.filters import named

MONTHS = 13
"""A year, and the month that the first of it is compared with."""


@dataclass(frozen=True)
class Line:
    """A department or person of the table: what it is called, where it leads, its figures by kind."""

    key: str
    name: str
    href: str
    readings: Mapping[Figure, Reading]


class Board:
    """One view of the figures."""

    def __init__(self, staff: Staff, asked: Asked) -> None:
        self.staff, self.asked = staff, asked
        self.figures = figures_for(staff, asked.subject)

    @cached_property
    def kept(self) -> KpiMonth | None:
        """The month as it is kept; None where the clock has not come to it."""
        return queries.month_of(self.asked.month)

    @cached_property
    def names(self) -> Mapping[str, KpiName]:
        """Departments and people as they were called then."""
        return queries.names_of(self.asked.month)

    @cached_property
    def rules(self) -> Rules:
        """The rules that the month is held against: those it was closed by, else those of its last moment."""
        return rules_of(self._book)

    @cached_property
    def targets(self) -> KpiRules:
        """The targets of the month."""
        return kpi_of(self._book)

    @cached_property
    def _book(self) -> int:
        if self.kept is not None and self.kept.rulebook_id is not None:
            return self.kept.rulebook_id
        return rulebook_at(self.asked.month.end).id

    @cached_property
    def now(self) -> Mapping[Figure, Reading]:
        """Every figure of the month."""
        return self._readings(self.asked.month)

    @cached_property
    def before(self) -> Mapping[Figure, Reading]:
        """Every figure of the month it is compared with."""
        return self._readings(self.asked.against)

    def _readings(self, month: Month) -> Mapping[Figure, Reading]:
        asked = self.asked
        if month not in self.months_read:
            return {figure: Reading(figure, month, asked.subject.key) for figure in Figure}
        return queries.readings(month, asked.subject, asked.facet, asked.value)

    @property
    def name(self) -> str:
        """Whose figures they are."""
        return subject_name(self.asked.subject, self.names)

    @cached_property
    def empty(self) -> bool:
        """Whether there is nothing to count."""
        return not any(reading.n for reading in self.now.values())

    @cached_property
    def course(self) -> Sequence[Reading]:
        """The chosen figure over the last months."""
        asked = self.asked
        months = asked.month.back(MONTHS)
        found = queries.course(asked.figure, months, asked.subject, asked.facet, asked.value)
        nothing = Reading(asked.figure, asked.month, asked.subject.key)
        return [
            each if each.month in self.months_read else replace(nothing, month=each.month) for each in found
        ]

    @cached_property
    def months_read(self) -> set[Month]:
        """The months that the reader may see of the subject; see `queries.months_read`."""
        wanted = [*self.asked.month.back(MONTHS), self.asked.against]
        return queries.months_read(self.staff, self.asked.subject, wanted)

    @cached_property
    def departments(self) -> list[Line]:
        """The departments that the reader may compare: beside the company, or several of a head."""
        if self.asked.subject.kind is SubjectKind.PERSON:
            return []
        rows = [queries.of_department(row) for row in queries.departments_read(self.staff)]
        asked = self.asked
        found = queries.by_subject(
            asked.month, [row.key for row in rows], facet=asked.facet, value=asked.value
        )
        lines = [
            Line(row.key, subject_name(row, self.names), asked.address(subject=row), found[row.key])
            for row in rows
            if row.key in found
        ]
        return lines if asked.subject.kind is SubjectKind.COMPANY or len(lines) > 1 else []

    @cached_property
    def people(self) -> list[Line]:
        """The people of a department, for its head alone; by name, in no order of merit."""
        asked = self.asked
        if asked.subject.kind is not SubjectKind.DEPARTMENT or asked.facet is not Facet.ALL:
            return []
        readable = set(queries.people_read(self.staff, self.asked.month)) - {self.staff.id}
        kept = {
            row.staff_id: row
            for row in self.names.values()
            if row.staff_id in readable and row.department_id == asked.subject.id
        }
        rows = [queries.of_person(number) for number in kept if number is not None]
        found = queries.by_subject(asked.month, [row.key for row in rows])
        lines = [
            Line(row.key, subject_name(row, self.names), asked.address(subject=row), found[row.key])
            for row in rows
            if row.key in found
        ]
        return sorted(lines, key=lambda line: line.name)

    def parts(self, facet: Facet) -> list[Reading]:
        """The chosen figure laid out by a facet; nothing for a person."""
        if self.asked.subject.kind is SubjectKind.PERSON or self.asked.facet is not Facet.ALL:
            return []
        return queries.by_facet(self.asked.figure, self.asked.month, self.asked.subject, facet)

    @cached_property
    def corrections(self) -> Sequence[object]:
        """What was set right of these figures."""
        return queries.corrections(self.asked.month, [self.asked.subject.key])

    @property
    def more_is_better(self) -> bool:
        """Whether the chosen figure is better when it is higher."""
        return NATURE[self.asked.figure].more_is_better

    @property
    def is_share(self) -> bool:
        """Whether the chosen figure is a share."""
        return NATURE[self.asked.figure].unit is Unit.SHARE


def choosable(staff: Staff) -> list[queries.Subject]:
    """Whose figures somebody may choose from: the company, departments, their own."""
    found = [queries.COMPANY] if queries.reads_all(staff) else []
    found += [queries.of_department(row) for row in queries.departments_read(staff)]
    return [*found, queries.of_person(staff)]


def named_now(subjects: Sequence[queries.Subject]) -> list[tuple[str, str]]:
    """Their keys and names of today, for a form."""
    departments = {row.id: row for row in every_department()}
    found = []
    for each in subjects:
        if each.kind is SubjectKind.COMPANY:
            found.append((each.key, _("The company")))
        elif each.kind is SubjectKind.PERSON:
            found.append((each.key, _("My own figures")))
        else:
            found.append((each.key, named(departments[each.id])))
    return found
