"""GET /portal/training/sessions/<number>/log: the roster on a phone; a tap, marks, closing (L-03)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.people.queries import staff_numbered
from models.people.tables import Staff
from models.permissions import Permission
from models.training import actions
from models.training.actions import Noted
from models.training.queries.log import rated
from models.training.queries.needs import requirements, requirements_of
from models.training.queries.quiz import questions_of
from models.training.queries.sessions import roster
from models.training.rules.standing import may_run
from models.training.tables import Enrolment, TrainingSession
from models.training.words import Assessment, Attendance, Means, Place
from portal.training.blueprint import blueprint
from portal.training.log.forms import CloseForm, CorrectionForm, NoteForm
from portal.training.make_ups import make_up_forms
from portal.training.sessions.forms import EmptyForm, PersonForm
from portal.training.sessions.one import session_or_404
from web.access import needs, viewer
from web.commit import commits
from web.errors import sentence_for_fault
from web.fragments import page, rejected, respond
from web.language import _
from web.language.filters import named

TEMPLATE = "portal/training/log/show.html"
Forms = dict[int, NoteForm]


@blueprint.get("/sessions/<number>/log", endpoint="log")
@needs(Permission.TRAINING_TEACH)
def show(number: str) -> ResponseReturnValue:
    """Everybody in the list, each with one tap for “there” and a form for the rest."""
    return page(TEMPLATE, **screen(mine_or_404(number)))


@blueprint.post("/sessions/<number>/log/<staff>", endpoint="note")
@needs(Permission.TRAINING_TEACH)
@commits
def note(number: str, staff: str) -> Response:
    """A tap, or what else is noted of somebody."""
    session, person = mine_or_404(number), staff_numbered(staff) or abort(404)
    form = _form(session, person, typed=True)
    if not form.validate():
        return rejected(TEMPLATE, form, **screen(session, {person.id: form}))
    try:
        if session.open:
            actions.note(session, [form.noted(person)], means=Means.TAP, by=viewer(), now=now())
        else:
            why = form.why.data or "" if isinstance(form, CorrectionForm) else ""
            actions.correct_log(session, form.noted(person), why, by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, **screen(session, {person.id: form}))
    return respond(redirect=url_for("training.log", number=number, _anchor=f"person-{staff}"))


@blueprint.post("/sessions/<number>/log/people", endpoint="note_walk_in")
@needs(Permission.TRAINING_TEACH)
@commits
def walk_in(number: str) -> Response:
    """Somebody is there who was not enrolled."""
    session, form = mine_or_404(number), PersonForm(request.form)
    person = form.found() if form.validate() else None
    if person is None:
        return rejected(TEMPLATE, form, **(screen(session) | {"names": form}))
    try:
        there = Noted(person, Attendance.PRESENT)
        actions.note(session, [there], means=Means.TAP, by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, **(screen(session) | {"names": form}))
    flash(_("%(name)s is noted.", name=named(person)), "good")
    return respond(redirect=url_for("training.log", number=number))


@blueprint.post("/sessions/<number>/log/closing", endpoint="close_log")
@needs(Permission.TRAINING_TEACH)
@commits
def close(number: str) -> Response:
    session, form = mine_or_404(number), CloseForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **(screen(session) | {"closing": form}))
    try:
        actions.close_log(session, form.notes.data or "", by=viewer(), now=now())
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "warn")
    else:
        flash(_("The log is closed. Who took part is asked to rate the session."), "good")
    return respond(redirect=url_for("training.log", number=number))


@blueprint.post("/sessions/<number>/requirements", endpoint="let_meet")
@needs(Permission.TRAINING_TEACH)
@commits
def meets(number: str) -> Response:
    """Which requirements are met by taking part."""
    session, form = mine_or_404(number), EmptyForm(request.form)
    form.validate()
    wanted = set(request.form.getlist("requirement"))
    chosen = [each for each in requirements() if str(each.id) in wanted]
    actions.let_meet(session, chosen, by=viewer(), now=now())
    flash(_("Whoever takes part meets what is ticked."), "good")
    return respond(redirect=url_for("training.log", number=number))


def mine_or_404(number: str) -> TrainingSession:
    """The session of an address, for who runs it."""
    session = session_or_404(number)
    return session if may_run(session, viewer()) and session.state != "cancelled" else abort(404)


def screen(session: TrainingSession, typed: Forms | None = None) -> dict[str, Any]:
    """All that the log shows; `typed` are forms of people that were refused."""
    people = [each for each in roster(session) if session.open or each.place is Place.SEATED]
    n, satisfied = rated(session) if not session.open else (0, None)
    return {
        "session": session,
        "people": people,
        "forms": {each.id: _shown(session, each, typed or {}) for each in people},
        "there": sum(each.attendance in ("present", "late") for each in people),
        "noted": sum(each.attendance is not None for each in people),
        "seated": sum(each.place is Place.SEATED for each in people),
        "begun": session.starts_at <= now(),
        "names": PersonForm(None) if session.open else None,
        "closing": CloseForm(None) if session.open else None,
        "rated": n,
        "satisfied": satisfied,
        "questions": questions_of(session) if session.assessment is Assessment.QUIZ else [],
        "step": EmptyForm(None),
        "make_ups": make_up_forms(session, people),
        "requirements": requirements() if session.open else requirements_of(session),
        "met_here": {each.id for each in requirements_of(session)},
    }


def _shown(session: TrainingSession, each: Enrolment, typed: Forms) -> NoteForm:
    form = typed.get(each.staff_id)
    if form is None:
        form = _form(session, each.staff)
        form.attendance.data = (each.attendance or Attendance.PRESENT).value
        form.reason.data, form.score.data = each.reason, each.score
    for field in form:
        field.id = f"{field.name}-{each.id}"
    return form


def _form(session: TrainingSession, _person: Staff, *, typed: bool = False) -> NoteForm:
    shape = NoteForm if session.open else CorrectionForm
    form = shape(request.form if typed else None)
    form.prepare()
    return form
