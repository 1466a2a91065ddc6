"""The story of a case as people read it: each event as a sentence with its words (H-05)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.cases.queries import Entry
from models.cases.tables import Case, Contact, Plan, Result
from models.cases.words import Closing, ContactMeans, Direction, DueKind
from models.events.tables import Party
from web.language import _
from web.language.filters import moment, named
from web.words import word


@dataclass(frozen=True)
class Line:
    """One line of the timeline. `kind` is its look; `filter` is one of customer and internal."""

    event_id: int
    kind: str
    who: str
    what: str
    at: datetime
    detail: str = ""
    quote: str = ""
    meta: str = ""
    internal: bool = False
    more: list[tuple[str, str]] = field(default_factory=list)
    """Further parts, each a label and a text."""

    @property
    def filter(self) -> str:
        return (
            "internal" if self.internal else "customer" if self.kind in ("customer", "contact") else "event"
        )


def story(entries: list[Entry], case: Case) -> list[Line]:
    """All lines, oldest first. An event of a kind that has no sentence yet is shown by its name."""
    return [_TELLERS.get(entry.event.kind, _plain)(entry, case) for entry in entries]


def _who(entry: Entry) -> str:
    if entry.event.party is Party.CUSTOMER:
        return _("Customer")
    if entry.event.party is Party.SYSTEM or entry.staff is None:
        return _("System")
    return named(entry.staff)


def _line(
    entry: Entry,
    kind: str,
    what: str,
    *,
    detail: str = "",
    quote: str = "",
    meta: str = "",
    internal: bool = False,
    more: list[tuple[str, str]] | None = None,
) -> Line:
    return Line(
        entry.event.id,
        kind,
        _who(entry),
        what,
        entry.event.at,
        detail or entry.event.reason,
        quote,
        meta,
        internal,
        more or [],
    )


def _plain(entry: Entry, case: Case) -> Line:
    return _line(entry, "event", entry.event.kind)


def _opened(entry: Entry, case: Case) -> Line:
    kind = "customer" if entry.event.party is Party.CUSTOMER else "event"
    return _line(
        entry,
        kind,
        _("registered the case (%(channel)s)", channel=word(case.channel)),
        meta=_("confirmed with the customer") if entry.event.facts.get("verified") else "",
    )


def _triaged(entry: Entry, case: Case) -> Line:
    facts = entry.event.facts
    department = entry.departments.get(facts.get("department", 0))
    grade = (facts.get("changed", {}).get("grade") or [None, None])[1]
    parts = [_("lead department: %(name)s", name=named(department)), f"P{facts.get('priority')}"]
    if grade:
        parts.insert(0, _("grade %(grade)s", grade=grade))
    agreed = facts.get("agreed", {})
    as_suggested = bool(agreed) and all(agreed.values())
    return _line(
        entry,
        "event",
        _("triaged the case: %(parts)s", parts=_("; ").join(parts)),
        meta=_("as the system suggested") if as_suggested else "",
    )


def _assigned(entry: Entry, case: Case) -> Line:
    facts = entry.event.facts
    owner = entry.people.get(facts["owner"])
    if entry.event.staff_id == facts["owner"]:
        return _line(entry, "event", _("took the case"))
    return _line(entry, "event", _("gave the case to %(name)s", name=named(owner)))


def _planned(entry: Entry, case: Case) -> Line:
    plan: Plan = entry.rows["plan"]  # type: ignore[assignment]
    more = [
        (
            f"{moment(milestone.due_at)} · {named(entry.people.get(milestone.owner_id))}",
            milestone.text + (" ✓" if milestone.done_at else ""),
        )
        for milestone in plan.milestones
    ]
    return _line(entry, "note", _("made a plan"), detail=plan.text, internal=True, more=more)


def _noted(entry: Entry, case: Case) -> Line:
    return _line(entry, "note", _("noted"), detail=entry.row.text, internal=True)


def _contacted(entry: Entry, case: Case) -> Line:
    contact: Contact = entry.rows["contact"]  # type: ignore[assignment]
    by_us = contact.direction is Direction.OUT
    if contact.means is ContactMeans.PHONE:
        what = _("called the customer") if by_us else _("took a call from the customer")
    elif contact.means is ContactMeans.VISIT:
        what = _("visited the customer") if by_us else _("met the customer")
    else:
        words = {"means": word(contact.means)}
        what = (
            _("wrote to the customer (%(means)s)", **words)
            if by_us
            else _("heard from the customer (%(means)s)", **words)
        )
    meta = _("%(n)s min", n=max(1, contact.seconds // 60)) if contact.seconds else ""
    return _line(entry, "contact", what, quote=contact.text, meta=meta)


def _written(entry: Entry, case: Case) -> Line:
    return _line(entry, "contact", _("wrote to the customer"), quote=entry.row.text)


def _paused(entry: Entry, case: Case) -> Line:
    return _line(entry, "contact", _("asked the customer; the clock stands still"), quote=entry.row.text)


def _submitted(entry: Entry, case: Case) -> Line:
    result: Result = entry.rows["result"]  # type: ignore[assignment]
    return _line(
        entry,
        "result",
        _("submitted the result for review"),
        more=[
            (_("What was found"), result.cause),
            (_("What was done"), result.done),
            (_("Reply to the customer"), result.reply),
        ],
    )


def _rejected(entry: Entry, case: Case) -> Line:
    result: Result = entry.rows["result"]  # type: ignore[assignment]
    return _line(entry, "warning", _("sent the result back"), detail=result.review_reason, internal=True)


def _answered(entry: Entry, case: Case) -> Line:
    contact: Contact = entry.rows["contact"]  # type: ignore[assignment]
    return _line(
        entry,
        "contact",
        _("told the customer the result (%(means)s)", means=word(contact.means)),
        quote=contact.text,
    )


def _confirmed(entry: Entry, case: Case) -> Line:
    satisfied = entry.event.facts["satisfied"]
    what = _("is content with the result") if satisfied else _("is not content with the result")
    return _line(entry, "customer" if satisfied else "warning", what, quote=entry.row.comment)


def _reopened(entry: Entry, case: Case) -> Line:
    facts = entry.event.facts
    before, after = facts["priority"]
    return _line(
        entry,
        "warning",
        _("brought the case back: round %(round)s", round=facts["round"]),
        detail=_("Priority raised from P%(before)s to P%(after)s.", before=before, after=after)
        if before != after
        else "",
    )


def _closed(entry: Entry, case: Case) -> Line:
    closing = word(Closing(entry.event.facts["closing"]))
    return _line(entry, "event", _("closed the case: %(how)s", how=closing))


def _added(entry: Entry, case: Case) -> Line:
    files = entry.event.facts.get("files", 0)
    return _line(
        entry,
        "customer",
        _("added to the case"),
        quote=entry.row.text,
        meta=_("%(n)s files", n=files) if files else "",
    )


def _pressed(entry: Entry, case: Case) -> Line:
    return _line(entry, "warning", _("presses for action"), quote=entry.row.text)


def _withdrawn(entry: Entry, case: Case) -> Line:
    return _line(entry, "customer", _("withdrew the case"), quote=entry.row.text)


def _reminded(entry: Entry, case: Case) -> Line:
    facts = entry.event.facts
    kind = word(DueKind(facts["due"]))
    sentences: Mapping[str, str] = {
        "case_due_soon": _("reminder: the time for “%(what)s” is nearly used up", what=kind),
        "case_due": _("reminder: “%(what)s” is due now", what=kind),
        "case_late": _("reminder: “%(what)s” is overdue", what=kind),
    }
    return _line(entry, "warning", sentences[facts["notice"]])


def _simple(
    kind: str, sentence: Callable[[], str], *, internal: bool = False
) -> Callable[[Entry, Case], Line]:
    def tell(entry: Entry, case: Case) -> Line:
        return _line(entry, kind, sentence(), internal=internal)

    return tell


_TELLERS: Mapping[str, Callable[[Entry, Case], Line]] = {
    "case.opened": _opened,
    "case.triaged": _triaged,
    "case.assigned": _assigned,
    "case.planned": _planned,
    "case.milestone_done": _simple("note", lambda: _("finished a milestone"), internal=True),
    "case.noted": _noted,
    "case.contacted": _contacted,
    "case.written": _written,
    "case.paused": _paused,
    "case.resumed": _simple("event", lambda: _("goes on; the clock runs again")),
    "case.result_submitted": _submitted,
    "case.result_approved": _simple("result", lambda: _("approved the result")),
    "case.result_rejected": _rejected,
    "case.answered": _answered,
    "case.confirmed": _confirmed,
    "case.reopened": _reopened,
    "case.closed": _closed,
    "case.customer_added": _added,
    "case.pressed": _pressed,
    "case.withdrawn": _withdrawn,
    "case.reminded": _reminded,
    "case.nudged": _simple("warning", lambda: _("urged the owner and the head"), internal=True),
    "case.revealed": _simple("system", lambda: _("looked at the customer’s contact details"), internal=True),
}
