"""What one person may do next to another's row, or to a department: drawn from here, guarded in actions."""

from datetime import date
from enum import StrEnum

from models.people.rules.authority import may_administer
from models.people.tables import Department, Staff
from models.permissions import Permission


class PersonStep(StrEnum):
    """Something that can be done to a person's row."""

    CHANGE = "change"
    SET_ROLES = "set_roles"
    ISSUE_PASSWORD = "issue_password"  # noqa: S105
    REMOVE_SECOND_FACTOR = "remove_second_factor"
    LEAVE = "leave"
    TAKE_BACK = "take_back"


class DepartmentStep(StrEnum):
    """Something that can be done to a department."""

    CHANGE = "change"
    SET_HEAD = "set_head"
    CLOSE = "close"


def person_steps(person: Staff, by: Staff, *, on: date) -> list[PersonStep]:
    """What `by` may do to a person's row on a day, the likeliest first."""
    if not by.may(Permission.PEOPLE_EDIT):
        return []
    if person.id == by.id:
        return [PersonStep.CHANGE]
    if not may_administer(by.roles, person.roles):
        return []
    if not person.works_on(on) and person.left_on is not None:
        return [PersonStep.TAKE_BACK, PersonStep.CHANGE]
    steps = [PersonStep.CHANGE, PersonStep.SET_ROLES, PersonStep.ISSUE_PASSWORD]
    if person.totp_confirmed_at is not None:
        steps.append(PersonStep.REMOVE_SECOND_FACTOR)
    return [*steps, PersonStep.LEAVE if person.left_on is None else PersonStep.TAKE_BACK]


def department_steps(department: Department, by: Staff) -> list[DepartmentStep]:
    """What `by` may do to a department, the likeliest first. A closed one stays as it is."""
    if not by.may(Permission.PEOPLE_EDIT) or not department.open:
        return []
    return [DepartmentStep.CHANGE, DepartmentStep.SET_HEAD, DepartmentStep.CLOSE]
