"""POST /portal/cases/<number>/assistance and what follows it: the part of assisting departments (T-04)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.cases.words import Verdict
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.assistance import (
    AssistanceAnswerForm,
    AssistanceEndForm,
    AssistanceForm,
    AssistanceReviewForm,
)
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits
from web.language import _


@blueprint.post("/<number>/assistance")
@needs(Permission.CASE_HANDLE)
@commits
def assistance(number: str) -> Response:
    def act(case: Case, form: AssistanceForm, by: Staff, at: datetime) -> str:
        actions.ask_assistance(
            case,
            int(form.department_id.data),
            form.task.data or "",
            by=by,
            now=at,
            seen=form.version.version,
        )
        return _("The department is asked; its clock runs.")

    return take_step(number, Step.ASSISTANCE, act)


@blueprint.post("/<number>/assistance-answer")
@needs(Permission.CASE_ASSIST)
@commits
def assistance_answer(number: str) -> Response:
    def act(case: Case, form: AssistanceAnswerForm, by: Staff, at: datetime) -> str:
        actions.answer_assistance(case, form.text.data or "", by=by, now=at, seen=form.version.version)
        return _("Your answer is with the lead department.")

    return take_step(number, Step.ASSISTANCE_ANSWER, act)


@blueprint.post("/<number>/assistance-review")
@needs(Permission.CASE_HANDLE)
@commits
def assistance_review(number: str) -> Response:
    def act(case: Case, form: AssistanceReviewForm, by: Staff, at: datetime) -> str:
        accepted = form.verdict.data == Verdict.APPROVED
        actions.review_assistance(
            case,
            accepted=accepted,
            reason=form.reason.data or "",
            by=by,
            now=at,
            seen=form.version.version,
        )
        return _("Accepted.") if accepted else _("Sent back, with your reasons and a new due time.")

    return take_step(number, Step.ASSISTANCE_REVIEW, act)


@blueprint.post("/<number>/assistance-end")
@needs(Permission.CASE_HANDLE)
@commits
def assistance_end(number: str) -> Response:
    def act(case: Case, form: AssistanceEndForm, by: Staff, at: datetime) -> str:
        actions.end_assistance(
            case,
            int(form.assistance_id.data),
            form.reason.data or "",
            by=by,
            now=at,
            seen=form.version.version,
        )
        return _("The department knows that it is no longer needed.")

    return take_step(number, Step.ASSISTANCE_END, act)
