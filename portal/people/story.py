"""The history of a person or department as sentences; the trail itself holds only names of rows and codes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.events.tables import Event
from models.people import queries
from models.people.rules import Role
from web.language import _
from web.language.filters import day, named
from web.words import word

Facts = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line: who did what, and when."""

    who: str
    what: str
    at: datetime


def told(events: Sequence[Event]) -> list[Line]:
    """Every event as a line, the newest first. One more query for all the names."""
    staff = queries.staff_with_ids([event.staff_id for event in events if event.staff_id is not None])
    return [
        Line(
            who=named(staff[event.staff_id]) if event.staff_id is not None else _("System"),
            what=SENTENCES[event.kind](event.facts) if event.kind in SENTENCES else event.kind,
            at=event.at,
        )
        for event in reversed(events)
    ]


def _roles(facts: Facts) -> str:
    granted, taken = _words(facts["granted"]), _words(facts["taken"])
    if granted and taken:
        return _("granted %(granted)s and took away %(taken)s", granted=granted, taken=taken)
    if granted:
        return _("granted %(granted)s", granted=granted)
    return _("took away %(taken)s", taken=taken)


def _words(roles: list[str]) -> str:
    return _(", ").join(word(Role(role)) for role in roles)


def _head(facts: Facts) -> str:
    if facts["new"] is None:
        return _("left the department without a head")
    return _("named %(number)s head of the department", number=facts["new"])


def _leaving(facts: Facts) -> str:
    return _("set the last day to %(day)s", day=day(date.fromisoformat(facts["last_day"])))


def _locked(facts: Facts) -> str:
    return _(
        "locked the login for %(minutes)s min after %(failures)s wrong tries",
        minutes=facts["minutes"],
        failures=facts["failures"],
    )


def _moved(facts: Facts) -> str:
    return _("moved from %(left)s to %(joined)s", left=facts["left"], joined=facts["joined"])


SENTENCES: dict[str, Callable[[Facts], str]] = {
    "department.added": lambda _facts: _("opened the department"),
    "department.changed": lambda _facts: _("changed the department"),
    "department.closed": lambda _facts: _("closed the department"),
    "department.head": _head,
    "login.others_ended": lambda _facts: _("ended running logins"),
    "password.changed": lambda _facts: _("chose a new password"),
    "password.issued": lambda _facts: _("gave out a temporary password"),
    "roles.set": _roles,
    "second_factor.code_used": lambda _facts: _("came in with a recovery code"),
    "second_factor.codes_made": lambda _facts: _("made recovery codes"),
    "second_factor.off": lambda _facts: _("took the second factor off"),
    "second_factor.on": lambda _facts: _("set up a second factor"),
    "staff.added": lambda _facts: _("took this person on"),
    "staff.changed": lambda _facts: _("changed names, title or contact"),
    "staff.leaving": _leaving,
    "staff.locked": _locked,
    "staff.moved": _moved,
    "staff.taken_back": lambda _facts: _("took the last day back"),
}
