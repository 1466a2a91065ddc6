"""Cases that may be the same matter as one that is being told: the customer's own, and like texts (T-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, Subquery, column, func, select, text, union

from models.cases.queries.listing import with_names
from models.cases.queries.scope import in_scope, visible_to
from models.cases.rules.duplicates import Signs, kept, likeness, shared_words, signs
from models.cases.rules.likeness import told as as_told
from models.cases.tables import Case
from models.cases.words import State
from models.customers.tables import Customer
from models.db import db
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.document import Rules

OWN_SHOWN, OTHERS_SHOWN = 8, 4
"""So many cases of the customer and of others are shown."""
LATEST = 100
"""So many of the latest cases with a sign are looked at: what more have in common tells nothing. It keeps the
time from growing with the number of cases."""
WEIGHED = 40
"""So many of the customer's own, and of those that share most signs, are compared word by word."""
_LATERAL = (
    "SELECT latest.case_id FROM unnest(CAST(:signs AS bigint[])) AS asked(sign) CROSS JOIN LATERAL"  # noqa: S608
    f" (SELECT case_id FROM case_sign WHERE sign = asked.sign ORDER BY case_id DESC LIMIT {LATEST}) AS latest"
)
"""The latest cases with each of the `signs`. A plan made without their values reads the index alone."""


@dataclass(frozen=True)
class Told:
    """What is known of a matter so far. `phone` is E.164, `email` in lower case."""

    text: str = ""
    phone: str | None = None
    email: str | None = None
    account: str = ""


@dataclass(frozen=True)
class Alike:
    """A case that was there before. `likeness` is from 0 to 1, `words` are those that both texts have."""

    case: Case
    likeness: float
    words: Sequence[str]
    likely: bool
    """Whether it is the same matter, as far as the rules can say: the customer's own, open, recent, alike."""


@dataclass(frozen=True)
class Found:
    """The customer's earlier cases, the likeliest first, then open ones, then the latest; and recent cases of
    others with like texts, the likest first."""

    own: Sequence[Alike] = ()
    others: Sequence[Alike] = ()

    @property
    def likely(self) -> list[Alike]:
        return [each for each in self.own if each.likely]

    def __bool__(self) -> bool:
        return bool(self.own or self.others)


def find_alike(
    told: Told, staff: Staff, rules: Rules, *, now: datetime, besides: Case | None = None
) -> Found:
    """What a person may see of earlier cases that this may be the same as. At most four queries.

    `besides` is the case itself, where what is told is one already.

    Who may not reveal personal data finds by telephone, mail and account only what is in their own
    registration: trying numbers would otherwise tell the hidden digits (X-03).
    """
    said = signs(told.text)
    since = now - timedelta(days=rules.duplicates.days)
    least = rules.duplicates.alike_percent / 100
    own = [_weighed(case, told, said, since, least) for case in _own(told, staff) if case is not besides]
    own.sort(key=lambda each: (not each.likely, not each.case.open))  # stable: the latest first among equals
    known = {each.case.id for each in own} | ({besides.id} if besides else set())
    others = [each for each in _others(said, staff, since, known) if each[1] >= least]
    others.sort(key=lambda each: each[1], reverse=True)
    return Found(own[:OWN_SHOWN], _shown(others[:OTHERS_SHOWN], told))


def _weighed(case: Case, told: Told, said: Signs, since: datetime, least: float) -> Alike:
    """One of the customer's own cases beside what is told now."""
    theirs = _signs_of(case)
    alike = likeness(said, theirs)
    likely = case.open and case.received_at >= since and alike >= least
    return Alike(case, alike, shared_words(told.text, theirs) if alike else (), likely)


def alike_to(case: Case, staff: Staff, rules: Rules, *, now: datetime) -> Found:
    """What a person may see of cases that this one may be the same as: it came from where nobody looked."""
    told = Told(_text_of(case), case.contact_phone, case.contact_email, case.account)
    return find_alike(told, staff, rules, now=now, besides=case)


