"""Which role may do what: the whole matrix of X-01, written out so that a change of it is seen."""

import pytest

from models.people.rules import GRANTS, Role, grantable_roles, may_administer, permissions_of
from models.permissions import Permission
from tests.cast import Cast

MATRIX = {
    Role.ADMINISTRATOR: {
        "case.hold",
        "customer.forget",
        "duty.edit",
        "expiry.confirm",
        "expiry.read",
        "jobs.read",
        "outbox.read",
        "outbox.send",
        "people.edit",
        "people.read",
        "product.edit",
        "questionnaire.edit",
        "questionnaire.publish",
        "questionnaire.read",
        "rulebook.approve",
        "rulebook.edit",
        "rulebook.read",
        "template.edit",
    },
    Role.AUDITOR: {
        "audit.read",
        "case.read_all",
        "compensation.read",
        "expiry.read",
        "inspection.read",
        "jobs.read",
        "kpi.read",
        "ledger.read",
        "outbox.read",
        "people.read",
        "questionnaire.read",
        "results.read",
        "rulebook.read",
        "training.read",
    },
    Role.COMMITTEE: {
        "campaign.edit",
        "campaign.launch",
        "case.read_all",
        "compensation.read",
        "improvement.steer",
        "inspection.read",
        "kpi.read",
        "questionnaire.publish",
        "questionnaire.read",
        "report.approve",
        "report.edit",
        "results.read",
    },
    Role.CUSTOMER_SERVICE_AGENT: {
        "campaign.edit",
        "case.assign",
        "case.assist",
        "case.close",
        "case.handle",
        "case.import",
        "case.nudge",
        "case.read_all",
        "case.register",
        "case.review",
        "case.tell",
        "case.triage",
        "customer.copy",
        "hotline.intake",
        "improvement.steer",
        "knowledge.edit",
        "knowledge.publish",
        "kpi.read",
        "library.edit",
        "library.review",
        "personal_data.reveal",
        "questionnaire.read",
        "report.edit",
        "results.read",
        "revisit.call",
    },
    Role.DEPARTMENT_HANDLER: {
        "case.assist",
        "case.handle",
        "case.read_department",
        "case.tell",
        "knowledge.edit",
        "personal_data.reveal",
    },
    Role.DEPARTMENT_HEAD: {
        "case.assign",
        "case.assist",
        "case.close",
        "case.extend",
        "case.handle",
        "case.nudge",
        "case.outside",
        "case.read_department",
        "case.review",
        "case.tell",
        "compensation.approve",
        "compensation.read",
        "duty.edit",
        "improvement.steer",
        "knowledge.edit",
        "knowledge.publish",
        "ledger.read",
        "library.edit",
        "library.review",
        "matter.report",
        "people.read",
        "personal_data.reveal",
        "questionnaire.edit",
        "questionnaire.read",
        "results.read",
        "reward.approve",
    },
    Role.FINANCE: {
        "case.assist",
        "case.read_department",
        "compensation.approve",
        "compensation.pay",
        "compensation.read",
        "payroll.issue",
        "reward.approve",
    },
    Role.HR: {
        "body.edit",
        "customer.forget",
        "expiry.read",
        "kpi.read",
        "ledger.close",
        "ledger.read",
        "library.edit",
        "library.review",
        "matter.decide",
        "matter.investigate",
        "matter.open",
        "matter.read",
        "matter.report",
        "payroll.issue",
        "people.edit",
        "people.read",
        "reward.check",
        "staff_file.read",
        "training.plan",
        "training.read",
        "training.teach",
        "wage.edit",
    },
    Role.LEADING_GROUP: {
        "case.assign",
        "case.close",
        "case.decide",
        "case.extend",
        "case.hold",
        "case.nudge",
        "case.read_all",
        "compensation.approve",
        "compensation.read",
        "expiry.read",
        "inspection.decide",
        "inspection.publish",
        "inspection.read",
        "kpi.read",
        "ledger.read",
        "matter.appeal",
        "matter.decide",
        "matter.read",
        "matter.report",
        "questionnaire.publish",
        "questionnaire.read",
        "report.approve",
        "results.read",
        "reward.approve",
        "rulebook.approve",
        "rulebook.read",
        "training.approve",
        "training.read",
    },
    Role.LEGAL: {"case.assist", "case.outside", "case.read_department", "compensation.advise"},
    Role.QUALITY_INSPECTOR: {
        "campaign.edit",
        "campaign.launch",
        "case.read_all",
        "improvement.steer",
        "inspection.decide",
        "inspection.draw",
        "inspection.publish",
        "inspection.read",
        "inspection.score",
        "knowledge.edit",
        "knowledge.publish",
        "kpi.close",
        "kpi.read",
        "library.edit",
        "library.review",
        "matter.investigate",
        "matter.report",
        "personal_data.reveal",
        "questionnaire.edit",
        "questionnaire.read",
        "report.edit",
        "results.read",
        "revisit.call",
    },
    Role.STAFF: {"case.register", "reward.nominate"},
    Role.STORE_STAFF: {"case.read_department", "case.register", "case.tell", "personal_data.reveal"},
    Role.SUPERVISOR: set(),
    Role.TRAINER: {
        "case.read_department",
        "knowledge.edit",
        "library.edit",
        "library.review",
        "training.read",
        "training.teach",
    },
}


@pytest.mark.parametrize("role", Role)
def test_what_a_role_grants(role: Role) -> None:
    """X-01."""
    assert {str(permission) for permission in GRANTS[role]} == MATRIX[role]


def test_whoever_makes_logins_reads_no_case() -> None:
    """X-01, least privilege: an administrator sees no customer."""
    reach = permissions_of({Role.ADMINISTRATOR, Role.STAFF})
    assert (
        reach
        & {
            Permission.CASE_READ_ALL,
            Permission.CASE_READ_DEPARTMENT,
            Permission.PERSONAL_DATA_REVEAL,
        }
        == frozenset()
    )


def test_several_roles_add_up(cast: Cast) -> None:
    """X-01: everybody is plain staff besides."""
    assert cast.plain.roles == {Role.STAFF}
    assert cast.inspector.roles == {Role.STAFF, Role.QUALITY_INSPECTOR}
    assert cast.inspector.may(Permission.CASE_REGISTER)
    assert not cast.inspector.may(Permission.CASE_CLOSE)


def test_only_an_administrator_makes_administrators_and_auditors() -> None:
    """X-01: Human Resources cannot climb by way of a role that it grants."""
    everything = frozenset(Role) - {Role.STAFF}
    assert grantable_roles({Role.ADMINISTRATOR}) == everything
    assert grantable_roles({Role.HR}) == everything - {Role.ADMINISTRATOR, Role.AUDITOR}
    assert grantable_roles({Role.DEPARTMENT_HEAD}) == frozenset()


def test_a_login_above_ones_own_is_out_of_reach() -> None:
    """X-01: whoever resets a login could use it."""
    assert may_administer({Role.HR}, {Role.STAFF, Role.CUSTOMER_SERVICE_AGENT})
    assert not may_administer({Role.HR}, {Role.STAFF, Role.ADMINISTRATOR})
    assert may_administer({Role.ADMINISTRATOR}, {Role.ADMINISTRATOR})
    assert not may_administer({Role.STAFF}, {Role.STAFF})
