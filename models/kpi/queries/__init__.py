"""Asking for key figures: the one door for screens, exports, reports and the areas above (Q-02)."""

from models.kpi.queries.drill import Drill, Fact, cases_behind
from models.kpi.queries.facts import FACTS, SENT_BACK, SentBack
from models.kpi.queries.flags import (
    decides_flag,
    deducts_for,
    flag_for,
    flag_named,
    flags,
    flags_named,
    flags_of,
    what_followed,
)
from models.kpi.queries.lately import Lately, lately
from models.kpi.queries.measure import Cell, measured
from models.kpi.queries.people import OfPerson, of_people
from models.kpi.queries.readings import (
    Reading,
    by_facet,
    by_subject,
    corrections,
    course,
    fresh_at,
    month_of,
    months_kept,
    names_of,
    of_departments,
    reading,
    readings,
)
from models.kpi.queries.reports import report_of, reports
from models.kpi.queries.subjects import (
    COMPANY,
    Subject,
    departments_read,
    months_read,
    of_department,
    of_person,
    people_read,
    readable,
    reads_all,
)

__all__ = [
    "COMPANY",
    "FACTS",
    "SENT_BACK",
    "Cell",
    "Drill",
    "Fact",
    "Lately",
    "OfPerson",
    "Reading",
    "SentBack",
    "Subject",
    "by_facet",
    "by_subject",
    "cases_behind",
    "corrections",
    "course",
    "decides_flag",
    "deducts_for",
    "departments_read",
    "flag_for",
    "flag_named",
    "flags",
    "flags_named",
    "flags_of",
    "fresh_at",
    "lately",
    "measured",
    "month_of",
    "months_kept",
    "months_read",
    "names_of",
    "of_department",
    "of_departments",
    "of_people",
    "of_person",
    "people_read",
    "readable",
    "reading",
    "readings",
    "reads_all",
    "report_of",
    "reports",
    "what_followed",
]
