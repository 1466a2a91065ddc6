"""What the fields of a text are filled with, occasion by occasion (models/rulebook/rules.py lists them)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app

from models.cases.queries import due_times_of, tracked
from models.cases.rules.belonging import leads_on
from models.cases.tables import Case, TrackingCode
from models.cases.words import DueKind, Kind
from models.db import db
from models.outbox.tables import OutboxMessage
from models.people.tables import Department, Language, Staff
from models.rulebook.document import Rules
from models.rulebook.queries import rules_of
from models.rulebook.words import Means, MessageKind
from web.config import Config
from web.language import _, current_language
from web.language.filters import moment, named, short_moment
from web.letters.links import short_tracking_link, survey_link, tracking_code, tracking_link
from web.letters.written import apologises

Values = dict[str, str]
WRITTEN = frozenset({"progress", "question", "reason", "result"})
"""The fields that hold what a person wrote for the letter; the frame sets them apart."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
GAP = "…"
_WEB_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,15}://|www\.)[!-~]*"
    r"|(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\.){1,6}"
    r"(?:app|biz|cc|club|cn|co|com|icu|info|io|link|live|me|mobi|net|online|org|shop|site|top|tv|vip|wang|work|xyz)"
    r"(?![a-z0-9])(?:[/:?#][!-~]*)?",
    re.IGNORECASE,
)
_EMPTY_LINES = re.compile(r"\n\s*\n\s*\n")


@dataclass(frozen=True)
class Occasion:
    """What caused a letter: the row of the outbox, the case it is about, and that case's rules."""

    message: OutboxMessage
    case: Case

    @property
    def facts(self) -> Mapping[str, Any]:
        return self.message.facts

    @property
    def rules(self) -> Rules:
        return rules_of(self.case.rulebook_id)

    @property
    def short(self) -> bool:
        """Whether each sign is paid for."""
        return self.message.means is Means.SMS

    def moment(self, at: datetime) -> str:
        """A moment as the reader's language writes it, in an SMS without year and weekday."""
        return short_moment(at) if self.short else moment(at)

    @property
    def written(self) -> str:
        """The words that a person wrote for this letter, with at most one empty line in a row."""
        text = _clean(str(self.facts.get("text", ""))).replace("\r\n", "\n").strip()
        return _EMPTY_LINES.sub("\n\n", text)

    @property
    def round(self) -> int:
        """The round of the case that the letter speaks of, though the case may be further by now."""
        return int(self.facts.get("round", self.case.round))


def values_for(kind: MessageKind, occasion: Occasion) -> Values:
    """All fields that a text for this occasion may name, in the language that is being spoken."""
    values = _always(kind, occasion) | _OWN[kind](occasion)
    return {field: _clean(value) for field, value in values.items()}


def _clean(text: str) -> str:
    """A value that cannot be taken for a sign of ours."""
    return _CONTROL.sub("", text)


def _always(kind: MessageKind, occasion: Occasion) -> Values:
    config: Config = current_app.config["HUIYIN"]
    case = occasion.case
    return {
        "company": config.company_name_en if _english() else config.company_name_zh,
        "customer": without_addresses(occasion.message.to_name or case.contact_name) or _("customer"),
        "hotline": config.service_hotline or _("the number on our website"),
        "link": _link(kind, occasion),
        "number": case.number,
        "title": without_addresses(case.title) or GAP,
    }


def without_addresses(text: str) -> str:
    """A name or title as a letter may repeat it: without web addresses; nothing where that was all.

    Whoever fills in the public form says to whom we write. Mail programs make links of addresses by
    themselves, so a letter of ours must not carry a stranger's to somebody else.
    """
    kept = _WEB_ADDRESS.sub(GAP, text)
    return kept if kept.strip(GAP + " ") else ""


def _link(kind: MessageKind, occasion: Occasion) -> str:
    if kind in (MessageKind.REVISIT_INVITATION, MessageKind.REVISIT_REMINDER, MessageKind.CHAT_RATING):
        return survey_link(occasion.facts["locator"])
    return short_tracking_link(occasion.case) if occasion.short else tracking_link(occasion.case)


def _acknowledgement(occasion: Occasion) -> Values:
    case = occasion.case
    due_at = _due_at(occasion, DueKind.FIRST_RESPONSE)
    if due_at is None:
        due_at = occasion.rules.first_response(case.channel, case.received_at).due_at
    return {"received_at": occasion.moment(case.received_at), "respond_by": occasion.moment(due_at)}


