"""GET and POST /portal/training/sessions/<number>/series/people: a head enrols own people in all dates of a
series that are still to come (L-02)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField
from wtforms.validators import Optional

from models.clock import now
from models.errors import Invalid
from models.training import actions
from models.training.actions.series import mark_of
from models.training.queries.candidates import Candidate, candidates, own_people
from models.training.queries.series import meant_by
from models.training.queries.sessions import with_seats
from models.training.tables import TrainingSession
from models.training.words import Place, Scope
from portal.training.blueprint import blueprint
from portal.training.sessions.one import session_or_404
from web.access import anyone, viewer
from web.commit import commits
from web.forms import Form, Seen, ticks
from web.fragments import page, rejected, respond
from web.language import _, counted, lazy
from web.language.filters import named

TEMPLATE = "portal/training/sessions/series_people.html"
FREE = "free"
"""In the address: everybody who has nothing else at these times is ticked already."""


class SeriesPeopleForm(Form):
    """Which of the own people are enrolled, by their numbers."""

    people = ticks(lazy("Your people"), validators=[Optional()])
    anyway = BooleanField(lazy("Enrol them although they have something else at that time"))
    seen = Seen()

    def prepare(self, dates: list[TrainingSession], offered: list[Candidate]) -> None:
        """Offers who could be enrolled; the address may ask for some to be ticked."""
        self.offered = {each.person.number: each for each in offered}
        self.people.choices = [(number, named(each.person)) for number, each in self.offered.items()]
        if not self.is_submitted():
            self.seen.data = str(mark_of(dates))
            wanted = request.args.get("tick") == FREE
            self.people.data = [n for n, each in self.offered.items() if wanted and not each.busy]


@blueprint.get("/sessions/<number>/series/people", endpoint="series_people")
@anyone
def show(number: str) -> ResponseReturnValue:
    """The own people with what each of them has at these times, and how many seats the dates have left."""
    form = SeriesPeopleForm(None)
    return page(TEMPLATE, **_screen(session_or_404(number), form))


@blueprint.post("/sessions/<number>/series/people", endpoint="enrol_in_series")
@anyone
@commits
def enrol(number: str) -> Response:
    """Enrols who is ticked; with a clash that was not accepted, nobody."""
    session, form = session_or_404(number), SeriesPeopleForm(request.form)
    screen = _screen(session, form)
    if not form.validate():
        return rejected(TEMPLATE, **screen)
    people = [form.offered[each].person for each in form.people.data or ()]
    try:
        made = actions.enrol_in_series(
            session, people, anyway=bool(form.anyway.data), by=viewer(), now=now(), seen=form.seen.version
        )
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, **screen)
    said = counted(
        "%(n)s person is in the series and is told once.",
        "%(n)s people are in the series and are told once.",
        len(made),
    )
    waits = sum(each.place is Place.WAITING for several in made for each in several)
    flash(" ".join([said, *([_("Places in waiting lists: %(n)s.", n=waits)] if waits else [])]), "good")
    return respond(redirect=url_for("training.session", number=number))


def _screen(session: TrainingSession, form: SeriesPeopleForm) -> dict[str, Any]:
    """All that the page shows; 404 for who heads nobody, and where no date of a series is to come."""
    dates = meant_by(session, Scope.WHOLE, now()) if session.series else []
    known = candidates(dates, own_people(viewer(), dates))
    if not known:
        abort(404)
    form.prepare(dates, [each for each in known if each.dates])
    return {
        "session": session,
        "form": form,
        "dates": with_seats(dates),
        "inside": [each.person for each in known if not each.dates],
        "clash": any(each.busy for each in known),
        "free": FREE,
    }
