"""Reading products: all of them in one query a transaction, as they are few and offered in many forms."""

from collections.abc import Sequence

from sqlalchemy import select

from models.db import db
from models.memory import remembered
from models.products.rules import spelled
from models.products.tables import Product


def every_product(*, anew: bool = False) -> Sequence[Product]:
    """All of them in their order, the retired ones last; asked for once a transaction, or `anew`."""
    if anew:
        return db.session.scalars(_EVERY.execution_options(populate_existing=True)).all()
    return remembered("products", lambda: db.session.scalars(_EVERY).all())


_EVERY = select(Product).order_by(Product.retired_on.is_not(None), Product.position, Product.id)


def offered_products(*, beside: int | None = None) -> list[Product]:
    """Those that can be chosen now; also the one with the id `beside`, which a case has already."""
    return [each for each in every_product() if each.offered or each.id == beside]


def named_like(words: str) -> list[Product]:
    """Those whose code, name or word of customers holds these letters, in the order of the list; spaces,
    capitals and full-width forms make no difference."""
    sought = spelled(words)
    return [
        each for each in every_product() if any(sought in spelled(name) for name in (each.code, *each.words))
    ]


def product_with_code(code: str) -> Product | None:
    """The product with this code, as it is written or typed."""
    return next((each for each in every_product() if each.code == code.strip().upper()), None)


def product_with_id(product_id: int | None) -> Product | None:
    """The product with this id, retired or not."""
    return next((each for each in every_product() if each.id == product_id), None)
