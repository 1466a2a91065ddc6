"""Planning sessions, changing, moving and cancelling one (L-02)."""

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.permissions import Permission
from models.training import actions
from models.training.queries.plans import topics_to_hold
from models.training.rules.cases import numbers_in
from models.training.rules.standing import may_run
from models.training.tables import TrainingSession, TrainingTopic
from models.training.words import Method, Rhythm
from portal.training.blueprint import blueprint
from portal.training.plans.forms import ReasonForm
from portal.training.sessions.forms import SessionForm
from portal.training.sessions.one import TEMPLATE as SHOWN
from portal.training.sessions.one import screen, session_or_404
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _, counted

TEMPLATE = "portal/training/sessions/edit.html"


@blueprint.get("/sessions/new", endpoint="new_session")
@needs(Permission.TRAINING_TEACH)
def new() -> ResponseReturnValue:
    """The form; a topic of an approved plan, or a typical case to study, may be named in the address."""
    topic = _topic()
    form = SessionForm(None)
    form.prepare(None, topic, viewer())
    if (lesson := request.args.get("lesson", "")) in numbers_in(lesson):
        form.method.data, form.cases.data = Method.CASE_STUDY.value, lesson
    return page(TEMPLATE, form=form, session=None)


@blueprint.post("/sessions/new", endpoint="plan_session")
@needs(Permission.TRAINING_TEACH)
@commits
def plan() -> Response:
    form = SessionForm(request.form)
    form.prepare(None, None, viewer())
    if not form.validate():
        return rejected(TEMPLATE, form, session=None)
    rhythm = Rhythm(form.rhythm.data) if form.rhythm.data else Rhythm.ONCE
    try:
        made = actions.plan_sessions(form.draft(), rhythm, form.times.data or 1, by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, session=None)
    flash(counted("%(n)s session is planned.", "%(n)s sessions are planned.", len(made)), "good")
    return respond(redirect=url_for("training.session", number=made[0].number))


@blueprint.get("/sessions/<number>/edit", endpoint="edit_session")
@needs(Permission.TRAINING_TEACH)
def edit(number: str) -> ResponseReturnValue:
    session = _mine_or_404(number)
    form = SessionForm(None)
    form.prepare(session, None, viewer())
    return page(TEMPLATE, form=form, session=session)


@blueprint.post("/sessions/<number>/edit", endpoint="change_session")
@needs(Permission.TRAINING_TEACH)
@commits
def change(number: str) -> Response:
    session, form = _mine_or_404(number), SessionForm(request.form)
    form.prepare(session, None, viewer())
    if not form.validate():
        return rejected(TEMPLATE, form, session=session)
    try:
        actions.change_session(session, form.draft(), by=viewer(), now=now(), seen=form.seen.version)
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, session=session)
    flash(_("Changed. Moved to another time or place, everybody enrolled is told."), "good")
    return respond(redirect=url_for("training.session", number=number))


@blueprint.post("/sessions/<number>/cancellation", endpoint="cancel_session")
@needs(Permission.TRAINING_TEACH)
@commits
def cancel(number: str) -> Response:
    session, form = session_or_404(number), ReasonForm(request.form)
    if not form.validate():
        return rejected(SHOWN, form, **screen(session, cancelling=form))
    actions.cancel_session(session, form.reason.data or "", by=viewer(), now=now(), seen=form.seen.version)
    flash(_("Cancelled; everybody enrolled is told."), "good")
    return respond(redirect=url_for("training.session", number=number))


def _topic() -> TrainingTopic | None:
    number = request.args.get("topic", "")
    return next((each for each in topics_to_hold() if str(each.id) == number), None)


def _mine_or_404(number: str) -> TrainingSession:
    session = session_or_404(number)
    return session if may_run(session, viewer()) and session.open else abort(404)
