"""GET /portal/products, /portal/products/new, /portal/products/<code>: the list, and one product."""

from functools import partial
from typing import Any

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from models.permissions import Permission
from models.products import queries
from models.products.rules import ProductStep, product_steps
from models.products.tables import Product
from portal.products.blueprint import blueprint
from portal.products.forms import NewProductForm, ProductForm
from portal.trail.story import story
from web.access import needs, viewer
from web.forms import VersionForm
from web.fragments import page
from web.lists import window

SIZE = 50
LONGEST = 60
"""So many letters of a name are looked for."""


@blueprint.get("")
@needs(Permission.PRODUCT_EDIT, Permission.RULEBOOK_READ)
def index() -> ResponseReturnValue:
    """Products in their order, the retired ones below; `?q=` looks for a name, code or word of customers."""
    return page("portal/products/index.html", **listed())


@blueprint.get("/new")
@needs(Permission.PRODUCT_EDIT)
def new() -> ResponseReturnValue:
    """The form for a product."""
    return page("portal/products/new.html", form=NewProductForm(None))


@blueprint.get("/<code>")
@needs(Permission.PRODUCT_EDIT, Permission.RULEBOOK_READ)
def show(code: str) -> Response:
    """One product: its names, what customers call it, and what may be changed."""
    return page("portal/products/show.html", **card(product_or_404(code)))


def product_or_404(code: str) -> Product:
    """The product with this code."""
    return queries.product_with_code(code) or abort(404)


def listed() -> dict[str, Any]:
    """A page of the list, narrowed to the words in the address, and what its region needs.

    A place in the list is moved where all of it is in sight, not between those that were found.
    """
    words, asked = (request.args.get("q") or "").strip()[:LONGEST], window((), default="", size=SIZE)
    every = queries.every_product()
    found = queries.named_like(words) if words else every
    shown = min(asked.page, max(1, -(-len(found) // asked.size)))
    rows = found[(shown - 1) * asked.size : shown * asked.size]
    offered = [each for each in every if each.offered]
    return {
        "words": words,
        "any": bool(every),
        "offered": [each for each in rows if each.offered],
        "retired": [each for each in rows if not each.offered],
        "total": len(found),
        "of_offered": sum(each.offered for each in found),
        "of_retired": sum(not each.offered for each in found),
        "ends": (offered[0].id, offered[-1].id) if offered else (),
        "page": shown,
        "size": asked.size,
        "here": {"page": shown if shown > 1 else None, "size": asked.size if asked.size != SIZE else None},
        "pages": partial(url_for, "products.index", q=words or None),
    }


def card(product: Product, **changes: Any) -> dict[str, Any]:
    """What a product's card and its regions need; `changes` replace single parts, such as a rejected form."""
    steps = product_steps(product, viewer())
    return {
        "product": product,
        "steps": steps,
        "ProductStep": ProductStep,
        "open_step": None,
        "product_form": ProductForm.of(product) if steps else None,
        "version_form": VersionForm(None, version=product.version),
        "history": story(product.audit_name),
        **changes,
    }
