"""GET and POST /portal/training/sessions/<number>/series: a series is moved or cancelled in one step (L-02).

What would change is shown first, with every room and trainer that is taken at the new times.
"""

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.errors import Invalid
from models.permissions import Permission
from models.rulebook.queries import rules_at
from models.training import actions
from models.training.actions.series import mark_of, slots_after
from models.training.queries.series import Slot, Taken, clashes, meant_by, series_of, slot_of
from models.training.rules.standing import may_run
from models.training.tables import TrainingSession
from models.training.words import Scope
from portal.training.blueprint import blueprint
from portal.training.sessions.forms import SeriesEndForm, SeriesForm
from portal.training.sessions.one import session_or_404
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _, counted

TEMPLATE = "portal/training/sessions/series.html"


@dataclass(frozen=True)
class Change:
    """One line of what would change."""

    slot: Slot
    taken: list[Taken]
    working: bool


@blueprint.get("/sessions/<number>/series", endpoint="series")
@needs(Permission.TRAINING_TEACH)
def show(number: str) -> ResponseReturnValue:
    """The dates of the series with their clashes, and the two steps for several of them."""
    session = _mine_or_404(number)
    return page(TEMPLATE, **_screen(session))


@blueprint.post("/sessions/<number>/series", endpoint="move_series")
@needs(Permission.TRAINING_TEACH)
@commits
def move(number: str) -> Response:
    """Shows what would change; once that was seen, moves it."""
    session, form = _mine_or_404(number), SeriesForm(request.form)
    form.prepare(session)
    if not form.validate():
        return rejected(TEMPLATE, **_screen(session, form=form))
    scope, to = Scope(form.scope.data), form.shift()
    found = meant_by(session, scope, now())
    changes = _changes(slots_after(session, found, to))
    wants = "|".join(map(str, (scope, to.starts_at, to.ends_at, to.place, to.link, mark_of(found))))
    seen = form.looked.data == wants
    form.looked.data = wants
    clash = any(each.taken for each in changes)
    if "move" not in request.form or not seen:
        return page(TEMPLATE, **_screen(session, form=form, changes=changes, clash=clash))
    if clash and not form.anyway.data:
        form.anyway.errors = [_("Rooms or trainers are taken: choose another time, or tick this.")]
        return rejected(TEMPLATE, **_screen(session, form=form, changes=changes, clash=clash))
    try:
        moved = actions.move_series(session, scope, to, by=viewer(), now=now(), seen=mark_of(found))
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, **_screen(session, form=form, changes=changes, clash=clash))
    told = counted(
        "%(n)s session is moved; everybody in it is told once.",
        "%(n)s sessions are moved; everybody in them is told once.",
        len(moved),
    )
    return _done(told, "training.series", number)


@blueprint.post("/sessions/<number>/series/cancellation", endpoint="cancel_series")
@needs(Permission.TRAINING_TEACH)
@commits
def cancel(number: str) -> Response:
    session, form = _mine_or_404(number), SeriesEndForm(request.form)
    form.prepare(_mark(session))
    if not form.validate():
        return rejected(TEMPLATE, **_screen(session, ending=form))
    scope, seen = Scope(form.which.data), form.seen.version
    gone = actions.cancel_series(session, scope, form.reason.data or "", by=viewer(), now=now(), seen=seen)
    told = counted(
        "%(n)s session is cancelled; everybody in it is told once.",
        "%(n)s sessions are cancelled; everybody in them is told once.",
        len(gone),
    )
    return _done(told, "training.session", number)


def _done(told: str, endpoint: str, number: str) -> Response:
    flash(told, "good")
    return respond(redirect=url_for(endpoint, number=number))


def _mine_or_404(number: str) -> TrainingSession:
    session = session_or_404(number)
    return session if session.series and may_run(session, viewer()) else abort(404)


def _screen(session: TrainingSession, **typed: Any) -> dict[str, Any]:
    dates = series_of(session)
    form, ending = typed.get("form"), typed.get("ending")
    if form is None:
        form = SeriesForm(None)
        form.prepare(session)
    if ending is None:
        ending = SeriesEndForm(None)
        ending.prepare(_mark(session))
    at = now()
    return {
        "session": session,
        "dates": dates,
        "taken": clashes([slot_of(each) for each in dates if each.open and each.starts_at > at]),
        "form": form,
        "ending": ending,
        "changes": typed.get("changes"),
        "clash": typed.get("clash", False),
        "can_move": session.open and session.starts_at > at,
        "can_end": any(each.open and each.starts_at > at for each in dates),
    }


def _mark(session: TrainingSession) -> int:
    """Which of all dates to come the page shows."""
    return mark_of(meant_by(session, Scope.WHOLE, now()))


def _changes(slots: list[Slot]) -> list[Change]:
    known, calendar = clashes(slots), rules_at(now()).calendar()
    return [
        Change(each, known.get(each.session.id, []), calendar.is_working_day(local_day(each.starts_at)))
        for each in slots
    ]
