"""Choosing the product that a voice is about, in the forms of both sites (V-02, M-03)."""

from typing import Any

from flask_babel.speaklater import LazyString
from wtforms import SelectField
from wtforms.validators import Optional

from models.products.queries import every_product, offered_products
from models.products.tables import Product
from web.language import _, lazy
from web.language.filters import named


class ProductField(SelectField):
    """One product by its code, or none: nobody has to choose. Where the company has no products nothing is
    `choosable`, and nothing is asked."""

    def __init__(self, label: LazyString | None = None, **options: Any) -> None:
        super().__init__(label or lazy("Product"), [Optional()], default="", choices=[], **options)
        self._offered: dict[str, Product] = {}

    def offer(self, *, beside: int | None = None, none: str = "") -> None:
        """Offers what can be chosen now, and the one with the id `beside`; `none` says what an empty choice
        means."""
        self._offered = {each.code: each for each in offered_products(beside=beside)}
        first = ("", none or _("none named"))
        self.choices = [first, *((code, called(each)) for code, each in self._offered.items())]

    @property
    def choosable(self) -> bool:
        """Whether there is anything to choose from."""
        return bool(self._offered)

    @property
    def product_id(self) -> int | None:
        """The id of the product that was chosen."""
        product = self._offered.get(self.data or "")
        return product.id if product is not None else None


def called(product: Product) -> str:
    """A product's name in the reader's language, with a word where it is retired."""
    return named(product) if product.offered else _("%(name)s (retired)", name=named(product))


def all_choices(every: str) -> list[tuple[str, str]]:
    """What a list can be narrowed to: `every` for all, then each product, retired ones last."""
    return [("", every), *((each.code, called(each)) for each in every_product())]
