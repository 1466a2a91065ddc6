"""How every step is taken: load, validate, one action, one answer; nothing typed is ever lost (H-07)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar, cast

from flask import Response, flash, request, url_for
from sqlalchemy.orm.exc import StaleDataError

from models.cases import queries
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.clock import now
from models.db import db
from models.errors import Invalid, Stale, WrongState
from models.knowledge.queries import find as find_article
from models.people.tables import Staff
from portal.cases.forms.step import StepForm
from portal.cases.grave import REGION as GRAVE
from portal.cases.page import PAGE, PANEL, REGIONS, screen
from portal.cases.scope import case_or_404
from portal.cases.step_forms import FORMS
from portal.cases.story.departure import with_departures
from web.access import viewer
from web.forms import LONGEST_VERSION
from web.fragments import is_fragment_request, page, rejected, respond

F = TypeVar("F", bound=StepForm)
Act = Callable[[Case, F, Staff, datetime], str]
OVERTAKEN = 409


def take_step(
    number: str, step: Step, act: Act[F], *, beside: str = "", back: str = "cases.show"
) -> Response:
    """Takes one step on a case. `act` calls the one action and returns the sentence that says it is done.

    `beside` is the number of a second case that the step is about: both are held, in one order (T-06).
    A plain browser goes on to the screen `back`.

    Answers 422 with the filled form when something does not fit, and 409 with the filled form and
    what changed meanwhile when somebody was quicker.
    """
    by, at = viewer(), now()
    other = queries.find(by, beside) if beside else None
    case = queries.held(case_or_404(number), *([other] if other else []))
    form = cast(F, FORMS[step].typed(case, queries.standing(case, by), request.form))
    if form.inserts_into and (article := request.form.get("insert")):
        return _inserted(form, article, case, by, at)
    sound = form.validate()
    if not form.take_files(case, by, at) or not sound:
        return _shown_again(form, screen(case, by, at, filled=form))
    try:
        said = act(case, form, by, at)
        db.session.flush()
    except Invalid as fault:
        db.session.rollback()
        form.lose_files()
        form.blame(fault)
        return _shown_again(form, screen(case_or_404(number), by, at, filled=form))
    except (Stale, StaleDataError, WrongState):
        db.session.rollback()
        form.lose_files()
        return _overtaken(number, form, at)
    flash(with_departures(said, case, at), "good")
    db.session.expire_all()
    here = url_for(back, number=case.number)
    still = queries.find(viewer(), number)
    if still is None:  # the case went to another department
        return respond(redirect=url_for("cases.index"))
    shown = screen(still, viewer(), at)
    regions = (*REGIONS, GRAVE) if shown["grave"] else REGIONS
    return respond(*regions, redirect=here, **shown)


def _inserted(form: StepForm, article: str, case: Case, by: Staff, at: datetime) -> Response:
    """The form as it was typed, with the reply of an article in it; nothing is stored (K-01)."""
    found = find_article(by, article)
    if found is not None and found.current is not None:
        form.insert(found.current.reply or found.current.body)
    shown = screen(case, by, at, filled=form)
    return page(PANEL if is_fragment_request() else PAGE, **shown)


def _overtaken(number: str, form: StepForm, at: datetime) -> Response:
    """Shows what others did since the form was read. Sent again, the form is taken as read anew."""
    case = case_or_404(number)
    shown = screen(case, viewer(), at, filled=form)
    typed = str(form.seen.data or "")
    seen = int(typed[:LONGEST_VERSION]) if typed.isdecimal() else 0
    shown["overtaken"] = [line for line in shown["lines"] if line.event_id > seen]
    form.version.data = str(case.version)
    form.seen.data = str(max((line.event_id for line in shown["lines"]), default=0))
    if is_fragment_request():
        return respond(*REGIONS, redirect="", status=OVERTAKEN, **shown)
    answer = rejected(PAGE, form, **shown)
    answer.status_code = OVERTAKEN
    return answer


def _shown_again(form: StepForm, shown: dict[str, Any]) -> Response:
    """The filled form as it was typed: in its panel under htmx, on the whole case page without."""
    return rejected(PANEL if is_fragment_request() else PAGE, form, **shown)
