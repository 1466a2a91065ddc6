"""What pieces of evidence say: rows of the house by their audit names, in words with a link (A-02)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from models.cases.queries import opened_of
from models.cases.tables import Case, DueTime
from models.db import db
from models.events.tables import Event
from models.inspection.queries import inspection
from models.people.tables import Staff
from portal.trail.kinds import words_of
from web.language import _
from web.language.filters import moment
from web.words import word


@dataclass(frozen=True)
class Told:
    """A piece of evidence: what it says, and where it can be checked."""

    text: str
    url: str = ""


def told(names: Iterable[str], by: Staff) -> list[Told]:
    """Each name in words, in their order, with links to what `by` may open. At most four queries, and
    one for each inspection."""
    wanted = [name.partition(":")[::2] for name in names if name]
    ids = {
        area: [int(key) for kind, key in wanted if kind == area and key.isdecimal()]
        for area in ("due", "event")
    }
    dues = _dues(ids["due"]) if ids["due"] else {}
    events = _events(ids["event"]) if ids["event"] else {}
    numbers = {key for area, key in wanted if area == "case"} | {number for _due, number in dues.values()}
    numbers |= {event.subject.removeprefix("case:") for event in events.values()}
    links = _Links(by, opened_of(by, numbers))
    return [_one(area, key, dues, events, links) for area, key in wanted]


@dataclass(frozen=True)
class _Links:
    """Links to what somebody may open: `cases` are the numbers of their cases."""

    by: Staff
    cases: Collection[str]

    def case(self, number: str) -> str:
        return url_for("cases.show", number=number) if number in self.cases else ""

    def inspection(self, inspection_id: int) -> str:
        if inspection(self.by, inspection_id) is None:
            return ""
        return url_for("inspections.show", inspection_id=inspection_id)


def _dues(ids: list[int]) -> dict[int, tuple[DueTime, str]]:
    rows = select(DueTime, Case.number).join(Case, Case.id == DueTime.case_id).where(DueTime.id.in_(ids))
    return {due.id: (due, number) for due, number in db.session.execute(rows)}


def _events(ids: list[int]) -> dict[int, Event]:
    return {event.id: event for event in db.session.scalars(select(Event).where(Event.id.in_(ids)))}


def _one(
    area: str, key: str, dues: dict[int, tuple[DueTime, str]], events: dict[int, Event], links: _Links
) -> Told:
    if area == "case":
        return Told(_("Case %(number)s", number=key), links.case(key))
    if area == "inspection":
        return Told(_("Failed inspection no. %(number)s", number=key), links.inspection(int(key)))
    if area == "due" and int(key) in dues:
        due, number = dues[int(key)]
        facts = {"what": word(due.kind), "number": number, "due": moment(due.due_at)}
        if due.ended_at is None:
            text = _("%(number)s: %(what)s was due %(due)s and is still open.", **facts)
        else:
            text = _(
                "%(number)s: %(what)s was due %(due)s, done %(done)s.", done=moment(due.ended_at), **facts
            )
        return Told(text, links.case(number))
    if area == "event" and int(key) in events:
        event = events[int(key)]
        subject, _colon, number = event.subject.partition(":")
        text = _("%(number)s: %(what)s, %(at)s", number=number, what=words_of(event), at=moment(event.at))
        return Told(text, links.case(number) if subject == "case" else "")
    return Told(f"{area}:{key}")
