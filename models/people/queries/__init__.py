"""Every read of people: logins, departments, staff."""

from models.people.queries.departments import (
    Branch,
    department_ids_above,
    department_ids_below,
    department_tree,
    department_with_code,
    departments,
    departments_below,
    departments_headed_by,
    every_department,
    parents_of_departments,
    works_on,
)
from models.people.queries.logins import running_session, running_sessions_of, staff_with_login
from models.people.queries.staff import (
    SORTS,
    Employment,
    StaffFilter,
    count_with_role,
    next_number,
    staff_list,
    staff_numbered,
    staff_with_ids,
    working_staff,
)

__all__ = [
    "SORTS",
    "Branch",
    "Employment",
    "StaffFilter",
    "count_with_role",
    "department_ids_above",
    "department_ids_below",
    "department_tree",
    "department_with_code",
    "departments",
    "departments_below",
    "departments_headed_by",
    "every_department",
    "next_number",
    "parents_of_departments",
    "running_session",
    "running_sessions_of",
    "staff_list",
    "staff_numbered",
    "staff_with_ids",
    "staff_with_login",
    "working_staff",
    "works_on",
]
