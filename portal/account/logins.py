"""One's running logins, and ending them."""

from flask import Response, abort, flash, url_for

from models.clock import now
from models.people import actions, queries
from portal.account.views import account_context, blueprint, visit
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import respond
from web.language import _, counted


@blueprint.post("/logins/<int:login_id>/ending")
@anyone
@commits
def end_login(login_id: int) -> Response:
    """Ends one other login at once."""
    rows = {row.id: row for row in queries.running_sessions_of(viewer(), now=now())}
    if login_id not in rows:
        abort(404)
    actions.end_session(rows[login_id], by=viewer(), now=now())
    flash(_("That login has ended."), "good")
    return respond("portal/account/_logins.html", redirect=url_for("account.index"), **account_context())


@blueprint.post("/logins/others/ending")
@anyone
@commits
def end_others() -> Response:
    """Ends all logins but this one."""
    ended = actions.end_other_sessions(viewer(), by=viewer(), now=now(), keep=visit().row)
    flash(counted("%(n)s other login has ended.", "%(n)s other logins have ended.", ended), "good")
    return respond("portal/account/_logins.html", redirect=url_for("account.index"), **account_context())
