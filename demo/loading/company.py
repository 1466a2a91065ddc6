"""Departments, staff and customers of the demo company, as rows."""

from datetime import UTC, datetime, time, timedelta

from demo.loading.rows import Rows
from demo.people import PASSWORD
from demo.story import Company, Customer, Person
from models.clock import local_day
from models.customers.tables import Customer as CustomerRow
from models.customers.tables import end_of
from models.events.tables import Party
from models.people.rules.passwords import hash_password
from models.people.tables import (
    Department,
    Headship,
    Language,
    Placement,
    Posting,
    RoleGrant,
    Staff,
    Theme,
)
from models.products.tables import Product

YEARS = timedelta(days=2 * 365)
"""So long ago the retired products ended."""


class Known:
    """The ids of what was added: departments by code, staff by number, customers by key, products by code."""

    def __init__(self) -> None:
        self.departments: dict[str, int] = {}
        self.heads: dict[int, int] = {}
        self.staff: dict[str, int] = {}
        self.works_in: dict[int, int] = {}
        self.customers: dict[int, int] = {}
        self.products: dict[str, int] = {}
        self.offered: list[Product] = []


def add_company(rows: Rows, company: Company, known: Known) -> None:
    """Adds departments with their heads, and everybody who works there, all with one password.

    The history says the same: who belonged where from the first day on, and who headed what (A-04).
    """
    first_day = min(person.joined_on for person in company.people)
    founded = _midnight(first_day)
    departments = {}
    for place, department in enumerate(company.departments, start=1):
        row = rows.add(
            Department,
            at=founded,
            code=department.code,
            name_zh=department.name_zh,
            name_en=department.name_en,
            parent_id=None,
            head_id=None,
            position=place,
            phone=department.phone,
            closed_on=None,
            version=1,
        )
        departments[department.code] = row
        known.departments[department.code] = row["id"]
        rows.event("department.added", f"department:{department.code}", at=founded, by=Party.SYSTEM)
    password_hash = hash_password(PASSWORD)
    for person in company.people:
        _add_person(rows, person, known, password_hash)
    joined = {person.number: person.joined_on for person in company.people}
    for department in company.departments:
        row = departments[department.code]
        row["parent_id"] = known.departments[department.parent] if department.parent else None
        known.heads[row["id"]] = known.staff[department.head]
        here = {"department_id": row["id"], "until_on": None}
        rows.add(Placement, at=founded, parent_id=row["parent_id"], from_on=first_day, **here)
        since = joined[department.head]
        rows.add(Headship, at=_midnight(since), staff_id=known.staff[department.head], from_on=since, **here)


def add_products(rows: Rows, company: Company, known: Known) -> None:
    """Adds the list of products; what is no longer sold was retired a year before the first case (M-03)."""
    founded = _midnight(min(person.joined_on for person in company.people))
    ended = company.until - YEARS
    for place, sold in enumerate(company.products, start=1):
        told = {"code": sold.code, "name_zh": sold.name_zh, "name_en": sold.name_en}
        retired_on = local_day(ended) if sold.retired else None
        row = rows.add(
            Product,
            at=founded,
            **told,
            aliases=list(sold.aliases),
            position=place,
            retired_on=retired_on,
            version=2 if sold.retired else 1,
        )
        known.products[sold.code] = row["id"]
        known.offered.append(Product(**told, aliases=list(sold.aliases), retired_on=retired_on))
        rows.event("product.added", f"product:{sold.code}", at=founded, by=Party.SYSTEM)
        if sold.retired:
            rows.event("product.retired", f"product:{sold.code}", at=ended, by=Party.SYSTEM)


def heads(known: Known) -> list[dict[str, int]]:
    """Who heads which department: set after both are stored, as they point at each other."""
    return [{"id": department, "head_id": head} for department, head in known.heads.items()]


def _add_person(rows: Rows, person: Person, known: Known, password_hash: str) -> None:
    joined = _midnight(person.joined_on)
    row = rows.add(
        Staff,
        at=joined,
        number=person.number,
        login=person.login,
        name=person.name,
        name_en=person.name_en,
        email=person.email,
        phone=person.phone,
        department_id=known.departments[person.department],
        title_zh=person.title_zh,
        title_en=person.title_en,
        language=Language(person.language),
        theme=Theme.AUTO,
        password_hash=password_hash,
        password_changed_at=joined,
        password_temporary=False,
        failed_logins=0,
        joined_on=person.joined_on,
        left_on=person.left_on,
        version=1,
    )
    known.staff[person.number] = row["id"]
    known.works_in[row["id"]] = row["department_id"]
    rows.add(
        Posting,
        at=joined,
        staff_id=row["id"],
        department_id=row["department_id"],
        from_on=person.joined_on,
        until_on=None if person.left_on is None else person.left_on + timedelta(days=1),
    )
    for role in person.roles:
        rows.add(RoleGrant, at=joined, staff_id=row["id"], role=role)
    rows.event("staff.added", f"staff:{person.number}", at=joined, by=Party.SYSTEM)


def customer_id(rows: Rows, customer: Customer, known: Known, *, at: datetime, by: int | Party) -> int:
    """The customer's id; added with the first case."""
    if customer.key not in known.customers:
        row = rows.add(
            CustomerRow,
            at=at,
            name=customer.name,
            phone=customer.phone,
            phone_end=end_of(customer.phone),
            email=customer.email,
            account=customer.account,
            region=customer.region,
            language=customer.language,
        )
        known.customers[customer.key] = row["id"]
        rows.event("customer.added", f"customer:{row['id']}", at=at, by=by)
    return known.customers[customer.key]


def _midnight(day: object) -> datetime:
    return datetime.combine(day, time(1), UTC)  # type: ignore[arg-type]
