"""Words for the area people: roles (X-01), languages, themes."""

from models.people.rules import Role
from models.people.tables import Language, Theme
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
