"""POST /portal/inspections/<id>/…: scoring, objecting, deciding, handing on (Q-01)."""

from flask import Response, flash, request, url_for

from models.clock import now
from models.db import db
from models.errors import Invalid, WrongState
from models.inspection import actions
from models.inspection.words import InspectionState
from models.people.tables import Staff
from models.permissions import Permission
from portal.inspections import forms
from portal.inspections.blueprint import blueprint
from portal.inspections.show import TEMPLATE, inspection_or_404, instead_forms, screen
from web.access import anyone, needs, viewer
from web.commit import commits, commits_refusals
from web.fragments import rejected, respond
from web.language import _


@blueprint.post("/<int:inspection_id>/sheet")
@needs(Permission.INSPECTION_SCORE)
@commits_refusals
def sheet(inspection_id: int) -> Response:
    found = inspection_or_404(inspection_id)
    form = forms.sheet_form(found, viewer(), request.form)
    taken = form.take(viewer(), now())
    if not form.validate() or not taken:
        return rejected(TEMPLATE, form, **screen(found, sheet_form=form))
    try:
        made = actions.score(found, form.draft(), by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **screen(found, sheet_form=form))
    if found.state is InspectionState.FAILED:
        flash(_("Handed in: failed. The correction is ordered, and everybody concerned is told."), "warn")
    else:
        flash(_("Handed in: %(percent)s percent.", percent=made.percent), "good")
    return respond(redirect=url_for("inspections.show", inspection_id=found.id))


@blueprint.post("/<int:inspection_id>/objection")
@anyone
@commits
def objection(inspection_id: int) -> Response:
    found = inspection_or_404(inspection_id)
    form = forms.TextForm(request.form, prefix="objection-")
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, objection_form=form))
    actions.object_to(found, form.text.data or "", by=viewer(), now=now())
    flash(_("Your objection is handed in. Somebody who did not score the case decides."), "good")
    return respond(redirect=url_for("inspections.show", inspection_id=found.id))


@blueprint.post("/<int:inspection_id>/decision")
@needs(Permission.INSPECTION_DECIDE)
@commits
def decision(inspection_id: int) -> Response:
    found = inspection_or_404(inspection_id)
    form = forms.DecisionForm(request.form, prefix="decision-")
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, decision_form=form))
    upheld = form.upheld.data == forms.YES
    actions.decide_objection(found, upheld=upheld, reason=form.reason.data or "", by=viewer(), now=now())
    flash(_("Decided. Everybody concerned is told."), "good")
    return respond(redirect=url_for("inspections.show", inspection_id=found.id))


@blueprint.post("/<int:inspection_id>/inspector")
@needs(Permission.INSPECTION_DRAW)
@commits
def inspector(inspection_id: int) -> Response:
    found = inspection_or_404(inspection_id)
    form = screen(found)["person_form"] or forms.PersonForm(None, prefix="person-")
    form.process(request.form)
    form.person.choices = form.person.choices or []
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, person_form=form))
    person = db.session.get_one(Staff, int(form.person.data))
    try:
        actions.name_inspector(found, person, by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **screen(found, person_form=form))
    flash(_("The inspector is named, and told."), "good")
    return respond(redirect=url_for("inspections.show", inspection_id=found.id))


@blueprint.post("/<int:inspection_id>/sheets/<int:sheet_id>/inspector")
@needs(Permission.INSPECTION_DRAW)
@commits
def scorer(inspection_id: int, sheet_id: int) -> Response:
    """Gives a blind or calibrating sheet to another."""
    found = inspection_or_404(inspection_id)
    offered = instead_forms(found, sent=sheet_id)
    form = next((form for sheet, form in offered if sheet.id == sheet_id), None)
    if form is None:
        raise WrongState("inspection", found.state.value)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(found, instead=offered))
    person = db.session.get_one(Staff, int(form.person.data))
    try:
        actions.replace_scorer(found, sheet_id, person, form.reason.data or "", by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **screen(found, instead=offered))
    flash(_("The inspector is named, and told."), "good")
    return respond(redirect=url_for("inspections.show", inspection_id=found.id))
