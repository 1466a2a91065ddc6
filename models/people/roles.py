"""The roles of X-01 and what each grants: least privilege, so a role holds what its work needs."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from models.permissions import Permission


class Role(StrEnum):
    """A part that a person plays in the company; one person may play several."""

    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    COMMITTEE = "committee"
    CUSTOMER_SERVICE_AGENT = "customer_service_agent"
    DEPARTMENT_HANDLER = "department_handler"
    DEPARTMENT_HEAD = "department_head"
    FINANCE = "finance"
    HR = "hr"
    LEADING_GROUP = "leading_group"
    LEGAL = "legal"
    QUALITY_INSPECTOR = "quality_inspector"
    STAFF = "staff"
    STORE_STAFF = "store_staff"
    SUPERVISOR = "supervisor"
    TRAINER = "trainer"


GRANTS: Mapping[Role, frozenset[Permission]] = {
    # Keeps the house running and sees no customer: whoever can make logins must not read cases too. Forgets
    # a customer who asked for it by the number of a case, without reading it, and holds a case beyond its
    # time.
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.CASE_HOLD,
            Permission.CUSTOMER_FORGET,
            Permission.DUTY_EDIT,
            Permission.EXPIRY_CONFIRM,
            Permission.EXPIRY_READ,
            Permission.JOBS_READ,
            Permission.OUTBOX_READ,
            Permission.OUTBOX_SEND,
            Permission.PEOPLE_EDIT,
            Permission.PEOPLE_READ,
            Permission.PRODUCT_EDIT,
            Permission.QUESTIONNAIRE_EDIT,
            Permission.QUESTIONNAIRE_PUBLISH,
            Permission.QUESTIONNAIRE_READ,
            Permission.RULEBOOK_APPROVE,
            Permission.RULEBOOK_EDIT,
            Permission.RULEBOOK_READ,
            Permission.TEMPLATE_EDIT,
        }
    ),
    # Reads everything that can be looked into and changes nothing; customers stay masked.
    Role.AUDITOR: frozenset(
        {
            Permission.AUDIT_READ,
            Permission.CASE_READ_ALL,
            Permission.COMPENSATION_READ,
            Permission.EXPIRY_READ,
            Permission.JOBS_READ,
            Permission.OUTBOX_READ,
            Permission.PEOPLE_READ,
            Permission.QUESTIONNAIRE_READ,
            Permission.RESULTS_READ,
            Permission.RULEBOOK_READ,
            Permission.LEDGER_READ,
            Permission.KPI_READ,
            Permission.INSPECTION_READ,
            Permission.TRAINING_READ,
        }
    ),
    # The satisfaction committee answers for what customers are asked in the company's name: it orders
    # surveys, lets them go out, and publishes questionnaires (S-01, S-03).
    Role.COMMITTEE: frozenset(
        {
            Permission.IMPROVEMENT_STEER,
            Permission.CAMPAIGN_EDIT,
            Permission.CAMPAIGN_LAUNCH,
            Permission.CASE_READ_ALL,
            Permission.COMPENSATION_READ,
            Permission.QUESTIONNAIRE_PUBLISH,
            Permission.QUESTIONNAIRE_READ,
            Permission.REPORT_APPROVE,
            Permission.REPORT_EDIT,
            Permission.RESULTS_READ,
            Permission.KPI_READ,
            Permission.INSPECTION_READ,
        }
    ),
    # The one role that carries a case from end to end. Review is theirs for other people's
    # results only; H-06 is checked on each case.
    Role.CUSTOMER_SERVICE_AGENT: frozenset(
        {
            Permission.IMPROVEMENT_STEER,
            Permission.KNOWLEDGE_EDIT,
            Permission.KNOWLEDGE_PUBLISH,
            Permission.LIBRARY_EDIT,
            Permission.LIBRARY_REVIEW,
            Permission.CAMPAIGN_EDIT,
            Permission.CASE_ASSIGN,
            Permission.CASE_ASSIST,
            Permission.CASE_CLOSE,
            Permission.CASE_HANDLE,
            Permission.CASE_IMPORT,
            Permission.CASE_NUDGE,
            Permission.CASE_READ_ALL,
            Permission.CASE_REGISTER,
            Permission.HOTLINE_INTAKE,
            Permission.CASE_REVIEW,
            Permission.CASE_TELL,
            Permission.CASE_TRIAGE,
            Permission.CUSTOMER_COPY,
            Permission.PERSONAL_DATA_REVEAL,
            Permission.QUESTIONNAIRE_READ,
            Permission.REPORT_EDIT,
            Permission.RESULTS_READ,
            Permission.REVISIT_CALL,
            Permission.KPI_READ,
        }
    ),
    # Calls the customer about the fault, hence the reveal; it is recorded each time.
    Role.DEPARTMENT_HANDLER: frozenset(
        {
            Permission.KNOWLEDGE_EDIT,
            Permission.CASE_ASSIST,
            Permission.CASE_HANDLE,
            Permission.CASE_READ_DEPARTMENT,
            Permission.CASE_TELL,
            Permission.PERSONAL_DATA_REVEAL,
        }
    ),
    # Closing is for malicious complaints (H-09); regulators are for the head of customer service (H-11).
    # Questionnaires are drafted only: others put them before customers (S-01).
    Role.DEPARTMENT_HEAD: frozenset(
        {
            Permission.IMPROVEMENT_STEER,
            Permission.KNOWLEDGE_EDIT,
            Permission.KNOWLEDGE_PUBLISH,
            Permission.LIBRARY_EDIT,
            Permission.LIBRARY_REVIEW,
            Permission.CASE_ASSIGN,
            Permission.CASE_ASSIST,
            Permission.CASE_CLOSE,
            Permission.CASE_EXTEND,
            Permission.CASE_HANDLE,
            Permission.CASE_NUDGE,
            Permission.CASE_OUTSIDE,
            Permission.CASE_READ_DEPARTMENT,
            Permission.CASE_REVIEW,
            Permission.CASE_TELL,
            Permission.COMPENSATION_APPROVE,
            Permission.COMPENSATION_READ,
            Permission.DUTY_EDIT,
            Permission.PEOPLE_READ,
            Permission.PERSONAL_DATA_REVEAL,
            Permission.QUESTIONNAIRE_EDIT,
            Permission.QUESTIONNAIRE_READ,
            Permission.RESULTS_READ,
            Permission.LEDGER_READ,
            Permission.REWARD_APPROVE,
            Permission.MATTER_REPORT,
        }
    ),
    # Sees a case of others only for its compensation (G-06).
    Role.FINANCE: frozenset(
        {
            Permission.CASE_ASSIST,
            Permission.CASE_READ_DEPARTMENT,
            Permission.COMPENSATION_APPROVE,
            Permission.COMPENSATION_PAY,
            Permission.COMPENSATION_READ,
            Permission.PAYROLL_ISSUE,
            Permission.REWARD_APPROVE,
        }
    ),
    # Keeps the books about people: points, rewards, wages, files; approves no reward itself (C-04). Keeps
    # proceedings going and investigates; who investigated does not decide.
    Role.HR: frozenset(
        {
            Permission.BODY_EDIT,
            Permission.CUSTOMER_FORGET,
            Permission.EXPIRY_READ,
            Permission.LIBRARY_EDIT,
            Permission.LIBRARY_REVIEW,
            Permission.LEDGER_CLOSE,
            Permission.LEDGER_READ,
            Permission.MATTER_DECIDE,
            Permission.MATTER_INVESTIGATE,
            Permission.MATTER_OPEN,
            Permission.MATTER_READ,
            Permission.MATTER_REPORT,
            Permission.PAYROLL_ISSUE,
            Permission.PEOPLE_EDIT,
            Permission.PEOPLE_READ,
            Permission.REWARD_CHECK,
            Permission.STAFF_FILE_READ,
            Permission.TRAINING_PLAN,
            Permission.TRAINING_READ,
            Permission.TRAINING_TEACH,
            Permission.WAGE_EDIT,
            Permission.KPI_READ,
        }
    ),
    # Steers severe and repeated cases; handles none itself. Puts rules in force that others wrote (RB-02).
    Role.LEADING_GROUP: frozenset(
        {
            Permission.CASE_ASSIGN,
            Permission.CASE_CLOSE,
            Permission.CASE_DECIDE,
            Permission.CASE_EXTEND,
            Permission.CASE_HOLD,
            Permission.CASE_NUDGE,
            Permission.CASE_READ_ALL,
            Permission.EXPIRY_READ,
            Permission.REPORT_APPROVE,
            Permission.RESULTS_READ,
            Permission.RULEBOOK_APPROVE,
            Permission.RULEBOOK_READ,
            Permission.COMPENSATION_APPROVE,
            Permission.COMPENSATION_READ,
            Permission.QUESTIONNAIRE_PUBLISH,
            Permission.QUESTIONNAIRE_READ,
            Permission.LEDGER_READ,
            Permission.REWARD_APPROVE,
            Permission.MATTER_APPEAL,
            Permission.MATTER_DECIDE,
            Permission.MATTER_READ,
            Permission.MATTER_REPORT,
            Permission.KPI_READ,
            Permission.INSPECTION_DECIDE,
            Permission.INSPECTION_PUBLISH,
            Permission.INSPECTION_READ,
            Permission.TRAINING_APPROVE,
            Permission.TRAINING_READ,
        }
    ),
    # Deals with regulators and mediators, and sees a case of others only for that, or its compensation.
    Role.LEGAL: frozenset(
        {
            Permission.CASE_ASSIST,
            Permission.CASE_OUTSIDE,
            Permission.CASE_READ_DEPARTMENT,
            Permission.COMPENSATION_ADVISE,
        }
    ),
    # A revisit by phone needs the number, hence the reveal. Writes what customers are asked,
    # and leaves it to others to put it before them (S-01).
    Role.QUALITY_INSPECTOR: frozenset(
        {
            Permission.IMPROVEMENT_STEER,
            Permission.KNOWLEDGE_EDIT,
            Permission.KNOWLEDGE_PUBLISH,
            Permission.LIBRARY_EDIT,
            Permission.LIBRARY_REVIEW,
            Permission.CAMPAIGN_EDIT,
            Permission.CAMPAIGN_LAUNCH,
            Permission.CASE_READ_ALL,
            Permission.PERSONAL_DATA_REVEAL,
            Permission.QUESTIONNAIRE_EDIT,
            Permission.QUESTIONNAIRE_READ,
            Permission.REPORT_EDIT,
            Permission.RESULTS_READ,
            Permission.REVISIT_CALL,
            Permission.MATTER_INVESTIGATE,
            Permission.MATTER_REPORT,
            Permission.KPI_CLOSE,
            Permission.KPI_READ,
            Permission.INSPECTION_DECIDE,
            Permission.INSPECTION_DRAW,
            Permission.INSPECTION_PUBLISH,
            Permission.INSPECTION_READ,
            Permission.INSPECTION_SCORE,
        }
    ),
    # Anyone who works here may pass on what a customer said (V-01, staff observation) and praise a
    # colleague (C-04).
    Role.STAFF: frozenset({Permission.CASE_REGISTER, Permission.REWARD_NOMINATE}),
    # Tells the customer what became of what the store heard (V-07), hence the reveal.
    Role.STORE_STAFF: frozenset(
        {
            Permission.CASE_READ_DEPARTMENT,
            Permission.CASE_REGISTER,
            Permission.CASE_TELL,
            Permission.PERSONAL_DATA_REVEAL,
        }
    ),
    # Hotline reports open by key, never by permission (W-03); in the rest of the portal this is plain staff.
    Role.SUPERVISOR: frozenset(),
    # Plans and holds sessions and keeps their logs; plans of the year are HR's (L-01 … L-03).
    Role.TRAINER: frozenset(
        {
            Permission.CASE_READ_DEPARTMENT,
            Permission.KNOWLEDGE_EDIT,
            Permission.LIBRARY_EDIT,
            Permission.LIBRARY_REVIEW,
            Permission.TRAINING_READ,
            Permission.TRAINING_TEACH,
        }
    ),
}


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """All that these roles grant together."""
    return frozenset[Permission]().union(*(GRANTS[role] for role in roles))