def _more_info_request(occasion: Occasion) -> Values:
    return {"question": occasion.written, "answer_by": _told(occasion, "answer_by")}


def _progress(occasion: Occasion) -> Values:
    due_at = _due_at(occasion, DueKind.RESULT)
    if due_at is None:  # before triage nothing is promised yet: what holds for a case without a grade
        case, rules = occasion.case, occasion.rules
        due_at = rules.promise(rules.grade(case.grade).result, case.received_at).due_at
    return {"progress": occasion.written, "due_at": occasion.moment(due_at)}


def _extension(occasion: Occasion) -> Values:
    return {
        "reason": occasion.written,
        "old_due_at": _told(occasion, "old_due_at"),
        "new_due_at": _told(occasion, "new_due_at"),
    }


def _reply(occasion: Occasion) -> Values:
    owed = occasion.case.kind is Kind.COMPLAINT and not apologises(occasion.written)
    apology = _("We are sorry for the trouble this has caused you.") if owed else ""
    return {"result": occasion.written, "apology": apology}


def _revisit(occasion: Occasion) -> Values:
    return {"open_until": _told(occasion, "open_until")}


def _reopened(occasion: Occasion) -> Values:
    case = occasion.case
    due_at = _due_at(occasion, DueKind.FIRST_RESPONSE)
    if due_at is None:
        due_at = occasion.rules.promise(occasion.rules.revisit.callback, occasion.message.created_at).due_at
    return {"round": str(occasion.round), "caller": _caller(case), "call_by": occasion.moment(due_at)}


def _objection(occasion: Occasion) -> Values:
    return {name: value for name, value in _reopened(occasion).items() if name != "round"}


def _merged(occasion: Occasion) -> Values:
    """The link is that of the case that goes on where it is surely the same customer's, else their own."""
    into = tracked(occasion.facts["into"])
    assert into is not None, "cases are never removed"
    case = occasion.case
    return {"other_number": into.number, "other_link": tracking_link(into if leads_on(case, into) else case)}


def _closed(occasion: Occasion) -> Values:
    return {"closed_at": occasion.moment(occasion.case.closed_at or occasion.message.created_at)}


def _withdrawn(_occasion: Occasion) -> Values:
    return {}


def _improvement(occasion: Occasion) -> Values:
    return {"improvement": occasion.written}


def _tracking_code(occasion: Occasion) -> Values:
    code = db.session.get_one(TrackingCode, int(occasion.facts["code"]))
    return {
        "code": tracking_code(code.salt, occasion.case),
        "valid_until": occasion.moment(code.valid_until),
    }


_OWN: Mapping[MessageKind, Callable[[Occasion], Values]] = {
    MessageKind.ACKNOWLEDGEMENT: _acknowledgement,
    MessageKind.MORE_INFO_REQUEST: _more_info_request,
    MessageKind.MORE_INFO_REMINDER: _more_info_request,
    MessageKind.PROGRESS: _progress,
    MessageKind.EXTENSION: _extension,
    MessageKind.REPLY: _reply,
    MessageKind.REVISIT_INVITATION: _revisit,
    MessageKind.REVISIT_REMINDER: _revisit,
    MessageKind.REOPENED: _reopened,
    MessageKind.OBJECTION: _objection,
    MessageKind.MERGED: _merged,
    MessageKind.CLOSED: _closed,
    MessageKind.WITHDRAWN: _withdrawn,
    MessageKind.CHAT_RATING: _revisit,
    MessageKind.TRACKING_CODE: _tracking_code,
    MessageKind.IMPROVEMENT: _improvement,
}


def _due_at(occasion: Occasion, kind: DueKind) -> datetime | None:
    """When something was or is due in the round that the letter speaks of."""
    of_round = [due for due in due_times_of(occasion.case, kind) if due.round == occasion.round]
    return of_round[-1].due_at if of_round else None


def _told(occasion: Occasion, name: str) -> str:
    """A moment that the facts hold in ISO format."""
    return occasion.moment(datetime.fromisoformat(occasion.facts[name]))


def _caller(case: Case) -> str:
    """Who will call: the department and the person, as far as they are known."""
    department = db.session.get(Department, case.lead_department_id) if case.lead_department_id else None
    owner = db.session.get(Staff, case.owner_id) if case.owner_id else None
    names = [named(row) for row in (department, owner) if row is not None]
    if not names:
        return _("Customer service")
    return ", ".join(reversed(names)) if _english() else "".join(names)


def _english() -> bool:
    return current_language() is Language.EN
