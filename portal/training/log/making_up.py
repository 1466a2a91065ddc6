"""Who missed a session is enrolled in another that makes up for it (L-03)."""

from flask import Response, abort, flash, request, url_for

from models.clock import now
from models.errors import Invalid
from models.people.queries import staff_numbered
from models.training import actions
from models.training.queries.audience import headed_by
from models.training.queries.make_ups import offered
from models.training.queries.sessions import enrolment_of, find
from models.training.rules.standing import may_enrol, may_run
from models.training.words import Place
from portal.training.blueprint import blueprint
from portal.training.make_ups import MakeUpForm
from portal.training.sessions.one import session_or_404
from web.access import anyone, viewer
from web.commit import commits
from web.errors import sentence_for_fault
from web.fragments import respond
from web.language import _
from web.language.filters import named


@blueprint.post("/sessions/<number>/people/<staff>/make-up", endpoint="make_up")
@anyone
@commits
def make_up(number: str, staff: str) -> Response:
    """For who missed it, their heads, and who runs the session."""
    missed, person = session_or_404(number), staff_numbered(staff) or abort(404)
    by = viewer()
    if not may_enrol(missed, person, by, headed_by(by)) or enrolment_of(missed, person.id) is None:
        abort(404)
    form = MakeUpForm(request.form)
    form.offer(offered(missed, now()))
    chosen = find(form.session.data or "") if form.validate() else None
    back = "training.log" if may_run(missed, by) and person.id != by.id else "training.session"
    if chosen is None:
        flash(_("Please choose one."), "warn")
        return respond(redirect=url_for(back, number=number))
    try:
        made = actions.make_up(missed, person, chosen, by=by, now=now())
    except Invalid as refused:
        flash(sentence_for_fault(refused.why), "warn")
    else:
        seated = made.place is Place.SEATED
        said = (
            _("%(name)s makes it up in “%(title)s”.", name=named(person), title=chosen.title)
            if seated
            else _("%(name)s is on the waiting list of “%(title)s”.", name=named(person), title=chosen.title)
        )
        flash(said, "good")
    return respond(redirect=url_for(back, number=number))
