"""GET /portal/duty, /portal/duty/new; POST /portal/duty/new, /portal/duty/<shift_id>/cancellation (T-02)."""

from datetime import datetime
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.duty.actions import cancel_duty, plan_duty
from models.duty.queries import MOST, planned_by, roster, shift, uncovered
from models.errors import Invalid
from models.people.tables import Staff
from models.permissions import Permission
from portal.duty.blueprint import blueprint
from portal.duty.forms import ShiftForm
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

REGION = "portal/duty/_roster.html"
FORM = "portal/duty/new.html"


@blueprint.get("")
@needs(Permission.CASE_ASSIST, Permission.CASE_DECIDE, Permission.DUTY_EDIT)
def index() -> ResponseReturnValue:
    """Who is on duty now and next; for planners also where nobody is."""
    return page("portal/duty/index.html", **_shown(viewer(), now()))


@blueprint.get("/new")
@needs(Permission.DUTY_EDIT)
def new() -> ResponseReturnValue:
    """The form; `?from=` and `?until=` fill in a gap."""
    form = ShiftForm(None)
    form.begins_at.data = _asked("from")
    form.ends_at.data = _asked("until")
    form.prepare(viewer())
    return page(FORM, form=form)


@blueprint.post("/new")
@needs(Permission.DUTY_EDIT)
@commits
def plan() -> Response:
    form = ShiftForm(request.form)
    form.prepare(viewer())
    if not form.validate():
        return rejected(FORM, form)
    try:
        plan_duty(form.draft(), by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(FORM, form)
    flash(_("The shift is planned, and who has it is told."), "good")
    return respond(redirect=url_for("duty.index"))


@blueprint.post("/<int:shift_id>/cancellation")
@needs(Permission.DUTY_EDIT)
@commits
def cancellation(shift_id: int) -> Response:
    """Takes a shift back; it stays on record that it was."""
    found, by, at = shift(shift_id) or abort(404), viewer(), now()
    if found.department_id not in planned_by(by):
        abort(404)
    cancel_duty(found, by=by, now=at)
    flash(_("The shift is taken back, and who had it is told."), "good")
    return respond(REGION, redirect=url_for("duty.index"), **_shown(by, at))


def _shown(by: Staff, at: datetime) -> dict[str, Any]:
    planned = roster(at)
    return {
        "at": at,
        "now_on": [each for each in planned if each.begins_at <= at],
        "coming": [each for each in planned if each.begins_at > at],
        "plans_for": planned_by(by),
        "uncovered": uncovered(by, at, planned),
        "all_shown": len(planned) < MOST,
    }


def _asked(name: str) -> datetime | None:
    """A moment in the address, in ISO format with its zone; None for anything else."""
    try:
        found = datetime.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return found if found.tzinfo is not None and 2001 <= found.year < 2100 else None
