"""Who may see which cases (X-01): every other read starts from `visible_to`."""

from collections.abc import Collection, Hashable, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, false, or_, select, true

from models.cases.queries.channel import alert_of
from models.cases.queries.compensation import compensations_among, compensations_of
from models.cases.queries.contacts import joint_talks_of
from models.cases.queries.due import due_times_of
from models.cases.queries.grave import meetings_among, meetings_of, reports_among, reports_of
from models.cases.queries.outside import before_a_body, outsides_among, outsides_of
from models.cases.queries.together import (
    assistances_of,
    extensions_of,
    open_tasks_among,
    requests_among,
)
from models.cases.rules.extensions import NONE, margin
from models.cases.rules.joint_talk import is_asked
from models.cases.rules.outside import may_record
from models.cases.rules.steps import AT_WORK, Standing
from models.cases.tables import (
    ActionItem,
    Assistance,
    Case,
    Compensation,
    Concerned,
    DueTime,
    OpinionAlert,
    Result,
)
from models.cases.words import OF_COMPENSATION, CompensationState, DueKind, ExtensionState, State, Verdict
from models.db import db
from models.people.queries import every_department, parents_of_departments
from models.people.rules import descendants
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_of
from models.rulebook.words import Approver

MET_ABOUT = frozenset({DueKind.MEETING, DueKind.CONSULTATION})
UNDECIDED = (DueTime.kind == DueKind.DECISION, DueTime.ended_at.is_(None))
"""What holds for the due time of a case that waits for the leading group's decision (R-04)."""


def departments_of(staff: Staff) -> frozenset[int]:
    """The departments this person answers for: the own one, and for a head all below the headed ones."""
    parents = parents_of_departments()
    headed = [row.id for row in every_department() if row.head_id == staff.id]
    return frozenset({staff.department_id}).union(*(descendants(each, parents) for each in headed))


def handled_by(staff: Staff) -> ColumnElement[bool]:
    """SQL for `Standing.owns`: the person owns the case, or handles it beside its owner (H-10)."""
    return or_(Case.owner_id == staff.id, Case.second_id == staff.id)


def viewpoint(staff: Staff) -> Hashable:
    """All of a person that a statement about "their" cases may hold: the key of what is prepared for them."""
    return staff.id, staff.department_id, staff.roles, departments_of(staff)


def in_scope(staff: Staff) -> ColumnElement[bool] | None:
    """The condition of `visible_to`, or None where there is none because all may be seen."""
    if staff.may(Permission.CASE_READ_ALL):
        return None
    return or_(*_ways_to_see(staff, _colleagues_of(staff)))


def _ways_to_see(staff: Staff, colleagues: Select[int] | Collection[int]) -> Sequence[ColumnElement[bool]]:
    """Each reason for which this person may see a case, where not all may be seen.

    What a case says itself comes first: a database that has found one reason looks for no other.
    `colleagues` are the people of the departments that the person answers for.
    """
    to_do = select(ActionItem.case_id).where(ActionItem.owner_id == staff.id)
    own = [Case.owner_id == staff.id, Case.second_id == staff.id, Case.registered_by_id == staff.id]
    if not staff.may(Permission.CASE_READ_DEPARTMENT):
        return [*own, Case.id.in_(to_do)]
    departments = departments_of(staff)
    helped = select(Assistance.case_id).where(Assistance.department_id.in_(departments))
    consulted = select(Concerned.case_id).where(Concerned.department_id.in_(departments))
    alerted = select(OpinionAlert.case_id).where(OpinionAlert.department_id.in_(departments))
    return [
        Case.lead_department_id.in_(departments),
        *own,
        Case.store_id.in_(departments),
        Case.registered_by_id.in_(colleagues),
        *(Case.id.in_(each) for each in (to_do, helped, consulted, alerted)),
        *_for_compensation(staff),
        *([Case.id.in_(before_a_body())] if may_record(staff) else []),
    ]


def _colleagues_of(staff: Staff) -> Select[int]:
    """The ids of the people of the departments that this person answers for."""
    return select(Staff.id).where(Staff.department_id.in_(departments_of(staff)))


def each_way(staff: Staff) -> Sequence[Select[Case]]:
    """The cases of `visible_to` in parts, each with an index of its own, no case in two of them.

    A database that is asked for all ways at once reads every case there is when few are to be seen. Who
    the colleagues are is asked beforehand, as a database cannot know how many cases are theirs.
    """
    if staff.may(Permission.CASE_READ_ALL):
        return [select(Case)]
    ways = _ways_to_see(staff, db.session.scalars(_colleagues_of(staff)).all())
    return [
        select(Case).where(way, *(before.is_not(true()) for before in ways[:place]))
        for place, way in enumerate(ways)
    ]


