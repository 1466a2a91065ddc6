"""What one person may do next to a product: drawn from here, guarded in actions."""

from enum import StrEnum

from models.people.tables import Staff
from models.permissions import Permission
from models.products.tables import Product


class ProductStep(StrEnum):
    """Something that can be done to a product."""

    CHANGE = "change"
    RETIRE = "retire"
    BRING_BACK = "bring_back"
    MOVE = "move"


def product_steps(product: Product, by: Staff) -> list[ProductStep]:
    """What `by` may do to a product, the likeliest first. A retired one is corrected or brought back."""
    if not by.may(Permission.PRODUCT_EDIT):
        return []
    if not product.offered:
        return [ProductStep.BRING_BACK, ProductStep.CHANGE]
    return [ProductStep.CHANGE, ProductStep.MOVE, ProductStep.RETIRE]
