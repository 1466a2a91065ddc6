"""Setting up a second factor for one's own login, and taking it away again."""

from typing import Any

import segno
from flask import Response, flash, url_for

from models.clock import now
from models.errors import Invalid, WrongState
from models.people import actions
from models.people.rules.second_factor import enrolment_address
from models.people.tables import Staff
from portal.account.forms import CodeForm, RemovalForm
from portal.account.views import blueprint, visit
from web.access import anyone, viewer
from web.commit import commits
from web.context import installation
from web.extensions import limiter
from web.fragments import page, rejected, respond
from web.language import _

TRIES = "20 per minute; 100 per hour"
PIXELS_A_SQUARE = 5


@blueprint.get("/second-factor")
@anyone
def second_factor() -> Response:
    """The QR code while it is being set up; afterwards the way to take it away."""
    form = RemovalForm(formdata=None) if viewer().totp_confirmed_at else CodeForm(formdata=None)
    return page("portal/account/second_factor.html", form=form, **_shown(viewer()))


@blueprint.post("/second-factor")
@anyone
@commits
def enrol() -> Response:
    """Makes a secret for the authenticator; the login asks for nothing new yet."""
    actions.enrol_second_factor(viewer())
    return respond(redirect=url_for("account.second_factor"))


@blueprint.post("/second-factor/confirmation")
@anyone
@limiter.limit(TRIES)
@commits
def finish() -> Response:
    """Puts it in use, once a code proves that the authenticator holds the secret."""
    form, running = CodeForm(), visit()
    if running.staff.totp_confirmed_at is not None:
        raise WrongState("confirmation", "on")
    if not form.validate():
        return rejected("portal/account/second_factor.html", form, **_shown(running.staff))
    try:
        actions.finish_enrolment(running.staff, form.code.data or "", running=running.row, now=now())
    except Invalid as error:
        form.blame(error)
        return rejected("portal/account/second_factor.html", form, **_shown(running.staff))
    flash(_("The second factor is on. From now on the login asks for a code."), "good")
    return respond(redirect=url_for("account.index"))


@blueprint.post("/second-factor/removal")
@anyone
@limiter.limit(TRIES)
@commits
def remove() -> Response:
    """Takes it away, against the password."""
    form, staff = RemovalForm(), viewer()
    if staff.totp_confirmed_at is None:
        raise WrongState("removal", "off")
    if not form.validate():
        return rejected("portal/account/second_factor.html", form, **_shown(staff))
    try:
        actions.remove_second_factor(staff, by=staff, now=now(), password=form.password.data or "")
    except Invalid as error:
        form.blame(error)
        return rejected("portal/account/second_factor.html", form, **_shown(staff))
    flash(_("The second factor is off."), "good")
    return respond(redirect=url_for("account.index"))


def _shown(staff: Staff) -> dict[str, Any]:
    """The secret as a picture and in groups of four, only while it is being set up."""
    if staff.totp_secret is None or staff.totp_confirmed_at is not None:
        return {"secret": "", "picture": ""}
    address = enrolment_address(staff.totp_secret, staff.login, installation().company_name_en)
    groups = [staff.totp_secret[start : start + 4] for start in range(0, len(staff.totp_secret), 4)]
    picture = segno.make(address, error="m").png_data_uri(scale=PIXELS_A_SQUARE, light="white")
    return {"secret": " ".join(groups), "picture": picture}
