"""Words for the area people: roles (X-01), languages, themes, and why something was refused."""

from models.people.queries import Employment
from models.people.rules import Role
from models.people.tables import Language, Theme
from web.errors.reasons import fault, refusal
from web.language import lazy
from web.words.registry import name

name(
    Role,
    {
        Role.ADMINISTRATOR: lazy("Administrator"),
        Role.AUDITOR: lazy("Auditor"),
        Role.COMMITTEE: lazy("Satisfaction committee"),
        Role.CUSTOMER_SERVICE_AGENT: lazy("Customer service agent"),
        Role.DEPARTMENT_HANDLER: lazy("Department handler"),
        Role.DEPARTMENT_HEAD: lazy("Department head"),
        Role.FINANCE: lazy("Finance"),
        Role.HR: lazy("Human resources"),
        Role.LEADING_GROUP: lazy("Leading group"),
        Role.LEGAL: lazy("Legal"),
        Role.QUALITY_INSPECTOR: lazy("Quality inspector"),
        Role.STAFF: lazy("Staff"),
        Role.STORE_STAFF: lazy("Store staff"),
        Role.SUPERVISOR: lazy("Supervisor"),
        Role.TRAINER: lazy("Trainer"),
    },
)
name(
    Employment,
    {
        Employment.WORKING: lazy("Working here"),
        Employment.LEFT: lazy("Left"),
        Employment.ALL: lazy("All"),
    },
)
# A language is called by its own name, whoever reads it.
name(Language, {Language.ZH: "简体中文", Language.EN: "English"})
name(
    Theme,
    {
        Theme.AUTO: lazy("As the device says"),
        Theme.LIGHT: lazy("Light"),
        Theme.DARK: lazy("Dark"),
    },
)

refusal("own_login", lazy("Nobody changes their own roles or login here: ask a colleague."))
refusal("higher_roles", lazy("This takes an administrator, because of the roles that are concerned."))

fault("before_joining", lazy("The last day cannot be before the first."))
fault("circle", lazy("A department cannot be below itself."))
fault("closed", lazy("This department is closed."))
fault("code_wrong", lazy("This code is not right, or it has been used. Wait for the next one."))
fault("format", lazy("This is not written as expected."))
fault("has_departments", lazy("Departments still belong to it. Close or move them first."))
fault("has_staff", lazy("People still work in it. Move them first."))
fault("own_area", lazy("This would change which cases you see yourself: ask a colleague to do it."))
fault("heads_department", lazy("This person heads a department. Name another head first."))
fault("last_administrator", lazy("This is the only administrator. Make another one first."))
fault("left", lazy("This person no longer works here."))
fault("password_long", lazy("Please use at most 128 characters."))
fault("password_personal", lazy("Please do not use your own name, login or number in it."))
fault("password_plain", lazy("This is too easy to guess. Use more different characters."))
fault("password_same", lazy("This is the password you have now. Please choose another."))
fault("password_short", lazy("Please use at least 10 characters."))
fault("password_wrong", lazy("This is not your password."))
