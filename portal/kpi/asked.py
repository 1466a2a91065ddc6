"""What the address asks for: month, comparison, whose figures, which part of the work, which one (M-02)."""

from dataclasses import dataclass, replace
from typing import Any

from flask import abort, request, url_for

from models.clock import now
from models.kpi import queries
from models.kpi.queries import Subject
from models.kpi.rules.months import Month
from models.kpi.words import Facet, Figure, SubjectKind
from models.people.tables import Staff
from portal.kpi.roles import figures_for, first_subject
from web.access import viewer


@dataclass(frozen=True)
class Asked:
    """A view of the figures, as its address holds it."""

    month: Month
    against: Month
    subject: Subject
    facet: Facet
    value: str
    figure: Figure

    def address(self, endpoint: str = "kpi.index", **changes: Any) -> str:
        """An address with this view's parts and some others; what is usual is left out."""
        wanted = replace(self, **{k: v for k, v in changes.items() if k in self.__dataclass_fields__})
        more = {k: v for k, v in changes.items() if k not in self.__dataclass_fields__}
        parts: dict[str, Any] = {
            "month": wanted.month.key,
            "against": wanted.against.key if wanted.against != wanted.month.shifted(-1) else None,
            "of": wanted.subject.key,
            "facet": wanted.facet.value if wanted.facet is not Facet.ALL else None,
            "value": wanted.value or None,
            "figure": wanted.figure.value,
            **more,
        }
        return url_for(endpoint, **{name: value for name, value in parts.items() if value is not None})


def asked() -> Asked:
    """What this request asks for; nonsense falls back to what is usual. Figures that the viewer may not read
    are not found (404)."""
    staff, arguments = viewer(), request.args
    month = Month.read(arguments.get("month", "")) or usual_month()
    against = Month.read(arguments.get("against", "")) or month.shifted(-1)
    subject = subject_of(arguments.get("of", "")) or first_subject(staff)
    if subject is None or not queries.readable(staff, subject, month):
        abort(404)
    facet = _facet(arguments.get("facet", ""), subject)
    value = arguments.get("value", "")[:60] if facet is not Facet.ALL else ""
    figures = figures_for(staff, subject)
    figure = next((each for each in figures if each.value == arguments.get("figure")), figures[0])
    return Asked(month, against, subject, facet if value else Facet.ALL, value, figure)


def usual_month() -> Month:
    """The last month that is over, as one that lasts says little; this one where nothing is kept of it."""
    this = Month.of(now())
    kept = [Month(row.month) for row in queries.months_kept()]
    return next((month for month in kept if month < this), this)


def subject_of(key: str) -> Subject | None:
    """Whose figures an address names: company, department:3, person:7; None for anything else."""
    kind, _colon, number = key.partition(":")
    if key == SubjectKind.COMPANY:
        return queries.COMPANY
    if kind in (SubjectKind.DEPARTMENT, SubjectKind.PERSON) and number.isdecimal() and len(number) < 10:
        return Subject(SubjectKind(kind), int(number))
    return None


def may_open(staff: Staff) -> bool:
    """Whether somebody has any figures to read."""
    return first_subject(staff) is not None


def _facet(text: str, subject: Subject) -> Facet:
    known = text in set(Facet) and subject.kind is not SubjectKind.PERSON
    return Facet(text) if known else Facet.ALL
