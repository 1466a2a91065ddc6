"""POST /portal/cases/<number>/result, /review, /reply, /closure, /decision (H-06, R-01, H-09, R-04)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.cases.words import Closing, ContactMeans, State, Verdict
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.result import ResultForm
from portal.cases.forms.steps import ClosureForm, DecisionForm, ReplyForm, ReviewForm
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits
from web.language import _


@blueprint.post("/<number>/result")
@needs(Permission.CASE_HANDLE)
@commits
def result(number: str) -> Response:
    def act(case: Case, form: ResultForm, by: Staff, at: datetime) -> str:
        actions.submit_result(
            case,
            cause=form.cause.data or "",
            done=form.done.data or "",
            reply=form.reply.data or "",
            milestones=form.ends(),
            by=by,
            now=at,
            seen=form.version.version,
        )
        return _("The result waits for review by a second person.")

    return take_step(number, Step.RESULT, act)


@blueprint.post("/<number>/review")
@needs(Permission.CASE_REVIEW)
@commits
def review(number: str) -> Response:
    def act(case: Case, form: ReviewForm, by: Staff, at: datetime) -> str:
        if form.verdict.data == Verdict.REJECTED:
            actions.reject(case, form.reason.data or "", by=by, now=at, seen=form.version.version)
            return _("Sent back to the handler, with your reasons.")
        actions.approve(case, by=by, now=at, seen=form.version.version)
        if case.state is State.ANSWERED:
            return _("Approved: the customer gets the reply.")
        return _("Approved. The customer cannot be written to and is to be told by hand.")

    return take_step(number, Step.REVIEW, act)


@blueprint.post("/<number>/reply")
@needs(Permission.CASE_TELL)
@commits
def reply(number: str) -> Response:
    def act(case: Case, form: ReplyForm, by: Staff, at: datetime) -> str:
        actions.tell(
            case,
            means=ContactMeans(form.means.data),
            text=form.text.data or "",
            seconds=form.minutes.data * 60 if form.minutes.data else None,
            by=by,
            now=at,
            seen=form.version.version,
        )
        return _("The customer knows. The revisit follows by itself.")

    return take_step(number, Step.REPLY, act)


@blueprint.post("/<number>/closure")
@needs(Permission.CASE_CLOSE)
@commits
def closure(number: str) -> Response:
    def act(case: Case, form: ClosureForm, by: Staff, at: datetime) -> str:
        actions.close(
            case,
            Closing(form.closing.data),
            reason=form.reason.data or "",
            by=by,
            now=at,
            seen=form.version.version,
        )
        return _("The case is closed.")

    return take_step(number, Step.CLOSURE, act)


@blueprint.post("/<number>/decision")
@needs(Permission.CASE_DECIDE)
@commits
def decision(number: str) -> Response:
    def act(case: Case, form: DecisionForm, by: Staff, at: datetime) -> str:
        actions.decide(case, form.text.data or "", by=by, now=at, seen=form.version.version)
        return _("The case goes on; its owner and the head have your instructions.")

    return take_step(number, Step.DECISION, act)