def _own(told: Told, staff: Staff) -> Sequence[Case]:
    """Every case of whoever has this telephone, mail address or account, the open ones first; not those of
    which nobody is to know any more whose they were (X-03)."""
    known: list[Select[int]] = []
    for value, of_customer, of_case in (
        (told.phone, Customer.phone, Case.contact_phone),
        (told.email, Customer.email, Case.contact_email),
    ):
        if value:
            known.append(select(Customer.id).where(of_customer == value))
            known.append(select(Case.customer_id).where(of_case == value))
    if told.account:
        known.append(select(Customer.id).where(Customer.account == told.account))
    if not known:
        return []
    theirs = Case.customer_id.in_(union(*known).subquery().select())
    found = visible_to(staff).where(theirs, Case.expired_at.is_(None))
    if not staff.may(Permission.PERSONAL_DATA_REVEAL):
        found = found.where(Case.registered_by_id == staff.id)
    closed = Case.state == State.CLOSED
    return db.session.scalars(
        with_names(found)
        .order_by(None)
        .order_by(closed, Case.received_at.desc(), Case.id.desc())
        .limit(WEIGHED)
    ).all()


def _others(said: Signs, staff: Staff, since: datetime, known: set[int]) -> list[tuple[int, float]]:
    """The ids of recent cases whose texts share most signs with what is said, each with its likeness."""
    asked = kept(said)
    if not asked:
        return []
    condition = in_scope(staff)
    most = None if condition is not None else 2 * WEIGHED
    given: dict[str, Any]
    if db.engine.dialect.name == "postgresql":
        counted, given = _sharing(_LATERAL, most), {"signs": asked}
    else:
        counted, given = (
            _sharing(_each_latest(len(asked)), most),
            {f"s{n}": sign for n, sign in enumerate(asked)},
        )
    found = (
        select(Case.id, Case.title, Case.problem, Case.expected)
        .join(counted, counted.c.case_id == Case.id)
        .where(Case.received_at >= since, Case.id.not_in(known))
        .order_by(counted.c.shared.desc(), Case.id.desc())
        .limit(WEIGHED)
    )
    if condition is not None:
        found = found.where(condition)
    return [
        (case_id, likeness(said, signs(as_told(*texts))))
        for case_id, *texts in db.session.execute(found, given)
    ]


def _each_latest(asked: int) -> str:
    """The latest cases with each of so many signs, `s0` and on; written out, as SQLite has no LATERAL and to
    put it together from its parts takes longer than to run it."""
    return " UNION ALL ".join(
        f"SELECT case_id FROM (SELECT case_id FROM case_sign WHERE sign = :s{n}"  # noqa: S608 (a number)
        f" ORDER BY case_id DESC LIMIT {LATEST}) AS latest_{n}"
        for n in range(asked)
    )


@cache
def _sharing(rows: str, most: int | None) -> Subquery:
    """How many of the signs each of these latest cases shares, two at least: of `most` cases, where there is
    no need to choose among them by who may see them."""
    latest = text(rows).columns(column("case_id", Integer)).subquery()
    shared = func.count()
    found = select(latest.c.case_id, shared.label("shared")).group_by(latest.c.case_id).having(shared > 1)
    return found.order_by(shared.desc(), latest.c.case_id.desc()).limit(most).subquery()


def _shown(found: Sequence[tuple[int, float]], told: Told) -> list[Alike]:
    """The cases of these ids with what a row shows, in their order."""
    if not found:
        return []
    ids = [case_id for case_id, _likeness in found]
    cases = {case.id: case for case in db.session.scalars(with_names(select(Case).where(Case.id.in_(ids))))}
    return [
        Alike(case, alike, shared_words(told.text, _signs_of(case)), likely=False)
        for case, alike in ((cases[case_id], alike) for case_id, alike in found)
    ]


def _signs_of(case: Case) -> Signs:
    return signs(_text_of(case))


def _text_of(case: Case) -> str:
    return as_told(case.title, case.problem, case.expected)
