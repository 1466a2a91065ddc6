"""POST /portal/bodies/<body>/rule and /members: how a body decides, who sits in it (M-01)."""

from flask import Response, abort, flash, request, url_for

from models.bodies import actions
from models.bodies.tables import BodyMember
from models.bodies.words import BodyKind, Majority
from models.clock import now
from models.db import db
from models.errors import Invalid
from models.permissions import Permission
from portal.bodies.blueprint import blueprint, body_or_404
from portal.bodies.forms import EndForm, RuleForm, SeatForm
from portal.bodies.house import BODY, body_screen
from web.access import needs, viewer
from web.commit import commits
from web.fragments import rejected, respond
from web.language import _


@blueprint.post("/<body>/rule")
@needs(Permission.BODY_EDIT)
@commits
def set_rule(body: str) -> Response:
    kind, form = body_or_404(body), RuleForm(request.form)
    form.prepare(None)
    if not form.validate():
        return rejected(BODY, form, **body_screen(kind, rule_form=form))
    try:
        actions.set_rule(
            kind,
            form.quorum_percent.data or 0,
            Majority(form.majority.data),
            chair_decides=bool(form.chair_decides.data),
            by=viewer(),
            now=now(),
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected(BODY, form, **body_screen(kind, rule_form=form))
    return _done(kind, _("This is how the body decides from now on."))


@blueprint.post("/<body>/members")
@needs(Permission.BODY_EDIT)
@commits
def appoint(body: str) -> Response:
    kind, form = body_or_404(body), SeatForm(request.form)
    form.prepare()
    if not form.validate() or (draft := form.draft()) is None:
        return rejected(BODY, form, **body_screen(kind, seat_form=form))
    try:
        actions.appoint(kind, draft, by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(BODY, form, **body_screen(kind, seat_form=form))
    return _done(kind, _("Appointed, and told."))


@blueprint.post("/<body>/members/<int:term_id>/end")
@needs(Permission.BODY_EDIT)
@commits
def end_term(body: str, term_id: int) -> Response:
    kind, form = body_or_404(body), EndForm(request.form)
    term = db.session.get(BodyMember, term_id)
    if term is None or term.body is not kind:
        abort(404)
    if not form.validate():
        return rejected(BODY, form, **body_screen(kind, refused=term_id, end_form=form))
    assert form.last_day.data is not None, "a valid form has a day"
    try:
        actions.end_term(term, form.last_day.data, form.reason.data or "", by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(BODY, form, **body_screen(kind, refused=term_id, end_form=form))
    return _done(kind, _("The term ends on that day."))


def _done(kind: BodyKind, said: str) -> Response:
    flash(said, "good")
    return respond(redirect=url_for("bodies.body", body=kind))
