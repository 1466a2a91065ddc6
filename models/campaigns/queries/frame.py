"""Who is in an audience: how many, of which strata, and how they are reached (S-03)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, literal, select

from models.campaigns.rules.audience import Audience, By, Source
from models.campaigns.rules.draw import Unit
from models.cases.tables import Case
from models.cases.words import Closing, State
from models.customers.tables import Customer
from models.db import db
from models.people.tables import Department
from models.rulebook.document import Rules

LONGEST_STRATUM = 80
LATEST = 200


def size_of(audience: Audience, rules: Rules, *, before: datetime) -> int:
    """How many people an audience has whom we know at a moment; 0 for a list, which nobody has read yet."""
    frame = _frame(audience, rules, before).subquery()
    return db.session.scalar(select(func.count()).select_from(frame)) or 0


def strata_of(audience: Audience, by: By, rules: Rules, *, before: datetime) -> Mapping[str, int]:
    """How many people each stratum of an audience has."""
    counted: dict[str, int] = {}
    for unit in units_of(audience, by, rules, before=before):
        counted[unit.stratum] = counted.get(unit.stratum, 0) + 1
    return dict(sorted(counted.items()))


def units_of(audience: Audience, by: By | None, rules: Rules, *, before: datetime) -> list[Unit]:
    """Everybody in an audience once, with the case by which they are in it, and their stratum.

    A customer's case is the latest that fits. Nothing is a stratum too: it is called "".
    """
    frame = _frame(audience, rules, before).subquery()
    if audience.source is Source.CUSTOMERS:
        region = Customer.region if by is By.REGION else literal("")
        rows = db.session.execute(
            select(frame.c.customer, literal(None), region).join(Customer, Customer.id == frame.c.customer)
        )
    else:
        stratum = _stratum(by)
        rows = db.session.execute(
            select(frame.c.customer, frame.c.case, stratum)
            .join(Case, Case.id == frame.c.case)
            .outerjoin(Department, Department.id == Case.lead_department_id)
        )
    above = {category.code: category.parent for category in rules.categories}

    def named(value: Any) -> str:
        word = "" if value is None else str(value)
        return (above.get(word) or word if by is By.CATEGORY else word)[:LONGEST_STRATUM]

    return [Unit(customer, case, named(value)) for customer, case, value in rows]


def contacts_of(units: Sequence[Unit]) -> list[dict[str, Any]]:
    """How these people are reached, as columns of members: by what their case says, else what we know."""
    customers = {
        row.id: row
        for row in db.session.execute(
            select(Customer.id, Customer.name, Customer.email, Customer.phone, Customer.language).where(
                Customer.id.in_([unit.key for unit in units])
            )
        )
    }
    cases = {
        row.id: row
        for row in db.session.execute(
            select(Case.id, Case.contact_name, Case.contact_email, Case.contact_phone, Case.language).where(
                Case.id.in_([unit.case_id for unit in units if unit.case_id])
            )
        )
    }
    found = []
    for unit in units:
        known, case = customers[unit.key], cases.get(unit.case_id or 0)
        found.append(
            {
                "customer_id": unit.key,
                "case_id": unit.case_id,
                "line": None,
                "to_name": (case.contact_name if case else "") or known.name,
                "to_address": (case.contact_email if case else None) or known.email,
                "to_phone": (case.contact_phone if case else None) or known.phone,
                "language": case.language if case else known.language,
                "stratum": unit.stratum,
            }
        )
    return found


def regions() -> Sequence[str]:
    """The regions that cases name, the most frequent first."""
    named = (
        select(Case.region)
        .where(Case.region != "")
        .group_by(Case.region)
        .order_by(func.count().desc(), Case.region)
        .limit(LATEST)
    )
    return db.session.scalars(named).all()


def _frame(audience: Audience, rules: Rules, before: datetime) -> Select[Any, Any]:
    match audience.source:
        case Source.CUSTOMERS:
            return select(Customer.id.label("customer"), literal(None).label("case")).where(
                Customer.created_at < (audience.received_before or before),
                Customer.created_at < before,
                *([Customer.created_at >= audience.received_from] if audience.received_from else []),
                *([Customer.region.in_(audience.regions)] if audience.regions else []),
            )
        case Source.CASES:
            return (
                select(Case.customer_id.label("customer"), func.max(Case.id).label("case"))
                .where(*_fits(audience, rules, before))
                .group_by(Case.customer_id)
            )
    return select(Customer.id.label("customer"), literal(None).label("case")).where(false())


def _fits(audience: Audience, rules: Rules, before: datetime) -> Iterable[ColumnElement[bool]]:
    yield Case.received_at < before
    yield func.coalesce(Case.closing, "") != Closing.MERGED.value
    if audience.closed_only:
        yield Case.state == State.CLOSED
    if audience.received_from:
        yield Case.received_at >= audience.received_from
    if audience.received_before:
        yield Case.received_at < audience.received_before
    if audience.categories:
        below = [each.code for each in rules.categories if each.parent in audience.categories]
        yield Case.category.in_((*audience.categories, *below))
    if audience.departments:
        wanted = select(Department.id).where(Department.code.in_(audience.departments))
        yield Case.lead_department_id.in_(wanted)
    if audience.channels:
        yield Case.channel.in_(audience.channels)
    if audience.grades:
        yield Case.grade.in_(audience.grades)
    if audience.regions:
        yield Case.region.in_(audience.regions)


def _stratum(by: By | None) -> Any:
    columns = {
        By.DEPARTMENT: Department.code,
        By.CATEGORY: Case.category,
        By.CHANNEL: Case.channel,
        By.GRADE: Case.grade,
        By.REGION: Case.region,
    }
    return columns[by] if by else literal("")
