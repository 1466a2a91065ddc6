"""What the company of the story sells: two products, and one that it no longer does (M-03)."""

from datetime import datetime

from models.people.tables import Staff
from models.products import actions
from models.products.actions import ProductDetails
from models.products.tables import Product

FIBRE = ProductDetails("云帆宽带 300M", "Yunfan Fibre 300M", ("三百兆宽带",))
CLOUD = ProductDetails("云帆云盘", "Yunfan Cloud Drive", ("云盘", "网盘"))
COPPER = ProductDetails("云帆铜线宽带", "Yunfan Copper Line")


def list_products(by: Staff, now: datetime) -> tuple[Product, Product, Product]:
    """Fibre and cloud drive can be chosen, the copper line is retired."""
    fibre, cloud, copper = (
        actions.add_product(details, code=code, by=by, now=now)
        for code, details in (("FIBRE-300", FIBRE), ("CLOUD", CLOUD), ("COPPER", COPPER))
    )
    actions.retire_product(copper, by=by, now=now, seen=copper.version)
    return fibre, cloud, copper
