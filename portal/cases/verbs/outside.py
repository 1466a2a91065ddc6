"""POST /portal/cases/<number>/outside-complaint and what follows it: change, answer, outcome (H-11)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.cases.words import OutsideOutcome, State
from models.clock import local_day
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.outside import (
    OutsideAnswerForm,
    OutsideChangeForm,
    OutsideComplaintForm,
    OutsideOutcomeForm,
    ReopeningForm,
    SecondHandlerEndForm,
)
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits, commits_refusals
from web.language import _
from web.language.filters import day


@blueprint.post("/<number>/outside-complaint")
@needs(Permission.CASE_OUTSIDE)
@commits_refusals
def outside_complaint(number: str) -> Response:
    def act(case: Case, form: OutsideComplaintForm, by: Staff, at: datetime) -> str:
        draft = form.letter(form.remark.data or "")
        made = actions.record_outside(case, draft, form.kept, by=by, now=at, seen=form.version.version)
        said = _("Recorded. Our answer is due on %(day)s.", day=day(made.due_on))
        if case.state in (State.ANSWERED, State.CLOSED):
            return said + " " + _("The case stays as it is; you may have it handled again.")
        return said

    return take_step(number, Step.OUTSIDE_COMPLAINT, act)


@blueprint.post("/<number>/outside-change")
@needs(Permission.CASE_OUTSIDE)
@commits_refusals
def outside_change(number: str) -> Response:
    def act(case: Case, form: OutsideChangeForm, by: Staff, at: datetime) -> str:
        seen, which = form.version.version, form.outside_id.data
        made = actions.change_outside(case, which, form.change(), form.kept, by=by, now=at, seen=seen)
        return _("Kept. Our answer is due on %(day)s.", day=day(made.due_on)) if made.owed else _("Kept.")

    return take_step(number, Step.OUTSIDE_CHANGE, act)


@blueprint.post("/<number>/outside-answer")
@needs(Permission.CASE_OUTSIDE)
@commits_refusals
def outside_answer(number: str) -> Response:
    def act(case: Case, form: OutsideAnswerForm, by: Staff, at: datetime) -> str:
        actions.answer_outside(
            case,
            form.outside_id.data,
            form.text.data or "",
            form.sent_on.data or local_day(at),
            form.kept,
            by=by,
            now=at,
            seen=form.version.version,
        )
        return _("Our answer is kept. How it ends is recorded when the decision comes.")

    return take_step(number, Step.OUTSIDE_ANSWER, act)


@blueprint.post("/<number>/outside-outcome")
@needs(Permission.CASE_OUTSIDE)
@commits_refusals
def outside_outcome(number: str) -> Response:
    def act(case: Case, form: OutsideOutcomeForm, by: Staff, at: datetime) -> str:
        actions.end_outside(
            case,
            form.outside_id.data,
            OutsideOutcome(form.outcome.data),
            form.closed_on.data or local_day(at),
            form.remark.data or "",
            form.kept,
            by=by,
            now=at,
            seen=form.version.version,
        )
        return _("The outcome is kept.")

    return take_step(number, Step.OUTSIDE_OUTCOME, act)


@blueprint.post("/<number>/reopening")
@needs(Permission.CASE_OUTSIDE)
@commits
def reopening(number: str) -> Response:
    def act(case: Case, form: ReopeningForm, by: Staff, at: datetime) -> str:
        actions.bring_back(case, by=by, now=at, seen=form.version.version)
        return _("The case is handled again; the customer and the department are told.")

    return take_step(number, Step.REOPENING, act)


@blueprint.post("/<number>/second-handler-end")
@needs(Permission.CASE_ASSIGN)
@commits
def second_handler_end(number: str) -> Response:
    def act(case: Case, form: SecondHandlerEndForm, by: Staff, at: datetime) -> str:
        actions.end_second_handler(case, by=by, now=at, seen=form.version.version)
        return _("The owner handles the case alone again.")

    return take_step(number, Step.SECOND_HANDLER_END, act)
