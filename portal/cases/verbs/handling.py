"""POST /portal/cases/<number>/plan, /contact, /note, /pause, /resumption, /nudge (H-02 to H-05)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.cases.words import ContactMeans, Direction
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.plan import PlanForm
from portal.cases.forms.steps import ContactForm, NoteForm, NudgeForm, PauseForm, ResumptionForm
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits
from web.language import _


@blueprint.post("/<number>/plan")
@needs(Permission.CASE_HANDLE)
@commits
def plan(number: str) -> Response:
    def act(case: Case, form: PlanForm, by: Staff, at: datetime) -> str:
        actions.make_plan(case, form.text.data or "", form.drafts(), by=by, now=at, seen=form.version.version)
        return _("The plan is saved.")

    return take_step(number, Step.PLAN, act)


@blueprint.post("/<number>/contact")
@needs(Permission.CASE_HANDLE)
@commits
def contact(number: str) -> Response:
    def act(case: Case, form: ContactForm, by: Staff, at: datetime) -> str:
        means, text = ContactMeans(form.means.data), form.text.data or ""
        if means is ContactMeans.EMAIL and form.direction.data == Direction.OUT:
            actions.write_to_customer(case, text, by=by, now=at)
            return _("The letter is on its way.")
        actions.log_contact(
            case,
            direction=Direction(form.direction.data),
            means=means,
            text=text,
            seconds=form.minutes.data * 60 if form.minutes.data else None,
            by=by,
            now=at,
        )
        return _("Written down.")

    return take_step(number, Step.CONTACT, act)


@blueprint.post("/<number>/note")
@needs(Permission.CASE_HANDLE)
@commits
def note(number: str) -> Response:
    def act(case: Case, form: NoteForm, by: Staff, at: datetime) -> str:
        actions.add_note(case, form.text.data or "", by=by, now=at)
        return _("The note is saved.")

    return take_step(number, Step.NOTE, act)


@blueprint.post("/<number>/pause")
@needs(Permission.CASE_HANDLE)
@commits
def pause(number: str) -> Response:
    def act(case: Case, form: PauseForm, by: Staff, at: datetime) -> str:
        actions.wait_for_customer(case, form.question.data or "", by=by, now=at, seen=form.version.version)
        return _("The customer is asked, and the clock stands still until the answer.")

    return take_step(number, Step.PAUSE, act)


@blueprint.post("/<number>/resumption")
@needs(Permission.CASE_HANDLE)
@commits
def resume(number: str) -> Response:
    def act(case: Case, form: ResumptionForm, by: Staff, at: datetime) -> str:
        actions.resume(case, by=by, now=at, seen=form.version.version)
        return _("The clock runs on.")

    return take_step(number, Step.RESUMPTION, act)


@blueprint.post("/<number>/nudge")
@needs(Permission.CASE_NUDGE)
@commits
def nudge(number: str) -> Response:
    def act(case: Case, form: NudgeForm, by: Staff, at: datetime) -> str:
        actions.nudge(case, form.text.data or "", by=by, now=at)
        return _("The owner and the head were urged.")

    return take_step(number, Step.NUDGE, act)
