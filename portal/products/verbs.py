"""POST /portal/products, and /portal/products/<code>/details, retirement, return, place."""

from collections.abc import Callable
from functools import partial

from flask import Response, flash, request, url_for

from models.clock import now
from models.errors import Invalid
from models.permissions import Permission
from models.products import actions
from models.products.rules import ProductStep
from models.products.tables import Product
from portal.cards import Card, take_step
from portal.products.blueprint import blueprint
from portal.products.forms import NewProductForm, ProductForm
from portal.products.views import card, listed, product_or_404
from web.access import needs, viewer
from web.commit import commits
from web.forms import Form, VersionForm
from web.fragments import rejected, respond
from web.language import _

LIST = "portal/products/_list.html"
STEPS = "portal/products/_steps.html"
REGIONS = ("portal/products/_facts.html", STEPS, "portal/products/_history.html")


@blueprint.post("")
@needs(Permission.PRODUCT_EDIT)
@commits
def add() -> Response:
    """A product comes onto the list."""
    form = NewProductForm(request.form)
    if form.validate():
        try:
            actions.add_product(form.details(), code=form.code.data or "", by=viewer(), now=now())
        except Invalid as error:
            form.blame(error)
        else:
            flash(_("The product is on the list and can be chosen."), "good")
            return respond(redirect=url_for("products.index"))
    return rejected("portal/products/new.html", form)


@blueprint.post("/<code>/details")
@needs(Permission.PRODUCT_EDIT)
@commits
def change(code: str) -> Response:
    """Other names, or other words of customers."""
    product, form = product_or_404(code), ProductForm(request.form)

    def act() -> None:
        actions.change_product(product, form.details(), by=viewer(), now=now(), seen=form.version.version)

    return _take(product, ProductStep.CHANGE, form, act)


@blueprint.post("/<code>/retirement")
@needs(Permission.PRODUCT_EDIT)
@commits
def retire(code: str) -> Response:
    """It is chosen no more."""
    return _turn(code, ProductStep.RETIRE, actions.retire_product)


@blueprint.post("/<code>/return")
@needs(Permission.PRODUCT_EDIT)
@commits
def bring_back(code: str) -> Response:
    """It can be chosen again."""
    return _turn(code, ProductStep.BRING_BACK, actions.bring_back)


@blueprint.post("/<code>/place")
@needs(Permission.PRODUCT_EDIT)
@commits
def move(code: str) -> Response:
    """One place up, or down."""
    product = product_or_404(code)
    actions.move_product(product, up=request.form.get("to") == "up", by=viewer(), now=now())
    shown = listed()
    return respond(LIST, redirect=url_for("products.index", **shown["here"]), **shown)


def _turn(code: str, step: ProductStep, action: Callable[..., Product]) -> Response:
    """A step that needs nothing but the version that was seen."""
    product, form = product_or_404(code), VersionForm(request.form)
    act = partial(action, product, by=viewer(), now=now(), seen=form.version.version)
    return _take(product, step, form, act)


def _take(product: Product, step: ProductStep, form: Form, act: Callable[[], object]) -> Response:
    here = Card(
        url_for("products.show", code=product.code), lambda **more: card(product, **more), REGIONS, STEPS
    )
    name = "product_form" if step is ProductStep.CHANGE else "version_form"
    return take_step(here, step, form, act, form_name=name)
