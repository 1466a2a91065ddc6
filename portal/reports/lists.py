"""GET /portal/reports: every report by its state; drafting a new one (S-07)."""

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.permissions import Permission
from models.reports import actions, queries
from models.reports.words import ReportState
from portal.reports.blueprint import READERS, blueprint
from portal.reports.forms import new_form
from web.access import needs, viewer
from web.commit import commits, reading
from web.fragments import page, rejected, respond
from web.language import _

TONES = {
    ReportState.DRAFT: "info",
    ReportState.SUBMITTED: "warn",
    ReportState.PUBLISHED: "good",
    ReportState.DISCARDED: "neutral",
}


@blueprint.get("")
@needs(*READERS)
def index() -> ResponseReturnValue:
    """All that are not thrown away, or those in one state."""
    chosen = request.args.get("state", "")
    if chosen and chosen not in set(ReportState):
        abort(404)
    state = ReportState(chosen) if chosen else None
    wanted = queries.missing_quarter(now()) if viewer().may(Permission.REPORT_EDIT) else None
    return page(
        "portal/reports/index.html",
        reports=queries.listing(state),
        state=state,
        states=list(ReportState),
        tones=TONES,
        wanted=wanted,
    )


@blueprint.get("/new")
@needs(Permission.REPORT_EDIT)
def new() -> ResponseReturnValue:
    """What can be reported: what is over and has no report yet."""
    return page("portal/reports/new.html", form=new_form(queries.offers(now())))


@blueprint.post("")
@needs(Permission.REPORT_EDIT)
@commits
def draft() -> Response:
    """Counts the figures and begins the draft."""
    with reading():  # counting takes long: meanwhile others write
        form = new_form(queries.offers(now()))
        valid = form.validate()
        counted = queries.count_key(form.period.data, by=viewer(), now=now()) if valid else None
    if valid:
        try:
            report = actions.draft(form.period.data, counted=counted, by=viewer(), now=now())
        except Invalid as fault:
            form.blame(fault)
        else:
            flash(_("The figures are counted. Now write what they do not say."), "good")
            return respond(redirect=url_for("reports.show", report_id=report.id))
    return rejected("portal/reports/new.html", form)
