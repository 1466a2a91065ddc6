"""Fields that plans and sessions share: hours, and who is meant by departments and roles (L-01)."""

import re
from collections.abc import Iterable
from typing import Any

from wtforms import StringField

from models.people.queries import departments
from models.people.roles import Role
from web.forms import cleaned, ticks
from web.language import _, lazy
from web.language.filters import named
from web.words import word

HOURS = re.compile(r"(\d{1,3})(?:[.．](\d{1,2}))?")


def minutes_of(text: str) -> int | None:
    """1.5 hours as 90 minutes; None for what is no number of hours."""
    found = HOURS.fullmatch(text)
    return int(found[1]) * 60 + round(int((found[2] or "0").ljust(2, "0")) * 0.6) if found else None


def hours(minutes: int) -> str:
    """90 minutes as 1.5."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


class Hours(StringField):
    """Hours such as 1.5; `data` is in minutes."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = cleaned(valuelist[0] if valuelist else "").strip()
        self.data: Any = None
        if typed:
            self.data = minutes_of(typed)
            if self.data is None:
                raise ValueError(_("Please give hours such as 1.5."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return hours(self.data) if self.data else ""


class AudienceFields:
    """A form in which departments and roles are ticked."""

    departments = ticks(lazy("Departments"))
    roles = ticks(lazy("Roles"))

    def offer_audience(self) -> None:
        """Offers all open departments and all roles."""
        self.by_code = {row.code: row for row in departments()}
        self.departments.choices = [(code, named(row)) for code, row in self.by_code.items()]
        self.roles.choices = [(role.value, word(role)) for role in Role if role is not Role.STAFF]

    def tick(self, wanted: Iterable[int], roles: Iterable[str]) -> None:
        """Ticks what is chosen already."""
        ids = set(wanted)
        self.departments.data = [code for code, row in self.by_code.items() if row.id in ids]
        self.roles.data = list(roles)

    @property
    def department_ids(self) -> tuple[int, ...]:
        return tuple(self.by_code[code].id for code in self.departments.data or ())

    @property
    def role_values(self) -> tuple[str, ...]:
        return tuple(self.roles.data or ())


def meant(wanted: Iterable[int], roles: Iterable[str]) -> str:
    """Who is meant, in the reader's language; everybody where nothing is ticked."""
    known = {row.id: row for row in departments(with_closed=True)}
    names = [named(known[each]) for each in wanted if each in known]
    words = [word(Role(each)) for each in roles]
    parts = [_(", ").join(each) for each in (names, words) if each]
    return " × ".join(parts) or _("everybody")
