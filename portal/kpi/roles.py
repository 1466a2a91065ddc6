"""Whose figures a role sees first, and which of them first (M-02)."""

from collections.abc import Sequence

from models.kpi import queries
from models.kpi.queries import Subject
from models.kpi.rules.figures import NATURE
from models.kpi.words import Figure, SubjectKind
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission

USUAL = tuple(Figure)
FIRST = {
    Role.LEADING_GROUP: (Figure.SATISFACTION, Figure.TIMELINESS, Figure.OVERDUE, Figure.REOPENED),
    Role.COMMITTEE: (Figure.SATISFACTION, Figure.REVISIT_RESPONSE, Figure.REOPENED, Figure.FIRST_CONTACT),
    Role.QUALITY_INSPECTOR: (Figure.HANDLING_ACCURACY, Figure.TRIAGE_ACCURACY, Figure.REOPENED),
    Role.HR: (Figure.TIMELINESS, Figure.HANDLING_ACCURACY, Figure.SATISFACTION),
    Role.CUSTOMER_SERVICE_AGENT: (
        Figure.RESPONSE_TIMELINESS,
        Figure.TRIAGE_ACCURACY,
        Figure.FIRST_CONTACT,
        Figure.SATISFACTION,
    ),
    Role.DEPARTMENT_HEAD: (Figure.TIMELINESS, Figure.OVERDUE, Figure.HANDLING_ACCURACY, Figure.SATISFACTION),
}
"""What each role acts on; the other figures follow."""


def first_subject(staff: Staff) -> Subject | None:
    """The figures that somebody sees first: a person their own, a head the department's, who reads all the
    company's. None for roles that have none, as finance."""
    if queries.reads_all(staff) and not (staff.roles & {Role.CUSTOMER_SERVICE_AGENT}):
        return queries.COMPANY
    headed = queries.departments_read(staff)
    if headed and not queries.reads_all(staff):
        return queries.of_department(headed[0])
    if staff.may(Permission.CASE_HANDLE) or staff.may(Permission.CASE_TRIAGE):
        return queries.of_person(staff)
    return queries.COMPANY if queries.reads_all(staff) else None


def figures_for(staff: Staff, subject: Subject) -> Sequence[Figure]:
    """The figures of a subject, those that the reader's role acts on first."""
    first = [figure for role, figures in FIRST.items() if role in staff.roles for figure in figures]
    order = dict.fromkeys((*first, *USUAL))
    return [figure for figure in order if subject.kind is not SubjectKind.PERSON or NATURE[figure].of_people]
