"""Which product a case is about: checked where it is told, kept where two cases become one (M-03, T-06)."""

from models.cases.tables import Case
from models.db import db
from models.errors import Invalid
from models.products.tables import Product


def check_product(product_id: int | None, *, beside: int | None = None) -> None:
    """Raises Invalid("product", "unknown") for one that is not on the list, and for a retired one that
    the case does not have already (`beside`)."""
    if product_id is None or product_id == beside:
        return
    product = db.session.get(Product, product_id)
    if product is None or not product.offered:
        raise Invalid("product", "unknown")


def keep_product(case: Case, product_id: int | None) -> None:
    """What was told elsewhere of the product is kept, where the case itself names none."""
    if case.product_id is None:
        case.product_id = product_id
