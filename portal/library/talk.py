"""POST /portal/library/<number>/likes, /comments: what colleagues make of a typical case (L-05)."""

from flask import Response, abort, flash, request, url_for

from models.clock import now
from models.db import db
from models.errors import Invalid
from models.library import actions
from models.library.tables import LessonComment
from portal.library.blueprint import blueprint
from portal.library.forms import CommentForm
from portal.library.one import SHOW, lesson_or_404, screen
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import rejected, respond
from web.language import _


@blueprint.post("/<number>/likes")
@anyone
@commits
def like(number: str) -> Response:
    """Finds it useful, or does so no more."""
    lesson = lesson_or_404(number)
    if "undo" in request.form:
        actions.unlike(lesson, by=viewer())
    else:
        actions.like(lesson, by=viewer())
    return respond(redirect=url_for("library.show", number=number, _anchor="talk"))


@blueprint.post("/<number>/comments")
@anyone
@commits
def say(number: str) -> Response:
    lesson, form = lesson_or_404(number), CommentForm(request.form)
    if not form.validate():
        return rejected(SHOW, form, **screen(lesson, talk=form))
    try:
        actions.comment(lesson, form.text.data or "", by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(SHOW, form, **screen(lesson, talk=form))
    flash(_("Thank you for sharing."), "good")
    return respond(redirect=url_for("library.show", number=number, _anchor="talk"))


@blueprint.post("/<number>/comments/<int:comment_id>/removal")
@anyone
@commits
def take_away(number: str, comment_id: int) -> Response:
    lesson = lesson_or_404(number)
    said = db.session.get(LessonComment, comment_id)
    if said is None or said.typical_case_id != lesson.id:
        abort(404)
    actions.remove_comment(lesson, said, by=viewer(), now=now())
    flash(_("The comment is taken away."), "good")
    return respond(redirect=url_for("library.show", number=number, _anchor="talk"))
