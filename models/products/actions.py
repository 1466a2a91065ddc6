"""Products come, change, move in the list, retire, and come back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from models.clock import local_day
from models.db import alone_in, db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.actions import Actor, record
from models.people.tables import Staff
from models.permissions import Permission
from models.products.queries import every_product
from models.products.rules import spelled
from models.products.tables import Product

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,31}")
MOST_ALIASES = 20
LONGEST_ALIAS, SHORTEST_ALIAS = 40, 2


@dataclass(frozen=True)
class ProductDetails:
    """What is written about a product. Without an English name the Chinese one is shown."""

    name_zh: str
    name_en: str = ""
    aliases: Sequence[str] = ()


def add_product(details: ProductDetails, *, code: str, by: Actor, now: datetime) -> Product:
    """Adds a product as the last of the list. Records product.added.

    Raises NotAllowed; Invalid on `code` ("format", "taken"), `name_zh` ("required", "product_named"),
    `name_en` ("product_named") and `aliases` ("aliases_many", "alias_length", "product_named").
    """
    _must_edit(by)
    known = _alone()
    code = code.strip().upper()
    if not CODE.fullmatch(code):
        raise Invalid("code", "format")
    if any(each.code == code for each in known):
        raise Invalid("code", "taken")
    details = _checked(details, known)
    product = Product(
        code=code,
        name_zh=details.name_zh,
        name_en=details.name_en,
        aliases=list(details.aliases),
        position=(db.session.scalar(select(func.max(Product.position))) or 0) + 1,
        version=1,
    )
    db.session.add(product)
    db.session.flush()
    record("product.added", product, by=by, now=now)
    return product


def change_product(
    product: Product, details: ProductDetails, *, by: Actor, now: datetime, seen: int | None
) -> Product:
    """Other names or words of customers. Records product.changed with which of them; nothing where none is.

    Raises NotAllowed, Stale, and Invalid as `add_product`.
    """
    _must_edit(by)
    known = _claim(product, seen)
    details = _checked(details, [each for each in known if each.id != product.id])
    given = {"name_zh": details.name_zh, "name_en": details.name_en, "aliases": list(details.aliases)}
    changed = [name for name, value in given.items() if getattr(product, name) != value]
    if not changed:
        return product
    for name in changed:
        setattr(product, name, given[name])
    _written(product)
    record("product.changed", product, by=by, now=now, fields=changed)
    return product


def retire_product(product: Product, *, by: Actor, now: datetime, seen: int | None) -> Product:
    """From now on it is chosen for no case; those that have it keep it. Records product.retired.

    Raises NotAllowed, Stale, WrongState for one that is retired.
    """
    _must_edit(by)
    _claim(product, seen)
    if not product.offered:
        raise WrongState("retiring", "retired")
    product.retired_on = local_day(now)
    _written(product)
    record("product.retired", product, by=by, now=now)
    return product


def bring_back(product: Product, *, by: Actor, now: datetime, seen: int | None) -> Product:
    """It can be chosen again, at its old place. Records product.brought_back.

    Raises NotAllowed, Stale, WrongState for one that is not retired.
    """
    _must_edit(by)
    _claim(product, seen)
    if product.offered:
        raise WrongState("bringing back", "offered")
    product.retired_on = None
    _written(product)
    record("product.brought_back", product, by=by, now=now)
    return product


def move_product(product: Product, *, up: bool, by: Actor, now: datetime) -> Product:
    """One place up or down among those that are offered; nothing happens at the end. Records product.moved.

    Raises NotAllowed, WrongState for a retired one.
    """
    _must_edit(by)
    row = [each for each in _claim(product, None) if each.offered]
    if not product.offered:
        raise WrongState("moving", "retired")
    at = row.index(product)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(row):
        return product
    row[at], row[to] = row[to], row[at]
    places = sorted(each.position for each in row)
    for each, place in zip(row, places, strict=True):
        each.position = place
    db.session.flush()
    record("product.moved", product, by=by, now=now, position=to + 1)
    return product


def _must_edit(by: Actor) -> None:
    if isinstance(by, Staff) and not by.may(Permission.PRODUCT_EDIT):
        raise NotAllowed


def _alone() -> Sequence[Product]:
    """Waits for all others who change the list; the list as they left it."""
    alone_in("products")
    return every_product(anew=True)


def _claim(product: Product, seen: int | None) -> Sequence[Product]:
    """As `_alone`; raises Stale where the product changed since `seen` (H-07)."""
    known = _alone()
    if seen is not None and seen != product.version:
        raise Stale(seen, product.version)
    return known


def _written(product: Product) -> None:
    product.version += 1
    db.session.flush()


def _checked(details: ProductDetails, others: Sequence[Product]) -> ProductDetails:
    """Trimmed, each alias once, and none that is a name already."""
    name_zh, name_en = details.name_zh.strip(), details.name_en.strip()
    if not name_zh:
        raise Invalid("name_zh", "required")
    taken = {spelled(word) for each in others for word in each.words}
    for field, name in (("name_zh", name_zh), ("name_en", name_en)):
        if name and spelled(name) in taken:
            raise Invalid(field, "product_named")
    own = {spelled(name_zh), spelled(name_en)}
    aliases: dict[str, str] = {}
    for alias in filter(None, (each.strip() for each in details.aliases)):
        if not SHORTEST_ALIAS <= len(spelled(alias)) <= len(alias) <= LONGEST_ALIAS:
            raise Invalid("aliases", "alias_length")
        if spelled(alias) in taken:
            raise Invalid("aliases", "product_named")
        if spelled(alias) not in own:
            aliases.setdefault(spelled(alias), alias)
    if len(aliases) > MOST_ALIASES:
        raise Invalid("aliases", "aliases_many")
    return ProductDetails(name_zh, name_en, list(aliases.values()))
