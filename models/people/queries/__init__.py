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
from models.people.queries.desk import count_working, joining, leaving, without_second_factor
from models.people.queries.logins import (
    count_recovery_codes,
    running_session,
    running_sessions_of,
    staff_with_login,
)
from models.people.queries.saved_filters import own_filter, saved_filters
from models.people.queries.staff import (
    SORTS,
    Employment,
    StaffFilter,
    count_with_role,
    next_number,
    staff_called,
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
    "count_recovery_codes",
    "count_with_role",
    "count_working",
    "department_ids_above",
    "department_ids_below",
    "department_tree",
    "department_with_code",
    "departments",
    "departments_below",
    "departments_headed_by",
    "every_department",
    "joining",
    "leaving",
    "next_number",
    "own_filter",
    "parents_of_departments",
    "running_session",
    "running_sessions_of",
    "saved_filters",
    "staff_called",
    "staff_list",
    "staff_numbered",
    "staff_with_ids",
    "staff_with_login",
    "without_second_factor",
    "working_staff",
    "works_on",
]
