"""Following the list of places from a customer to all rows that hang on them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, false, func, or_, select

from models.campaigns.tables import CampaignMember
from models.cases.tables import Case, CaseFile, OutsideComplaint, OutsidePaper
from models.cases.words import State
from models.customers.tables import Customer
from models.db import Base, db
from models.library.queries import of_customers
from models.library.rules.personal import Known
from models.mailbox.tables import MailboxMessage
from models.personal.rules.places import HELD, LEAD_TO

TABLES = Base.metadata.tables


@dataclass(frozen=True)
class Held:
    """What goes of a customer: cases, by which all else is found, and, but for one who has other cases that
    stay, their row. `members` are in surveys by their contact."""

    customer_id: int | None
    cases: Sequence[int]
    members: Sequence[int] = ()
    mails: Sequence[int] = ()


@dataclass(frozen=True)
class Traces:
    """How much there is of a customer, without any of what it is."""

    customer_id: int
    cases: int
    open_cases: int
    lessons: int
    files: int
    mails: int


def held_of(customer: Customer, cases: Collection[Case], known: Known) -> Held:
    """What hangs on a customer, mails from their address that became no case and lists they stand on too."""
    reached = or_(
        CampaignMember.to_address.in_(known.emails) if known.emails else false(),
        CampaignMember.to_phone.in_(known.phones) if known.phones else false(),
    )
    sent = select(MailboxMessage.id).where(MailboxMessage.sender.in_(known.emails))
    return Held(
        customer.id,
        [case.id for case in cases],
        db.session.scalars(select(CampaignMember.id).where(reached)).all(),
        db.session.scalars(sent).all() if known.emails else (),
    )


def under(table: str, held: Held) -> ColumnElement[bool]:
    """SQL for "this row of the table leads to the customer", by the columns that the list names."""
    rows = TABLES[table]
    conditions = [_leads(rows, column, held) for column in HELD[table].by]
    if table in LEAD_TO:
        by, column = LEAD_TO[table]
        names = TABLES[by].c
        conditions.append(rows.c.id.in_(select(names[column]).where(_leads(TABLES[by], "case_id", held))))
    if table == CampaignMember.__tablename__:
        conditions.append(rows.c.id.in_(held.members))
    if table == MailboxMessage.__tablename__:
        conditions.append(rows.c.id.in_(held.mails))
    return or_(*conditions)


def _leads(rows: Table, column: str, held: Held) -> ColumnElement[bool]:
    target = rows.name if column == "id" else next(iter(rows.c[column].foreign_keys)).column.table.name
    if target == "case":
        return rows.c[column].in_(held.cases)
    if target == "customer":
        return false() if held.customer_id is None else rows.c[column] == held.customer_id
    return rows.c[column].in_(select(TABLES[target].c.id).where(under(target, held)))


def audit_names(held: Held) -> list[str]:
    """How the trail, notices and letters call the rows that hang on a customer."""
    found: list[str] = []
    for table, place in HELD.items():
        if place.called:
            pattern, _brace, key = place.called.rstrip("}").partition("{")
            keys: Select[Any] = select(TABLES[table].c[key]).where(under(table, held))
            found += [f"{pattern}{each}" for each in db.session.scalars(keys)]
    return found


def known_of_customer(customer: Customer, cases: Collection[Case]) -> Known:
    """By what a customer is known again in a text: from their row, and what each case was given. To be asked
    before it is blanked."""
    return Known(
        names={each for each in (customer.name, *(case.contact_name for case in cases)) if each},
        phones={each for each in (customer.phone, *(case.contact_phone for case in cases)) if each},
        accounts={each for each in (customer.account, *(case.account for case in cases)) if each},
        emails={each for each in (customer.email, *(case.contact_email for case in cases)) if each},
    )


def less(known: Known, staying: Known) -> Known:
    """What is known, without what something that stays tells as well."""
    return Known(
        names=set(known.names) - set(staying.names),
        phones=set(known.phones) - set(staying.phones),
        accounts=set(known.accounts) - set(staying.accounts),
        emails=set(known.emails) - set(staying.emails),
    )


def traces_of(number: str) -> Traces | None:
    """How much there is of the customer of a case, for who forgets them without reading it (X-03)."""
    customer_id = db.session.scalar(select(Case.customer_id).where(Case.number == number.strip().upper()))
    if customer_id is None:
        return None
    mine = select(Case.id).where(Case.customer_id == customer_id)
    came = _count(select(CaseFile.id).where(CaseFile.case_id.in_(mine)))
    outside = select(OutsideComplaint.id).where(OutsideComplaint.case_id.in_(mine))
    states = db.session.scalars(select(Case.state).where(Case.customer_id == customer_id)).all()
    return Traces(
        customer_id,
        len(states),
        sum(state is not State.CLOSED for state in states),
        len(of_customers([customer_id])),
        came + _count(select(OutsidePaper.id).where(OutsidePaper.outside_id.in_(outside))),
        _count(select(MailboxMessage.id).where(MailboxMessage.case_id.in_(mine))),
    )


def _count(rows: Select[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0
