"""POST /portal/rewards/suggestions/<id>/dismissal: nobody is rewarded for this, and why (C-04)."""

from flask import Response, abort, flash, request, url_for

from models.clock import now
from models.conduct.actions import dismiss_suggestion
from models.conduct.queries import rewards as queries
from models.permissions import Permission
from portal.rewards.blueprint import blueprint
from portal.rewards.forms import ReasonForm
from portal.rewards.lists import dismissals, opens_cases, tabs
from web.access import needs, viewer
from web.commit import commits
from web.fragments import rejected, respond
from web.language import _


@blueprint.post("/suggestions/<int:suggestion_id>/dismissal")
@needs(Permission.REWARD_APPROVE, Permission.REWARD_CHECK)
@commits
def dismiss(suggestion_id: int) -> Response:
    found = queries.suggestion_for(viewer(), suggestion_id) or abort(404)
    form = ReasonForm(request.form)
    if not form.validate():
        shown = queries.suggestions(viewer())
        return rejected(
            "portal/rewards/waiting.html",
            form,
            rows=queries.waiting_for(viewer(), now()),
            suggestions=shown,
            at=now(),
            opens=opens_cases(viewer()),
            dismissals=dismissals(shown, form, suggestion_id),
            tabs=tabs("rewards.waiting"),
        )
    dismiss_suggestion(found, form.reason.data or "", by=viewer(), now=now())
    flash(_("The suggestion is dismissed, with your reason."), "good")
    return respond(redirect=url_for("rewards.waiting"))
