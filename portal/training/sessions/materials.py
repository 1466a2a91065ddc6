"""Materials of a session, each with its versions (L-02)."""

from flask import Response, abort, flash, request, url_for

from models.clock import now
from models.permissions import Permission
from models.rulebook.queries import rules_at
from models.training import actions
from models.training.rules.standing import may_run
from portal.training.blueprint import blueprint
from portal.training.sessions.forms import MaterialForm
from portal.training.sessions.one import TEMPLATE, screen, session_or_404
from web.access import anyone, needs, viewer
from web.commit import commits
from web.downloads import download, sends_files
from web.errors import sentence_for_fault
from web.fragments import rejected, respond
from web.language import _
from web.uploads import take_files


@blueprint.post("/sessions/<number>/materials", endpoint="add_material")
@needs(Permission.TRAINING_TEACH)
@commits
def add(number: str) -> Response:
    session, form = session_or_404(number), MaterialForm(request.form)
    if not may_run(session, viewer()):
        abort(404)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(session, material=form))
    uploads = rules_at(now()).uploads
    taken = take_files(request.files.getlist("files"), uploads=uploads, by=viewer(), now=now())
    if taken.refusals or not taken.files:
        form.files.errors = taken.refusals or [sentence_for_fault("required")]
        return rejected(TEMPLATE, form, **screen(session, material=form))
    actions.add_material(session, form.name.data or "", taken.files, by=viewer(), now=now())
    flash(_("Added to the materials."), "good")
    return respond(redirect=url_for("training.session", number=number))


@blueprint.get("/sessions/<number>/materials/<int:material_id>", endpoint="material")
@anyone
@sends_files
def show(number: str, material_id: int) -> Response:
    """One version of a material, for who runs the session or has a seat in it."""
    session = session_or_404(number)
    found = next((each for each in session.materials if each.id == material_id), None)
    if found is None or not screen(session)["inside"]:
        abort(404)
    return download(found.file, inline=True)
