"""Whose turn it is: the cases whose next step is one person's, by the rules of `rules/steps.py` (M-02)."""

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, false, or_, select, true, union

from models.cases.queries.outside import owed_by
from models.cases.queries.scope import UNDECIDED, departments_of, handled_by
from models.cases.rules.outside import may_record
from models.cases.tables import (
    Assistance,
    Case,
    Compensation,
    DueTime,
    Extension,
    Meeting,
    Result,
    SpecialReport,
)
from models.cases.words import (
    AssistState,
    CompensationState,
    DueKind,
    ExtensionState,
    MeetingState,
    ReportState,
    State,
    Verdict,
)
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.words import Approver, Audience

IN_STORE = (State.APPROVED, State.ANSWERED)
"""When it is a store's turn with what it heard: to tell the result, then to ask how it was (V-07)."""


def waiting_for(staff: Staff) -> Select[Case]:
    """The cases whose next step is this person's, in no order yet; the same rules as `rules/steps.py`.

    Each rule is asked by itself, along the index that suits it: one condition for all would read every case.
    """
    return select(Case).where(Case.id.in_(select(ids_waiting_for(staff).subquery().c.id)))


def ids_waiting_for(staff: Staff) -> CompoundSelect[int]:
    """The ids of the same cases, each once. To count these reads the indexes alone."""
    return union(*[select(Case.id).where(condition) for condition in _conditions(staff) or [false()]])


def to_review(staff: Staff) -> Select[Case]:
    """The results that this person may review (H-06): not the own ones, not of cases of one's own."""
    if not staff.may(Permission.CASE_REVIEW):
        return select(Case).where(false())
    own = exists().where(
        Result.case_id == Case.id, Result.verdict == Verdict.SUBMITTED, Result.by_id == staff.id
    )
    found = select(Case).where(
        Case.state == State.REVIEW,
        Case.owner_id != staff.id,
        Case.second_id.is_distinct_from(staff.id),
        ~own,
    )
    if staff.may(Permission.CASE_TRIAGE):
        return found
    return found.where(Case.lead_department_id.in_(departments_of(staff)))


def _conditions(staff: Staff) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    departments = departments_of(staff)
    in_lead = Case.lead_department_id.in_(departments)
    in_service = staff.may(Permission.CASE_TRIAGE)
    if in_service:
        found.append(Case.state == State.NEW)
    if staff.may(Permission.CASE_REVIEW):
        found.append(Case.id.in_(to_review(staff).with_only_columns(Case.id)))
    if staff.may(Permission.CASE_HANDLE):
        found.append(and_(Case.state == State.ASSIGNED, in_lead))
        found.append(and_(Case.state == State.HANDLING, handled_by(staff)))
        found.append(and_(Case.state == State.APPROVED, or_(Case.owner_id == staff.id, in_lead)))
        found.append(and_(Case.owner_id == staff.id, Case.id.in_(_owes_report())))
        answered = select(Assistance.case_id).where(*_open(AssistState.ANSWERED))
        found.append(and_(Case.owner_id == staff.id, Case.id.in_(answered)))
    if staff.may(Permission.CASE_TELL) and not staff.may(Permission.CASE_HANDLE):
        found.append(and_(Case.state.in_(IN_STORE), Case.store_id.in_(departments)))
    if staff.may(Permission.CASE_ASSIST):
        asked = select(Assistance.case_id).where(
            *_open(AssistState.ASKED), Assistance.department_id.in_(departments)
        )
        found.append(Case.id.in_(asked))
    if staff.may(Permission.CASE_ASSIGN):
        called = select(Meeting.case_id).where(
            Meeting.state == MeetingState.CALLED, Meeting.held_at.is_(None), Meeting.by_id == staff.id
        )
        found.append(Case.id.in_(called))
    if may_record(staff):
        found.append(Case.id.in_(owed_by(staff)))
    if staff.may(Permission.CASE_EXTEND):
        found.append(Case.id.in_(_to_extend(staff)))
    found += _of_compensations(staff)
    if staff.may(Permission.CASE_DECIDE):
        found.append(Case.id.in_(select(DueTime.case_id).where(*UNDECIDED)))
        found.append(Case.id.in_(_to_acknowledge(staff)))
    return found


def _open(state: AssistState) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Tasks in one of the open states; that they have no end as well lets a small index find them."""
    return Assistance.state == state, Assistance.ended_at.is_(None)


def _of_compensations(staff: Staff) -> list[ColumnElement[bool]]:
    """The cases with a compensation whose next step is this person's, as `rules/compensation.py` says."""
    found: list[ColumnElement[bool]] = []
    waits = select(Compensation.case_id).where(Compensation.by_id != staff.id)
    if staff.may(Permission.COMPENSATION_ADVISE):
        found.append(Case.id.in_(waits.where(Compensation.state == CompensationState.OPINION)))
    if staff.may(Permission.COMPENSATION_PAY):
        to_pay = waits.where(
            Compensation.state == CompensationState.PAYMENT, Compensation.decided_by_id != staff.id
        )
        found.append(Case.id.in_(to_pay))
    to_approve = waits.where(Compensation.state == CompensationState.APPROVAL)
    not_own = and_(Case.owner_id.is_distinct_from(staff.id), Case.second_id.is_distinct_from(staff.id))
    if Role.FINANCE in staff.roles:
        found.append(and_(not_own, Case.id.in_(to_approve.where(Compensation.approver == Approver.FINANCE))))
    if Role.LEADING_GROUP in staff.roles:
        leaders = to_approve.where(Compensation.approver == Approver.LEADING_GROUP)
        found.append(and_(not_own, Case.id.in_(leaders)))
    if Role.DEPARTMENT_HEAD in staff.roles:
        in_lead = Case.lead_department_id.in_(departments_of(staff))
        heads = to_approve.where(Compensation.approver == Approver.HEAD)
        found.append(and_(not_own, in_lead, Case.id.in_(heads)))
    return found


def _owes_report() -> Select[int]:
    """The cases whose special report is due (G-04)."""
    return select(DueTime.case_id).where(DueTime.kind == DueKind.SPECIAL_REPORT, DueTime.ended_at.is_(None))


def _to_acknowledge(staff: Staff) -> Select[int]:
    """The cases with a special report that this leader is to read, never the own one (G-04)."""
    return select(SpecialReport.case_id).where(
        SpecialReport.state == ReportState.SUBMITTED, SpecialReport.by_id != staff.id
    )


def _to_extend(staff: Staff) -> Select[int]:
    """The cases with a request for more time that this person decides, as `may_decide` says (G-03)."""
    found = (
        select(Extension.case_id)
        .join(Case, Case.id == Extension.case_id)
        .where(
            Extension.state == ExtensionState.ASKED,
            Extension.decided_at.is_(None),
            Extension.by_id != staff.id,
            Case.owner_id != staff.id,
            Case.second_id.is_distinct_from(staff.id),
            Case.state.in_((State.HANDLING, State.WAITING)),
        )
    )
    of_leaders = Extension.approver == Audience.LEADING_GROUP
    in_lead = Case.lead_department_id.in_(departments_of(staff))
    return found.where(
        or_(
            and_(of_leaders, true() if Role.LEADING_GROUP in staff.roles else false()),
            and_(~of_leaders, in_lead, true() if Role.DEPARTMENT_HEAD in staff.roles else false()),
        )
    )