def _for_compensation(staff: Staff) -> list[ColumnElement[bool]]:
    """The cases that Legal and finance see for what they have to do with a compensation (G-06)."""
    found: list[ColumnElement[bool]] = []
    of_cases = select(Compensation.case_id)
    if staff.may(Permission.COMPENSATION_ADVISE):
        found.append(Case.id.in_(of_cases.where(Compensation.state == CompensationState.OPINION)))
        found.append(Case.id.in_(of_cases.where(Compensation.opinion_at.is_not(None))))
    if staff.may(Permission.COMPENSATION_PAY):
        owed = (CompensationState.PAYMENT, CompensationState.PAID)
        found.append(Case.id.in_(of_cases.where(Compensation.approver == Approver.FINANCE)))
        found.append(Case.id.in_(of_cases.where(Compensation.state.in_(owed))))
    return found


def visible_to(staff: Staff | None) -> Select[Case]:
    """The cases that this person may see at all; nobody sees none."""
    found = select(Case)
    if staff is None:
        return found.where(false())
    condition = in_scope(staff)
    return found if condition is None else found.where(condition)


def standing(case: Case, staff: Staff) -> Standing:
    """How a person stands to a case: what its next steps are asked with."""
    submitted_by = None
    if case.state is State.REVIEW:
        submitted_by = db.session.scalar(
            select(Result.by_id).where(Result.case_id == case.id, Result.verdict == Verdict.SUBMITTED)
        )
    dues = due_times_of(case)
    undecided = any(due.kind is DueKind.DECISION and due.ended_at is None for due in dues)
    more_time, asked = NONE, None
    if case.state in (State.HANDLING, State.WAITING):
        asked_before = [each for each in extensions_of(case) if each.round == case.round]
        more_time = margin(case, rules_of(case.rulebook_id), asked_before)
        asked = next((each for each in asked_before if each.state is ExtensionState.ASKED), None)
    helped = (
        [each for each in assistances_of(case) if each.round == case.round] if case.state in AT_WORK else []
    )
    grave = _grave(case)
    lead = next((each for each in every_department() if each.id == case.lead_department_id), None)
    joint = is_asked(case, lead, rules_of(case.rulebook_id))
    return Standing(
        staff,
        departments_of(staff),
        submitted_by,
        staff.may(Permission.CASE_DECIDE) and undecided,
        more_time,
        asked,
        helped,
        grave=grave,
        meetings=meetings_of(case) if grave or any(due.kind in MET_ABOUT for due in dues) else (),
        reports=reports_of(case) if grave else (),
        compensates=rules_of(case.rulebook_id).compensation is not None,
        compensations=compensations_of(case) if any(due.kind in OF_COMPENSATION for due in dues) else (),
        alert=alert_of(case),
        outsides=outsides_of(case) if any(due.kind is DueKind.OUTSIDE for due in dues) else (),
        joint=joint,
        joint_talks=joint_talks_of(case) if joint else (),
    )


def standings(
    cases: Sequence[Case], staff: Staff, running: Mapping[int, Sequence[DueTime]]
) -> dict[int, Standing]:
    """How a person stands to each of some cases, as far as a list can say without asking for each.

    `running` are their due times that have not ended, by case id.
    """
    departments, decides = departments_of(staff), staff.may(Permission.CASE_DECIDE)
    graves = [case for case in cases if _grave(case)]
    met = [case for case in cases if case in graves or any(due.kind in MET_ABOUT for due in running[case.id])]
    reports, meetings = reports_among(graves), meetings_among(met)
    compensations = compensations_among(cases)
    tasks = open_tasks_among(cases)
    requests = requests_among(cases) if staff.may(Permission.CASE_EXTEND) else {}
    outsides = outsides_among(cases)
    return {
        case.id: Standing(
            staff,
            departments,
            to_decide=decides and any(due.kind is DueKind.DECISION for due in running[case.id]),
            asked=requests.get(case.id),
            assistances=tasks[case.id],
            grave=case in graves,
            meetings=meetings.get(case.id, ()),
            reports=reports.get(case.id, ()),
            compensations=compensations[case.id],
            outsides=outsides[case.id],
        )
        for case in cases
    }


def _grave(case: Case) -> bool:
    """Whether the grade asks for a meeting or a special report (G-04)."""
    grade = rules_of(case.rulebook_id).grade(case.grade)
    return grade.meeting is not None or grade.special_report is not None
