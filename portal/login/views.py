"""Coming in and going out."""

from flask import Blueprint, Response, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.outbox.actions import notify
from models.people import actions
from models.people.queries import count_recovery_codes
from models.people.rules import Role
from models.people.rules.recovery_codes import looks_like_one
from models.people.rules.second_factor import code_of
from models.people.tables import Staff
from portal.login.forms import CodeForm, LoginForm
from web.access import entering, public
from web.commit import commits, commits_refusals
from web.context import installation, signer
from web.extensions import limiter
from web.fragments import page, rejected, respond
from web.language import _, counted
from web.visit import HOME, Lacks, begin_visit, current_visit, end_visit, safe_next
from web.words import word

blueprint = Blueprint("login", __name__, url_prefix="/portal")

SECOND_FACTOR = "portal/login/second_factor.html"
TRIES = "30 per minute; 300 per hour"  # by address: a whole office may come in behind one


@blueprint.get("/login")
@public
def index() -> ResponseReturnValue:
    """The login page; who is in already goes on to where they wanted to be."""
    if current_visit() is not None:
        return redirect(safe_next(request.args.get("next"), HOME), code=303)
    form = LoginForm(formdata=None, next=request.args.get("next", ""))
    return page("portal/login/index.html", form=form, demo_logins=demo_logins())


@blueprint.post("/login")
@public
@limiter.limit(TRIES)
@commits_refusals
def log_in() -> Response:
    """Checks login and password. What was wrong is not told, nor whether the login exists or is locked."""
    form = LoginForm()
    if not form.validate():
        return rejected("portal/login/index.html", form, demo_logins=demo_logins())
    opened = actions.log_in(form.login.data or "", form.password.data or "", now=now())
    if opened is None:
        form.form_errors.append(_("Login and password do not fit together."))
        return rejected("portal/login/index.html", form, demo_logins=demo_logins())
    begin_visit(*opened)
    return respond(redirect=safe_next(form.next.data, HOME))


@blueprint.get("/login/second-factor")
@entering(Lacks.SECOND_FACTOR)
def second_factor() -> ResponseReturnValue:
    """Asks for the code, of those who set a second factor up."""
    visit = current_visit()
    if visit is None or visit.lacks is not Lacks.SECOND_FACTOR:
        return redirect(safe_next(request.args.get("next"), HOME), code=303)
    form = CodeForm(formdata=None, next=request.args.get("next", ""))
    return page(SECOND_FACTOR, form=form, demo_code=_demo_code(visit.staff))


@blueprint.post("/login/second-factor")
@entering(Lacks.SECOND_FACTOR)
@limiter.limit(TRIES)
@commits_refusals
def confirm() -> Response:
    """Checks the code. Too many wrong ones end the login."""
    form, visit = CodeForm(), current_visit()
    if visit is None or visit.lacks is not Lacks.SECOND_FACTOR:
        return respond(redirect=HOME)
    if not form.validate():
        return rejected(SECOND_FACTOR, form, demo_code=_demo_code(visit.staff))
    typed = form.code.data or ""
    if actions.confirm_second_factor(visit.row, typed, signer=signer(), now=now()):
        if looks_like_one(typed):
            _tell_of_recovery(visit.staff)
        return respond(redirect=safe_next(form.next.data, HOME))
    if visit.row.ended_at is not None:
        end_visit()
        flash(_("Too many wrong codes. Your login is locked for a moment; then start again."), "bad")
        return respond(redirect=url_for("login.index"))
    form.code.errors = [_("This code is not right, or it has been used. Wait for the next one.")]
    return rejected(SECOND_FACTOR, form, demo_code=_demo_code(visit.staff))


@blueprint.post("/logout")
@entering(*Lacks)
@commits
def log_out() -> Response:
    """Ends this login, in the database and in the browser."""
    visit = current_visit()
    if visit is not None:
        actions.end_session(visit.row, by=visit.staff, now=now())
    end_visit()
    flash(_("You are logged out."), "good")
    return respond(redirect=url_for("login.index"))


def _tell_of_recovery(staff: Staff) -> None:
    """Says on the page and under the bell that a recovery code was used: it may not have been its owner."""
    left = count_recovery_codes(staff)
    notify(staff.id, "recovery_code_used", about=staff.audit_name, facts={"left": left}, now=now())
    flash(
        counted(
            "You came in with a recovery code. One is left: make new ones under Account.",
            "You came in with a recovery code. %(n)s are left.",
            left,
        ),
        "warn",
    )


def _demo_code(staff: Staff) -> str:
    """The code of the demo's supervisors, in demo mode only: their secret is published."""
    published = current_app.extensions.get("demo_second_factor")
    if not installation().demo or published is None or staff.totp_secret != published:
        return ""
    return code_of(published, now())


def demo_logins() -> list[dict[str, str]]:
    """One login for each role, in demo mode only (role, name, login, password); roles by their words."""
    if not installation().demo:
        return []
    entries: list[dict[str, str]] = list(current_app.extensions.get("demo_logins", ()))
    return [{**entry, "role": word(Role(entry["role"]))} for entry in entries]
