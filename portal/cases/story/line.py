"""One line of the story, and how it is begun."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.cases.queries import Entry
from models.cases.tables import Case, Contact
from models.events.tables import Party
from models.revisits.queries.story import Chapter
from models.rulebook.document import Rules
from models.rulebook.words import Audience
from web.language import _
from web.language.filters import named
from web.mails import MailShown
from web.questions import Said
from web.words import word

CUSTOMER, HOUSE = "customer", "house"
"""The two parts of a story: what was exchanged with the customer, and what happened in the house."""


@dataclass(frozen=True)
class JoinedCase:
    """A case that was merged into this one, what its customer said later, and an attachment list."""

    case: Case
    words: Sequence[Contact]
    attachments: list[dict[str, str]]


@dataclass(frozen=True)
class Scene:
    """What a sentence is made from: an event with its rows, and the case with its rules.

    `files` are attachment lists by the contact that they came with, `joined` the cases that were merged into
    this one by their merge, `in_sight` the numbers of other cases that the reader may open.
    """

    entry: Entry
    case: Case
    rules: Rules
    chapters: Mapping[int, Chapter]
    files: Mapping[int | None, list[dict[str, str]]]
    joined: Mapping[int, JoinedCase] = field(default_factory=dict)
    mails: Sequence[MailShown] = ()
    in_sight: Container[str] = ()

    def other(self, fact: str) -> str:
        """The number of another case, where the reader may open it; else only that there is one (X-01)."""
        number = str(self.facts[fact])
        return number if number in self.in_sight else _("another case")

    def mail(self, message_id: int) -> MailShown | None:
        """One of the case's mails."""
        return next((mail for mail in self.mails if mail.id == message_id), None)

    def mail_behind(self, contact_id: int) -> MailShown | None:
        """The mail that a contact came with."""
        return next((mail for mail in self.mails if mail.contact_id == contact_id), None)

    @property
    def facts(self) -> dict[str, Any]:
        return self.entry.event.facts

    @property
    def by_customer(self) -> bool:
        return self.entry.event.party is Party.CUSTOMER


@dataclass(frozen=True)
class Line:
    """One line of the timeline. `kind` is its look, `part` what it is filtered by.

    `quote` are somebody's own words, `more` further parts, each a label and a text. `secret` marks
    what customers never see (H-08), `written` a detail that somebody wrote, in whatever language;
    `meta_words` are words of the customer that end `meta`; `said` is what a survey was answered with;
    `files` is an attachment list; `mail` what stands below the words of a mail.
    """

    id: str
    event_id: int
    kind: str
    part: str
    who: str
    what: str
    at: datetime
    detail: str = ""
    quote: str = ""
    meta: str = ""
    meta_words: str = ""
    secret: bool = False
    written: bool = False
    more: list[tuple[str, str]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    files: list[dict[str, str]] = field(default_factory=list)
    mail: MailShown | None = None


def line(
    scene: Scene,
    kind: str,
    what: str,
    *,
    part: str = HOUSE,
    who: str = "",
    detail: str = "",
    quote: str = "",
    meta: str = "",
    meta_words: str = "",
    secret: bool = False,
    written: bool = False,
    more: list[tuple[str, str]] | None = None,
    said: list[Said] | None = None,
    files: list[dict[str, str]] | None = None,
    mail: MailShown | None = None,
) -> Line:
    """A line about an event, by whoever did it. A reason that was given is its detail.

    The mail and the files that came with the contact of which it tells stand with it.
    """
    event = scene.entry.event
    contact = scene.entry.rows.get("contact")
    reason = event.reason if event.kind.startswith("case.") else ""
    return Line(
        f"event-{event.id}",
        event.id,
        kind,
        part,
        who or who_did(scene),
        what,
        event.at,
        detail or reason,
        quote,
        meta,
        meta_words,
        secret,
        written or bool(reason and not detail),
        more or [],
        said or [],
        [*(files or []), *(scene.files.get(contact.id, []) if contact is not None else [])],
        mail or (scene.mail_behind(contact.id) if contact is not None else None),
    )


def simple(
    kind: str, sentence: Callable[[], str], *, part: str = HOUSE, secret: bool = False
) -> Callable[[Scene], Line]:
    """A teller of an event that needs no facts."""

    def tell(scene: Scene) -> Line:
        return line(scene, kind, sentence(), part=part, secret=secret)

    return tell


def who_did(scene: Scene) -> str:
    """The name of who did it: a person, the customer, or the system."""
    event = scene.entry.event
    if event.party is Party.CUSTOMER:
        return _("Customer")
    if event.party is Party.SYSTEM or scene.entry.staff is None:
        return _("System")
    return named(scene.entry.staff)


def told_of(scene: Scene) -> str:
    """As what people were told, as far as the event says so."""
    return _(", ").join(word(Audience(part)) for part in scene.facts.get("told", ()))


def span_of(seconds: int | None) -> str:
    """How long a call took."""
    if not seconds:
        return ""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return _("call of %(n)s s", n=rest)
    if not rest:
        return _("call of %(n)s min", n=minutes)
    return _("call of %(n)s min %(seconds)s s", n=minutes, seconds=rest)
