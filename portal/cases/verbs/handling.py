"""POST /portal/cases/<number>/plan, /contact, /note, /pause, /resumption, /nudge and the end of a
milestone (H-02 to H-05).
"""

from datetime import datetime

from flask import Response, abort, flash, request, url_for

from models.cases import actions, queries
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.cases.words import ContactMeans, Direction
from models.clock import now
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.plan import PlanForm
from portal.cases.forms.steps import ContactForm, NoteForm, NudgeForm, PauseForm, ResumptionForm
from portal.cases.page import REGIONS, screen
from portal.cases.scope import case_or_404
from portal.cases.take_step import take_step
from web.access import needs, viewer
from web.commit import commits
from web.fragments import respond
from web.language import _
from web.words import word


@blueprint.post("/<number>/plan")
@needs(Permission.CASE_HANDLE)
@commits
def plan(number: str) -> Response:
    def act(case: Case, form: PlanForm, by: Staff, at: datetime) -> str:
        actions.make_plan(case, form.text.data or "", form.drafts(), by=by, now=at, seen=form.version.version)
        return _("The plan is saved.")

    return take_step(number, Step.PLAN, act)


@blueprint.post("/<number>/milestones/<int:milestone_id>/completion")
@needs(Permission.CASE_HANDLE)
@commits
def finish_milestone(number: str, milestone_id: int) -> Response:
    """Ticks a milestone of the plan off. Ticked twice, it is done once. `?back=day` leads back to my day."""
    case, by, at = queries.held(case_or_404(number)), viewer(), now()
    milestone = queries.milestone_of(case, milestone_id) or abort(404)
    actions.finish_milestone(case, milestone, by=by, now=at)
    flash(_("The milestone is done."), "good")
    if request.args.get("back") == "day":
        return respond(redirect=url_for("day.index"))
    here = url_for("cases.show", number=case.number)
    return respond(*REGIONS, redirect=here, **screen(case, by, at))


@blueprint.post("/<number>/contact")
@needs(Permission.CASE_HANDLE)
@commits
def contact(number: str) -> Response:
    def act(case: Case, form: ContactForm, by: Staff, at: datetime) -> str:
        means, text = ContactMeans(form.means.data), form.text.data or ""
        if means is ContactMeans.EMAIL and form.direction.data == Direction.OUT:
            actions.write_to_customer(case, text, by=by, now=at)
            return _("The letter is saved.")
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
        told = actions.nudge(case, form.text.data or "", by=by, now=at)
        return _("Nudged: %(who)s.", who=_(", ").join(map(word, told)))

    return take_step(number, Step.NUDGE, act)
