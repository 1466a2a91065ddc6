"""Finding customers again."""

from collections.abc import Collection

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


def names_of(ids: Collection[int]) -> dict[int, str]:
    """What these customers are called, by id; no query for none."""
    if not ids:
        return {}
    return dict(db.session.execute(select(Customer.id, Customer.name).where(Customer.id.in_(ids))).all())
