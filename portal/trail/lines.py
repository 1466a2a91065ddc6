"""The events of a page as people read them; personal data stays out (X-02, X-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from models.accountability.queries.kept import kept_from
from models.cases.queries.in_sight import names_in_sight
from models.customers.queries import names_of
from models.events.queries import Sealed
from models.events.tables import Event, EventSeal, Party
from models.people.queries import staff_with_ids
from models.people.tables import Staff
from models.permissions import Permission
from models.privacy import masked_text
from portal.trail.facts import Known, staff_in
from portal.trail.kinds import AREAS, words_of
from web.language import _, lazy
from web.language.filters import named
from web.words import word

CASE = "case:"
CUSTOMER = "customer:"
PROCEEDINGS = ("candidate:", "matter:")
REASONS = {
    "contact_limit": lazy("the customer was contacted often enough"),
    "message_limit": lazy("the customer got as many messages that day as are allowed"),
    "no_answer": lazy("the customer did not answer"),
    "no_email": lazy("there is no mail address"),
    "quiet_hours": lazy("outside the hours in which customers are contacted"),
    "undelivered": lazy("the link could not be delivered"),
}
"""Reasons that the system gives, by their code."""


@dataclass(frozen=True)
class Line:
    """One event: who did what to which row, with its facts, and its place in the chain if it has one.

    `number` is the staff number of who did it, `url` leads to the row for whoever may open it.
    """

    id: int
    kind: str
    at: datetime
    party: Party
    who: str
    number: str
    what: str
    area: str
    name: str
    url: str
    facts: list[tuple[str, str]]
    reason: str
    seal: EventSeal | None


def lines(rows: Sequence[Sealed], by: Staff) -> list[Line]:
    """Every event as a line, in the order given; a fixed number of queries."""
    events = [row.event for row in rows]
    ids = {event.staff_id for event in events if event.staff_id} | {
        person for event in events for person in staff_in(event.facts)
    }
    known = Known(staff_with_ids(ids))
    cases = {event.subject.removeprefix(CASE) for event in events if event.subject.startswith(CASE)}
    customers = names_in_sight(by, cases)
    asked = {event.subject for event in events if event.subject.startswith(CUSTOMER) and event.reason}
    called = names_of({int(subject.removeprefix(CUSTOMER)) for subject in asked})
    hidden = {f"{CASE}{number}": name for number, name in customers.items()}
    hidden |= {f"{CUSTOMER}{each}": name for each, name in called.items()}
    shut = kept_from(by, {event.subject for event in events if event.subject.startswith(PROCEEDINGS)})
    return [_line(row, by, known, customers, hidden, shut) for row in rows]


def _line(
    row: Sealed,
    by: Staff,
    known: Known,
    customers: dict[str, str],
    hidden: dict[str, str],
    shut: frozenset[str],
) -> Line:
    event = row.event
    person = known.staff.get(event.staff_id) if event.staff_id else None
    area, _colon, name = event.subject.partition(":")
    return Line(
        id=event.id,
        kind=event.kind,
        at=event.at,
        party=event.party,
        who=named(person) if person else word(event.party),
        number=person.number if person else "",
        what=words_of(event),
        area=str(AREAS.get(area, area)),
        name="" if event.subject == "trail:events" else name,
        url=_url(area, name, by, customers),
        facts=[] if event.subject in shut else known.table(event.facts),
        reason=_reason(event, hidden, by),
        seal=row.seal,
    )


def _reason(event: Event, hidden: dict[str, str], by: Staff) -> str:
    """What was given as the reason, masked; that of a case only to whoever may see the case, that of a
    candidate or matter only to who reads matters: it may name who reported it (A-04).

    `hidden` are the names that are not to be shown, by the case or customer whose reason may hold them.
    """
    if event.reason in REASONS:
        return str(REASONS[event.reason])
    if event.subject.startswith(CASE) and event.subject not in hidden:
        return _("(not shown)") if event.reason else ""
    if event.subject.startswith(PROCEEDINGS) and not by.may(Permission.MATTER_READ):
        return _("(not shown)") if event.reason else ""
    return masked_text(event.reason, hidden.get(event.subject, ""))


def _url(area: str, name: str, by: Staff, customers: dict[str, str]) -> str:
    match area:
        case "case" if name in customers:
            return url_for("cases.show", number=name)
        case "staff" if by.may(Permission.PEOPLE_READ):
            return url_for("people.person", number=name)
        case "department" if by.may(Permission.PEOPLE_READ):
            return url_for("departments.department", code=name)
        case "product" if by.may(Permission.RULEBOOK_READ):
            return url_for("products.show", code=name)
        case "message" if by.may(Permission.OUTBOX_READ) and name.isdecimal():
            return url_for("outbox.show", message_id=int(name))
        case "amendment" if by.may(Permission.RULEBOOK_READ):
            return url_for("amendments.editions")
        case "report" if by.may(Permission.REPORT_EDIT) or by.may(Permission.REPORT_APPROVE):
            return url_for("reports.show", report_id=int(name))
        case "rulebook" if by.may(Permission.RULEBOOK_READ):
            return url_for("rulebook.index")
        case _:
            return ""
