"""Changing one's password; asked of everybody who came in with a temporary one."""

from flask import Response, flash, request

from models.clock import now
from models.errors import Invalid
from models.people import actions
from portal.account.forms import PasswordForm
from portal.account.views import blueprint, visit
from web.access import entering
from web.commit import commits
from web.extensions import limiter
from web.fragments import page, rejected, respond
from web.language import _
from web.visit import HOME, Lacks, safe_next

TRIES = "20 per minute; 100 per hour"


@blueprint.get("/password")
@entering(Lacks.OWN_PASSWORD)
def password() -> Response:
    """The form on a page of its own: for those with a temporary password, nothing else opens before it."""
    return page("portal/account/password.html", form=PasswordForm(formdata=None))


@blueprint.post("/password")
@entering(Lacks.OWN_PASSWORD)
@limiter.limit(TRIES)
@commits
def change_password() -> Response:
    """Sets the new password and ends the other logins."""
    form, running = PasswordForm(), visit()
    template = "portal/account/password.html" if running.lacks else "portal/account/_password.html"
    if not form.validate() or not _same(form):
        return rejected(template, form)
    current, chosen = form.current.data or "", form.chosen.data or ""
    try:
        actions.change_password(running.staff, current, chosen, keep=running.row, now=now())
    except Invalid as error:
        form.blame(error)
        return rejected(template, form)
    flash(_("Your password is changed. All other logins of yours have ended."), "good")
    return respond(redirect=safe_next(request.args.get("next"), HOME))


def _same(form: PasswordForm) -> bool:
    if form.chosen.data != form.again.data:
        form.again.errors = [_("The two new passwords are not the same.")]
        return False
    return True
