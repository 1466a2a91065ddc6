"""Every write about people, one function a verb: logging in, one's own settings, staff, departments."""

from models.people.actions.departments import (
    DepartmentDetails,
    add_department,
    change_department,
    close_department,
    set_head,
)
from models.people.actions.logins import confirm_second_factor, end_other_sessions, end_session, log_in
from models.people.actions.passwords import change_password, issue_temporary_password
from models.people.actions.recovery_codes import make_recovery_codes, renew_recovery_codes
from models.people.actions.relief import relieve
from models.people.actions.roles import set_roles
from models.people.actions.saved_filters import (
    remove_filter,
    rename_filter,
    save_filter,
    share_filter,
)
from models.people.actions.second_factor import (
    enrol_second_factor,
    finish_enrolment,
    remove_second_factor,
)
from models.people.actions.settings import set_language, set_theme
from models.people.actions.staff import Details, add_staff, change_staff, leave, take_back

__all__ = [
    "DepartmentDetails",
    "Details",
    "add_department",
    "add_staff",
    "change_department",
    "change_password",
    "change_staff",
    "close_department",
    "confirm_second_factor",
    "end_other_sessions",
    "end_session",
    "enrol_second_factor",
    "finish_enrolment",
    "issue_temporary_password",
    "leave",
    "log_in",
    "make_recovery_codes",
    "relieve",
    "remove_filter",
    "remove_second_factor",
    "rename_filter",
    "renew_recovery_codes",
    "save_filter",
    "set_head",
    "set_language",
    "set_roles",
    "set_theme",
    "share_filter",
    "take_back",
]
