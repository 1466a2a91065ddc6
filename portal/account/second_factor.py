"""Setting up a second factor for one's own login, its recovery codes, and taking it away again."""

from typing import Any

import segno
from flask import Response, flash, url_for

from models.clock import now
from models.errors import Invalid, WrongState
from models.outbox.actions import notify
from models.people import actions
from models.people.queries import count_recovery_codes
from models.people.rules.second_factor import enrolment_address
from models.people.tables import Staff
from portal.account.forms import CodeForm, PasswordAgainForm
from portal.account.views import blueprint, visit
from web.access import anyone, viewer
from web.commit import commits
from web.context import installation, signer
from web.extensions import limiter
from web.fragments import page, rejected, respond
from web.language import _

TRIES = "20 per minute; 100 per hour"
PIXELS_A_SQUARE = 5
PAGE = "portal/account/second_factor.html"
CODES = "portal/account/recovery_codes.html"


@blueprint.get("/second-factor")
@anyone
def second_factor() -> Response:
    """The QR code while it is being set up; afterwards its recovery codes, and the way to take it away."""
    return page(PAGE, form=CodeForm(formdata=None), **_shown(viewer()))


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
        return rejected(PAGE, form, **_shown(running.staff))
    try:
        codes = actions.finish_enrolment(
            running.staff, form.code.data or "", running=running.row, signer=signer(), now=now()
        )
    except Invalid as error:
        form.blame(error)
        return rejected(PAGE, form, **_shown(running.staff))
    flash(_("The second factor is on. From now on the login asks for a code."), "good")
    return page(CODES, codes=codes)


@blueprint.post("/second-factor/codes")
@anyone
@limiter.limit(TRIES)
@commits
def renew_codes() -> Response:
    """Ten new recovery codes against the password, shown this once; those before open nothing any more."""
    form, staff = PasswordAgainForm(), viewer()
    if staff.totp_confirmed_at is None:
        raise WrongState("making recovery codes", "off")
    if not form.validate():
        return rejected(PAGE, form, **_shown(staff, renewal=form))
    try:
        codes = actions.renew_recovery_codes(staff, form.password.data or "", signer=signer(), now=now())
    except Invalid as error:
        form.blame(error)
        return rejected(PAGE, form, **_shown(staff, renewal=form))
    notify(staff.id, "recovery_codes_made", about=staff.audit_name, now=now())
    return page(CODES, codes=codes)


@blueprint.post("/second-factor/removal")
@anyone
@limiter.limit(TRIES)
@commits
def remove() -> Response:
    """Takes it away, against the password."""
    form, staff = PasswordAgainForm(), viewer()
    if staff.totp_confirmed_at is None:
        raise WrongState("removal", "off")
    if not form.validate():
        return rejected(PAGE, form, **_shown(staff, removal=form))
    try:
        actions.remove_second_factor(staff, by=staff, now=now(), password=form.password.data or "")
    except Invalid as error:
        form.blame(error)
        return rejected(PAGE, form, **_shown(staff, removal=form))
    flash(_("The second factor is off."), "good")
    return respond(redirect=url_for("account.index"))


def _shown(
    staff: Staff, *, renewal: PasswordAgainForm | None = None, removal: PasswordAgainForm | None = None
) -> dict[str, Any]:
    """While it is being set up the secret, as a picture and in groups of four; afterwards the forms, of which
    `renewal` and `removal` are given when they were not accepted, and how many recovery codes are left.
    """
    if staff.totp_secret is None or staff.totp_confirmed_at is not None:
        return _on(staff, renewal, removal)
    address = enrolment_address(staff.totp_secret, staff.login, installation().company_name_en)
    groups = [staff.totp_secret[start : start + 4] for start in range(0, len(staff.totp_secret), 4)]
    picture = segno.make(address, error="m").png_data_uri(scale=PIXELS_A_SQUARE, light="white")
    return {"secret": " ".join(groups), "picture": picture}


def _on(staff: Staff, renewal: PasswordAgainForm | None, removal: PasswordAgainForm | None) -> dict[str, Any]:
    forms = {
        "renewal": renewal or PasswordAgainForm(formdata=None),
        "removal": removal or PasswordAgainForm(formdata=None),
    }
    for name, form in forms.items():
        form.password.id = f"{name}-password"  # both stand on one page
    left = count_recovery_codes(staff) if staff.totp_confirmed_at else 0
    return {"secret": "", "picture": "", "codes_left": left, **forms}
