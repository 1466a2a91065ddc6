"""GET and POST /portal/inspections/checklists: written, published by a second person, revised (Q-01)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid, Stale
from models.inspection import actions, queries
from models.inspection.tables import Checklist
from models.inspection.words import Subject
from models.permissions import Permission
from portal.inspections import forms
from portal.inspections.blueprint import blueprint
from portal.inspections.lists import tabs
from portal.inspections.words import CHECKLIST_TONES, checklist_name, item_text, kappa_text
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

ONE, NEW = "portal/inspections/checklist.html", "portal/inspections/new_checklist.html"


@blueprint.get("/checklists")
@needs(Permission.INSPECTION_READ)
def checklists() -> ResponseReturnValue:
    """Every checklist with its versions."""
    return page(
        "portal/inspections/checklists.html",
        rows=queries.checklists(),
        tones=CHECKLIST_TONES,
        checklist_name=checklist_name,
        writes=viewer().may(Permission.INSPECTION_SCORE),
        tabs=tabs("inspections.checklists"),
    )


@blueprint.get("/checklists/new")
@needs(Permission.INSPECTION_SCORE)
def new_checklist() -> ResponseReturnValue:
    form = forms.ChecklistForm(None, data={"subject": Subject.CASE.value})
    form.prepare()
    return page(NEW, form=form)


@blueprint.post("/checklists/new")
@needs(Permission.INSPECTION_SCORE)
@commits
def begin_checklist() -> Response:
    form = forms.ChecklistForm(request.form)
    form.prepare()
    if not form.validate():
        return rejected(NEW, form)
    try:
        made = actions.begin_checklist(
            form.code.data or "",
            Subject(form.subject.data),
            form.name_zh.data or "",
            form.name_en.data or "",
            by=viewer(),
            now=now(),
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected(NEW, form)
    return respond(redirect=url_for("inspections.checklist", checklist_id=made.id))


@blueprint.get("/checklists/<int:checklist_id>")
@needs(Permission.INSPECTION_READ)
def checklist(checklist_id: int) -> ResponseReturnValue:
    """One version: its items, how far two inspectors agree by it, and what may be done with a draft."""
    return page(ONE, **_screen(_or_404(checklist_id)))


@blueprint.post("/checklists/<int:checklist_id>/items")
@needs(Permission.INSPECTION_SCORE)
@commits
def items(checklist_id: int) -> Response:
    found = _or_404(checklist_id)
    form = forms.items_form(found, request.form)
    if form.validate():
        try:
            actions.change_items(found, form.drafts(), by=viewer(), now=now(), seen=form.seen.version)
        except Invalid as fault:
            form.blame(fault)
        except Stale as stale:
            form.form_errors.append(
                _(
                    "Somebody else wrote these items meanwhile."
                    " What you typed is below; sent again, it replaces theirs."
                )
            )
            form.seen.data, form.seen.raw_data = str(stale.current), None
        else:
            flash(_("Saved. Somebody else publishes it."), "good")
            return respond(redirect=url_for("inspections.checklist", checklist_id=found.id))
    return rejected(ONE, form, **_screen(found, items_form=form))


@blueprint.post("/checklists/<int:checklist_id>/publication")
@needs(Permission.INSPECTION_PUBLISH)
@commits
def publish(checklist_id: int) -> Response:
    found = _or_404(checklist_id)
    actions.publish_checklist(found, by=viewer(), now=now())
    flash(_("Published. It is used from the next draw on."), "good")
    return respond(redirect=url_for("inspections.checklist", checklist_id=found.id))


@blueprint.post("/checklists/<int:checklist_id>/revision")
@needs(Permission.INSPECTION_SCORE)
@commits
def revise(checklist_id: int) -> Response:
    made = actions.revise_checklist(_or_404(checklist_id), by=viewer(), now=now())
    return respond(redirect=url_for("inspections.checklist", checklist_id=made.id))


@blueprint.post("/checklists/<int:checklist_id>/disposal")
@needs(Permission.INSPECTION_SCORE)
@commits
def discard(checklist_id: int) -> Response:
    actions.discard_checklist(_or_404(checklist_id), by=viewer(), now=now())
    flash(_("The draft is thrown away."), "good")
    return respond(redirect=url_for("inspections.checklists"))


def _or_404(checklist_id: int) -> Checklist:
    return queries.checklist(checklist_id) or abort(404)


def _screen(found: Checklist, **sent: Any) -> dict[str, Any]:
    by = viewer()
    writes = by.may(Permission.INSPECTION_SCORE)
    revised = any(each.draft for each in queries.with_code(found.code))
    return {
        "found": found,
        "items_form": forms.items_form(found) if found.draft and writes else None,
        "publishes": found.draft and bool(found.items) and by.may(Permission.INSPECTION_PUBLISH),
        "own": found.author_id == by.id,
        "revises": not found.draft and writes and not revised,
        "agreed": None if found.draft else queries.agreed(found.id),
        "kappa_text": kappa_text,
        "checklist_name": checklist_name,
        "item_text": item_text,
        "tone": CHECKLIST_TONES[found.state],
        **sent,
    }
