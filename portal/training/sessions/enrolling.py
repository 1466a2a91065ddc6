"""Enrolment in a session: oneself, somebody by name, everybody by rule; and out again (L-02)."""

from flask import Response, abort, flash, request, url_for

from models.clock import now
from models.errors import Invalid
from models.people.queries import staff_numbered
from models.permissions import Permission
from models.training import actions
from models.training.words import Place
from portal.training.blueprint import blueprint
from portal.training.sessions.forms import PersonForm
from portal.training.sessions.one import TEMPLATE, screen, session_or_404
from web.access import anyone, needs, viewer
from web.commit import commits
from web.errors import sentence_for_fault
from web.fragments import rejected, respond
from web.language import _, counted
from web.language.filters import named


@blueprint.post("/sessions/<number>/enrolment", endpoint="join")
@anyone
@commits
def join(number: str) -> Response:
    """The viewer takes a seat, or a place in the waiting list."""
    try:
        found = actions.enrol(session_or_404(number), viewer(), by=viewer(), now=now())
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "warn")
    else:
        seated = found.place is Place.SEATED
        flash(_("You are enrolled.") if seated else _("All seats are taken: you are on the list."), "good")
    return respond(redirect=url_for("training.session", number=number))


@blueprint.post("/sessions/<number>/series/enrolment", endpoint="join_series")
@anyone
@commits
def join_all(number: str) -> Response:
    """The viewer takes part in all dates of a series that are still to come."""
    try:
        made = actions.join_series(session_or_404(number), by=viewer(), now=now())
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "warn")
    else:
        waits = sum(each.place is Place.WAITING for each in made)
        said = counted("You are in for %(n)s date.", "You are in for %(n)s dates.", len(made))
        flash(
            " ".join([said, *([_("Waiting for a seat in %(n)s of them.", n=waits)] if waits else [])]), "good"
        )
    return respond(redirect=url_for("training.session", number=number))


@blueprint.post("/sessions/<number>/people", endpoint="enrol")
@anyone
@commits
def add(number: str) -> Response:
    """A head enrols one of the own people, who holds the session anybody."""
    session, form = session_or_404(number), PersonForm(request.form)
    person = form.found() if form.validate() else None
    if person is None:
        return rejected(TEMPLATE, form, **screen(session, names=form))
    try:
        actions.enrol(session, person, by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, **screen(session, names=form))
    flash(_("%(name)s is in the list.", name=named(person)), "good")
    return respond(redirect=url_for("training.session", number=number))


@blueprint.post("/sessions/<number>/people/rule", endpoint="enrol_by_rule")
@needs(Permission.TRAINING_TEACH)
@commits
def add_by_rule(number: str) -> Response:
    """Everybody whom the session's departments and roles mean."""
    try:
        made = actions.enrol_by_rule(session_or_404(number), by=viewer(), now=now())
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "warn")
    else:
        flash(counted("%(n)s person is enrolled.", "%(n)s people are enrolled.", len(made)), "good")
    return respond(redirect=url_for("training.session", number=number))


@blueprint.post("/sessions/<number>/people/<staff>/withdrawal", endpoint="take_out")
@anyone
@commits
def leave(number: str, staff: str) -> Response:
    """Somebody gives up the seat, or is taken out."""
    person = staff_numbered(staff) or abort(404)
    try:
        actions.give_up(session_or_404(number), person, by=viewer(), now=now())
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "warn")
    else:
        flash(_("The seat is free again."), "good")
    return respond(redirect=url_for("training.session", number=number))
