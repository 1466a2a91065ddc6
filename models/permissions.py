"""What a person may be allowed to do, in alphabetical order. Roles grant these: `models/people/rules.py`."""

from enum import StrEnum


class Permission(StrEnum):
    """One duty or insight. A permission says "at all"; queries and steps say "on which rows"."""

    AUDIT_READ = "audit.read"
    CASE_ASSIGN = "case.assign"
    CASE_ASSIST = "case.assist"
    CASE_CLOSE = "case.close"
    CASE_DECIDE = "case.decide"
    CASE_EXTEND = "case.extend"
    CASE_HANDLE = "case.handle"
    CASE_IMPORT = "case.import"
    CASE_NUDGE = "case.nudge"
    CASE_READ_ALL = "case.read_all"
    CASE_READ_DEPARTMENT = "case.read_department"
    CASE_REGISTER = "case.register"
    CASE_REVIEW = "case.review"
    CASE_TRIAGE = "case.triage"
    JOBS_READ = "jobs.read"
    OUTBOX_READ = "outbox.read"
    OUTBOX_SEND = "outbox.send"
    PEOPLE_EDIT = "people.edit"
    PEOPLE_READ = "people.read"
    PERSONAL_DATA_REVEAL = "personal_data.reveal"
    REVISIT_CALL = "revisit.call"
    RULEBOOK_APPROVE = "rulebook.approve"
    RULEBOOK_EDIT = "rulebook.edit"
    RULEBOOK_READ = "rulebook.read"
    TEMPLATE_EDIT = "template.edit"
