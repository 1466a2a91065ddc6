"""The words that are kept of a forgotten customer lose what tells who they were (X-03)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, cast, delete, func, or_, select, update

from models.cases.actions.indexing import index_case, index_words
from models.cases.channel_words import Speaker
from models.cases.tables import Case, Chat, ChatLine, Confirmation, Contact, case_gram
from models.db import db
from models.events.actions import Actor, redact
from models.events.tables import Event
from models.library.rules.personal import Known, find_known, find_personal, without
from models.mailbox.tables import MailboxMessage, MailboxReference
from models.outbox.tables import Notice, OutboxMessage, Receipt
from models.people.tables import Staff
from models.personal.queries import TABLES, Held, invitations, under
from models.personal.rules.elsewhere import MENTIONING, SEARCHED, SHORTEST
from models.personal.rules.places import HELD, LETTERS, NOTICES
from models.surveys.tables import Response, ResponseItem

OUR_OWN = frozenset({"number", "subject", "about"})


@dataclass(frozen=True)
class Cleaner:
    """Takes out of texts what tells who somebody was; colleagues' names stay."""

    known: Known
    colleagues: Collection[str]
    gone: Known
    """What nothing that stays of the customer tells any more: it is looked for everywhere."""

    @classmethod
    def of(cls, known: Known, *, gone: Known | None = None) -> "Cleaner":
        """All that is known is gone where nothing else is said."""
        colleagues = set(db.session.scalars(select(Staff.name))) - set(known.names)
        return cls(known, colleagues, known if gone is None else gone)

    def clean(self, text: str) -> str:
        """Also what merely looks like personal data: for texts about this customer."""
        return without(text, find_personal(text, self.known, kept=self.colleagues))

    def search(self, text: str) -> str:
        """Only telephone, mail address and account of this customer: for texts about other things."""
        sure = Known(phones=self.gone.phones, accounts=self._accounts, emails=self.gone.emails)
        return without(text, find_known(text, sure))

    def sure(self, text: str) -> str:
        """All that is known of this customer, and nothing else: for texts that name rows and codes too."""
        return without(text, find_known(text, self.known))

    @property
    def signs(self) -> list[str]:
        """What to look for in a column, before its texts are read."""
        return signs_of(self.gone)

    @property
    def _accounts(self) -> list[str]:
        return [each for each in self.gone.accounts if len(each) >= SHORTEST]


def signs_of(known: Known) -> list[str]:
    """By what texts are looked for that mention somebody, in small letters."""
    phones = (each.removeprefix("+86") for each in known.phones)
    accounts = (each.lower() for each in known.accounts if len(each) >= SHORTEST)
    return sorted({*phones, *accounts, *(each.lower() for each in known.emails)})


def forget_words(
    held: Held,
    names: Collection[str],
    cleaner: Cleaner,
    *,
    by: Actor,
    now: datetime,
    mentions: Mapping[str, Collection[int]] | None = None,
) -> int:
    """Goes through the list of places: cleans and empties what hangs on the customer, then what merely
    mentions them; returns in how many texts something was found.

    `names` are what the rows that hang on the customer are called. `mentions` are the rows of each table, and
    of the trail, that merely mention them, where somebody looked for them before; else they are looked for
    now. Records trail.redacted for each event that lost words.
    """
    changed = 0
    db.session.flush()
    for table, place in HELD.items():
        if table != "customer":
            changed += _clean(table, place.cleaned, under(table, held), cleaner.clean)
            empty(table, place.emptied, under(table, held))
    changed += _rest_of_mails_and_chats(held)
    changed += _clean("response_item", ("words",), ResponseItem.id.in_(_answers(held)), cleaner.clean)
    about = OutboxMessage.about.in_(names)
    letters = select(OutboxMessage.id).where(about)
    changed += _clean("sms_receipt", LETTERS["sms_receipt"], Receipt.message_id.in_(letters), cleaner.clean)
    empty("outbox_message", ("gateway_id",), about)
    to_them = OutboxMessage.to_address.not_in(select(Staff.email).where(Staff.email != ""))
    empty("outbox_message", ("to_address", "to_name"), about & to_them)
    said = ("subject", "text", "html", "last_error")
    changed += _clean("outbox_message", said, about, cleaner.clean)
    changed += _clean("outbox_message", ("facts",), about, cleaner.sure)
    changed += _clean("notice", NOTICES["notice"], Notice.about.in_(names), cleaner.sure)
    changed += _redact(names, cleaner, mentions, by=by, now=now)
    for table, columns in SEARCHED.items():
        mentioned = _mentioned(table, columns, cleaner, mentions)
        if mentioned is not None:
            changed += _clean(table, columns, mentioned, cleaner.search)
    db.session.expire_all()
    return changed


