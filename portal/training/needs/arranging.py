"""GET /portal/training/needs/<id>: one need, the session in which it is met, its certificate (L-04)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import InputRequired

from models.clock import now
from models.errors import Invalid
from models.papers.queries import papers_about
from models.permissions import Permission
from models.training import actions
from models.training.queries.audience import headed_by
from models.training.queries.needs import need_with
from models.training.queries.sessions import SessionFilter, find, listing
from models.training.tables import TrainingNeed
from models.training.words import NeedState, SessionState
from portal.training.blueprint import blueprint
from portal.training.needs.matrix import said
from portal.training.story import story_of
from web.access import anyone, needs, viewer
from web.commit import commits
from web.downloads import sends_files
from web.forms import Form
from web.fragments import page, rejected, respond
from web.language import _, lazy
from web.language.filters import when
from web.papers.sending import send_paper

TEMPLATE = "portal/training/needs/show.html"


class ArrangeForm(Form):
    """In which session a need is met."""

    session = SelectField(lazy("Session"), validators=[InputRequired(lazy("Please choose one."))])

    def prepare(self) -> None:
        """Offers the sessions that are still to come; to a trainer those that they hold."""
        by = viewer()
        wanted = SessionFilter(state=SessionState.PLANNED, mine=not by.may(Permission.TRAINING_PLAN))
        rows, _total = listing(by, wanted, limit=100)
        coming = [row.session for row in rows if row.session.starts_at > now()]
        self.session.choices = [
            (each.number, f"{each.title} · {when(each.starts_at)}") for each in reversed(coming)
        ]


@blueprint.get("/needs/<int:need_id>", endpoint="need")
@anyone
def show(need_id: int) -> ResponseReturnValue:
    """For the person, their heads, and who sees to training."""
    form = ArrangeForm(None)
    form.prepare()
    return page(TEMPLATE, **_screen(_need_or_404(need_id), form))


@blueprint.post("/needs/<int:need_id>/session", endpoint="arrange")
@needs(Permission.TRAINING_TEACH)
@commits
def arrange(need_id: int) -> Response:
    need, form = _need_or_404(need_id), ArrangeForm(request.form)
    form.prepare()
    if not form.validate():
        return rejected(TEMPLATE, **_screen(need, form))
    session = find(form.session.data or "") or abort(404)
    try:
        actions.arrange_need(need, session, by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, **_screen(need, form))
    flash(_("Arranged: the person is enrolled."), "good")
    return respond(redirect=url_for("training.need", need_id=need_id))


@blueprint.get("/needs/<int:need_id>/certificate.pdf", endpoint="certificate")
@anyone
@sends_files
def certificate(need_id: int) -> Response:
    """The certificate, once it is printed."""
    found = papers_about(_need_or_404(need_id).audit_name)
    return send_paper(found[0] if found else abort(404))


def _need_or_404(need_id: int) -> TrainingNeed:
    need, by = need_with(need_id), viewer()
    if need is None:
        abort(404)
    sees = by.id == need.staff_id or by.may(Permission.TRAINING_READ)
    return need if sees or need.staff.department_id in headed_by(by) else abort(404)


def _screen(need: TrainingNeed, form: ArrangeForm) -> dict[str, Any]:
    arranges = viewer().may(Permission.TRAINING_TEACH) and need.state is NeedState.OPEN
    return {
        "need": need,
        "said": said,
        "form": form,
        "arranges": arranges,
        "own": need.staff_id == viewer().id,
        "story": story_of(need.audit_name),
    }
