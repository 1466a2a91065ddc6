"""What a person does with an import: choosing columns, starting, calling off."""

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.imports import actions, queries
from models.imports.tables import Import
from models.permissions import Permission
from portal.imports.blueprint import blueprint
from portal.imports.forms import ColumnsForm, StartForm
from portal.imports.scope import held_or_404, import_or_404
from portal.imports.show import screen
from web.access import needs, viewer
from web.commit import commits
from web.errors import fault
from web.fragments import rejected, respond
from web.language import _, lazy

REGION = "portal/imports/_import.html"
PAGE = "portal/imports/show.html"

fault("twice", lazy("Two columns cannot mean the same. Please leave one of them out."))
fault("columns_missing", lazy("Without these columns nothing can be imported: please say which they are."))
fault("faulty", lazy("Some lines are still wrong. Nothing is imported until all are right."))
fault("nothing_left", lazy("Every line was imported before: there is nothing left to import."))
fault("known_rows", lazy("Some lines were imported before. Leave them out, or correct the file."))
fault("imported_before", lazy("This very file was imported before."))


@blueprint.post("/<int:import_id>/columns")
@needs(Permission.CASE_IMPORT)
@commits
def columns(import_id: int) -> ResponseReturnValue:
    """Says what the columns mean; the clock checks every line anew."""
    found = held_or_404(import_id)
    form = ColumnsForm(request.form)
    if not form.validate():
        return _refused(found, columns_form=form)
    try:
        choice = form.choice(found.headers)
        actions.choose_columns(found, choice, by=viewer(), now=now(), seen=form.version.version)
    except Invalid as refused:
        form.blame(refused)
        return _refused(found, columns_form=form)
    return _answered(found)


@blueprint.post("/<int:import_id>/start")
@needs(Permission.CASE_IMPORT)
@commits
def start(import_id: int) -> ResponseReturnValue:
    """Hands the checked file to the clock, which imports all of it or nothing."""
    found = held_or_404(import_id)
    form = StartForm(request.form)
    if not form.validate():
        return _refused(found, start_form=form)
    try:
        actions.start(
            found,
            skip_known=form.skip_known.data,
            letters=form.letters.data,
            by=viewer(),
            now=now(),
            seen=form.version.version,
        )
    except actions.ImportedBefore as refused:
        form.blame(refused)
        return _refused(found, start_form=form, earlier=queries.one(refused.earlier_id))
    except Invalid as refused:
        form.blame(refused)
        return _refused(found, start_form=form)
    return _answered(found)


@blueprint.post("/<int:import_id>/cancellation")
@needs(Permission.CASE_IMPORT)
@commits
def cancellation(import_id: int) -> ResponseReturnValue:
    """Calls it off; until the last step nothing of it can be seen anywhere."""
    found = held_or_404(import_id)
    actions.cancel(found, by=viewer(), now=now())
    flash(_("Called off. Nothing was imported."), "good")
    return _answered(found)


def _answered(found: Import) -> ResponseReturnValue:
    there = url_for("imports.show", import_id=found.id)
    return respond(REGION, redirect=there, **screen(import_or_404(found.id)))


def _refused(
    found: Import,
    *,
    columns_form: ColumnsForm | None = None,
    start_form: StartForm | None = None,
    earlier: Import | None = None,
) -> ResponseReturnValue:
    """`earlier` is the import by which the very file became cases."""
    filled = columns_form or start_form
    assert filled is not None
    shown = screen(import_or_404(found.id), columns_form=columns_form, start_form=start_form, earlier=earlier)
    return rejected(PAGE, filled, **shown)