def _clean(table: str, columns: Sequence[str], rows: ColumnElement[bool], clean: Callable[[str], str]) -> int:
    """Cleans the columns of some rows; returns how many texts were others afterwards."""
    if not columns:
        return 0
    found = TABLES[table]
    changed = 0
    for row in db.session.execute(select(found.c.id, *(found.c[each] for each in columns)).where(rows)):
        left = {name: _cut(found, name, _inside(row._mapping[name], clean)) for name in columns}
        other = {name: value for name, value in left.items() if value != row._mapping[name]}
        if other:
            db.session.execute(update(found).where(found.c.id == row.id).values(other))
            changed += len(other)
    return changed


def _cut(table: Any, column: str, value: Any) -> Any:
    most = getattr(table.c[column].type, "length", None)
    return value[:most] if isinstance(value, str) and most else value


def _inside(value: Any, clean: Callable[[str], str]) -> Any:
    """The same value with every text in it cleaned; what we call rows ourselves stays."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_inside(each, clean) for each in value]
    if isinstance(value, Mapping):
        return {key: each if key in OUR_OWN else _inside(each, clean) for key, each in value.items()}
    return value


def empty(table: str, columns: Sequence[str], rows: ColumnElement[bool]) -> None:
    """Empties columns of some rows: of what kind each is, it holds nothing afterwards."""
    found = TABLES[table]
    empty: dict[str, Any] = {
        name: None if found.c[name].nullable else "" if isinstance(found.c[name].type, String) else {}
        for name in columns
    }
    if empty:
        db.session.execute(update(found).where(rows).values(empty))


def _rest_of_mails_and_chats(held: Held) -> int:
    """Which mails a mail answered goes; the customer has no name in a chat, colleagues keep theirs."""
    mails = select(MailboxMessage.id).where(under("mailbox_message", held))
    chats = select(Chat.id).where(Chat.case_id.in_(held.cases))
    quietly = {"synchronize_session": False}
    db.session.execute(
        delete(MailboxReference).where(MailboxReference.message_id.in_(mails)), execution_options=quietly
    )
    lines = (ChatLine.chat_id.in_(chats), ChatLine.speaker == Speaker.CUSTOMER, ChatLine.name != "")
    named = db.session.scalar(select(func.count()).select_from(ChatLine).where(*lines)) or 0
    db.session.execute(update(ChatLine).where(*lines).values(name=""), execution_options=quietly)
    return named


def _answers(held: Held) -> Any:
    """Free text that the customer gave in surveys of which it is known that they are theirs."""
    rows = select(ResponseItem.id).join(Response, Response.id == ResponseItem.response_id)
    return rows.where(Response.invitation_id.in_(invitations(held)), ResponseItem.words.is_not(None))


def _redact(
    names: Collection[str],
    cleaner: Cleaner,
    mentions: Mapping[str, Collection[int]] | None,
    *,
    by: Actor,
    now: datetime,
) -> int:
    """Events of these rows, and others that somebody typed the customer's number or address into."""
    concerned: ColumnElement[bool] = Event.subject.in_(names)
    mentioned = _mentioned("event", MENTIONING["event"], cleaner, mentions)
    if mentioned is not None:
        concerned = or_(concerned, mentioned)
    changed = 0
    for event in db.session.scalars(select(Event).where(concerned).order_by(Event.id)).all():
        clean = cleaner.clean if event.subject in names else cleaner.search
        reason, facts = clean(event.reason), _inside(event.facts, cleaner.sure)
        if (reason, facts) != (event.reason, event.facts):
            redact(event, reason=reason, facts=facts, by=by, now=now)
            changed += 1
    return changed


def _mentioned(
    table: str,
    columns: Sequence[str],
    cleaner: Cleaner,
    mentions: Mapping[str, Collection[int]] | None,
) -> ColumnElement[bool] | None:
    """SQL for the rows of a table that mention the customer; None where there is none for sure."""
    if mentions is not None:
        ids = mentions.get(table)
        return TABLES[table].c.id.in_(ids) if ids else None
    if not cleaner.signs:
        return None
    return or_(*(_mentions(TABLES[table].c[name], cleaner) for name in columns))


def _mentions(column: Any, cleaner: Cleaner) -> ColumnElement[bool]:
    text = func.lower(cast(column, String))
    return or_(*(text.contains(sign.lower(), autoescape=True) for sign in cleaner.signs))


def index_anew(case_ids: Collection[int]) -> None:
    """The cases are found by what is left of their words."""
    db.session.execute(delete(case_gram).where(case_gram.c.case_id.in_(case_ids)))
    for case in db.session.scalars(select(Case).where(Case.id.in_(case_ids)).order_by(Case.id)):
        index_case(case)
        said = select(Contact.text).where(Contact.case_id == case.id)
        heard = select(Confirmation.comment).where(Confirmation.case_id == case.id)
        index_words(case, *db.session.scalars(said), *db.session.scalars(heard))
