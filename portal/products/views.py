"""GET /portal/products, /portal/products/new, /portal/products/<code>: the list, and one product."""

from typing import Any

from flask import Response, abort
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


@blueprint.get("")
@needs(Permission.PRODUCT_EDIT, Permission.RULEBOOK_READ)
def index() -> ResponseReturnValue:
    """All products in their order, the retired ones below."""
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
    """What the list and its region need."""
    every = queries.every_product()
    return {
        "offered": [each for each in every if each.offered],
        "retired": [each for each in every if not each.offered],
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
