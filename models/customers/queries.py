"""Finding customers again."""

from collections.abc import Collection, Iterable
from typing import Any, Protocol

from sqlalchemy import select

from models.customers.tables import Customer
from models.db import db


def known(*, phone: str | None, email: str | None, account: str | None) -> Customer | None:
    """The customer with this telephone, else this mail address, else this account; the oldest of several."""
    for column, value in ((Customer.phone, phone), (Customer.email, email), (Customer.account, account)):
        if value:
            found = db.session.scalars(
                select(Customer).where(column == value).order_by(Customer.id).limit(1)
            ).first()
            if found:
                return found
    return None


class Reachable(Protocol):
    """Somebody with ways to be reached."""

    @property
    def phone(self) -> str | None: ...

    @property
    def email(self) -> str | None: ...

    @property
    def account(self) -> str | None: ...


def known_by(contacts: Iterable[Reachable]) -> dict[tuple[str, str], dict[str, Any]]:
    """The customers with one of these telephones, mail addresses or accounts, each by its way and value.

    As for `known` it is the oldest of several. Three queries, whatever the number of contacts.
    """
    contacts = list(contacts)
    shown = (
        Customer.id, Customer.name, Customer.phone, Customer.email, Customer.account, Customer.region
    )  # fmt: skip
    by_id: dict[int, dict[str, Any]] = {}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for column in (Customer.phone, Customer.email, Customer.account):
        way = column.key
        values = {getattr(contact, way) for contact in contacts} - {None, ""}
        if not values:
            continue
        for row in db.session.execute(select(*shown).where(column.in_(values)).order_by(Customer.id)):
            customer = by_id.setdefault(row.id, dict(row._mapping))
            found.setdefault((way, customer[way]), customer)
    return found


def names_of(ids: Collection[int]) -> dict[int, str]:
    """What these customers are called, by id; no query for none."""
    if not ids:
        return {}
    return dict(db.session.execute(select(Customer.id, Customer.name).where(Customer.id.in_(ids))).all())
