"""POST /portal/bodies/tasks/<id>/end and /<body>/tasks/<id>/dropping: an action item ends (M-01)."""

from flask import Response, abort, flash, request, url_for

from models.bodies import actions, queries
from models.clock import now
from portal.bodies.blueprint import blueprint, body_or_404
from portal.bodies.forms import TaskEndForm
from portal.bodies.house import BODY, body_screen, overview
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import rejected, respond
from web.language import _


@blueprint.post("/tasks/<int:task_id>/end")
@anyone
@commits
def finish(task_id: int) -> Response:
    task, form = queries.my_task(viewer(), task_id) or abort(404), TaskEndForm(request.form)
    if not form.validate():
        return rejected("portal/bodies/index.html", form, **overview(ending=task_id, form=form))
    actions.finish_task(task, form.remark.data or "", by=viewer(), now=now())
    flash(_("Done. Who chaired and who kept the minutes are told."), "good")
    return respond(redirect=url_for("bodies.index"))


@blueprint.post("/<body>/tasks/<int:task_id>/dropping")
@anyone
@commits
def drop(body: str, task_id: int) -> Response:
    kind, form = body_or_404(body), TaskEndForm(request.form)
    task = next((each for each in queries.open_tasks(kind) if each.id == task_id), None) or abort(404)
    if not form.validate():
        return rejected(BODY, form, **body_screen(kind, dropping=task_id, drop_form=form))
    actions.drop_task(task, form.remark.data or "", by=viewer(), now=now())
    flash(_("Dropped; the owner is told why."), "good")
    return respond(redirect=url_for("bodies.body", body=kind))
