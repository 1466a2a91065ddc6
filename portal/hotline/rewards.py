"""Finance pays a reporter's reward to whoever brings its code, and learns no name (W-10)."""

from flask import Response, abort, flash, url_for

from models.clock import now
from models.errors import WrongSecret
from models.hotline.actions.rewards import pay, payout_of
from models.people.roles import Role
from portal.hotline.blueprint import blueprint
from portal.hotline.forms import CodeForm
from portal.hotline.lock import person
from web.access import anyone, viewer
from web.commit import commits
from web.extensions import limiter
from web.fragments import page, rejected, respond
from web.hotline import vault
from web.language import _
from web.language.filters import yuan

TEMPLATE = "portal/hotline/payouts.html"
TRIES = "20 per minute; 100 per hour"


@blueprint.get("/payouts")
@anyone
def payouts() -> Response:
    """Where finance types the code that somebody brings."""
    _finance_or_404()
    return page(TEMPLATE, form=CodeForm(formdata=None), found=None)


@blueprint.post("/payouts")
@anyone
@limiter.limit(TRIES, key_func=person)
def look_up() -> Response:
    """What a code is worth, and whether it was paid."""
    _finance_or_404()
    form = CodeForm()
    if form.validate():
        try:
            found = payout_of(form.code.data or "", vault=vault())
        except WrongSecret:
            form.code.errors = [_("There is no reward under this code.")]
        else:
            return page(TEMPLATE, form=form, found=found)
    return rejected(TEMPLATE, form, found=None)


@blueprint.post("/payouts/payment")
@anyone
@limiter.limit(TRIES, key_func=person)
@commits
def pay_out() -> Response:
    """Notes that it was paid, once."""
    _finance_or_404()
    form = CodeForm()
    if not form.validate():
        return rejected(TEMPLATE, form, found=None)
    amount = pay(form.code.data or "", vault=vault(), by=viewer(), now=now())
    flash(_("%(amount)s noted as paid.", amount=yuan(amount)), "good")
    return respond(redirect=url_for("supervision.payouts"))


def _finance_or_404() -> None:
    if Role.FINANCE not in viewer().roles:
        abort(404)
