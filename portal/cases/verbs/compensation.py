"""POST /portal/cases/<number>/compensation and what follows it: opinion, approval, payment, end (G-06)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.cases.words import CompensationState, Risk
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.compensation import (
    APPROVED,
    TO_LEGAL,
    CompensationEndForm,
    CompensationForm,
    CompensationOpinionForm,
    CompensationPaymentForm,
    CompensationReviewForm,
)
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits
from web.language import _


@blueprint.post("/<number>/compensation")
@needs(Permission.CASE_HANDLE)
@commits
def compensation(number: str) -> Response:
    def act(case: Case, form: CompensationForm, by: Staff, at: datetime) -> str:
        made = actions.propose_compensation(case, form.draft(), by=by, now=at, seen=form.version.version)
        if made.state is CompensationState.OPINION:
            return _("Proposed. Legal gives its opinion first.")
        return _("Proposed. It waits for approval.")

    return take_step(number, Step.COMPENSATION, act)


@blueprint.post("/<number>/compensation-opinion")
@needs(Permission.COMPENSATION_ADVISE)
@commits
def compensation_opinion(number: str) -> Response:
    def act(case: Case, form: CompensationOpinionForm, by: Staff, at: datetime) -> str:
        risk = Risk(form.risk.data)
        actions.advise(case, form.opinion.data or "", risk, by=by, now=at, seen=form.version.version)
        return _("Your opinion is kept; the compensation waits for approval.")

    return take_step(number, Step.COMPENSATION_OPINION, act)


@blueprint.post("/<number>/compensation-review")
@needs(Permission.COMPENSATION_APPROVE)
@commits
def compensation_review(number: str) -> Response:
    def act(case: Case, form: CompensationReviewForm, by: Staff, at: datetime) -> str:
        seen = form.version.version
        if form.verdict.data == TO_LEGAL:
            actions.ask_legal(case, by=by, now=at, seen=seen)
            return _("Legal is asked; it comes back to be approved.")
        approved = form.verdict.data == APPROVED
        reason = form.reason.data or ""
        actions.approve_compensation(case, approved=approved, reason=reason, by=by, now=at, seen=seen)
        return _("Approved. Finance pays it.") if approved else _("Refused; who proposed it can read why.")

    return take_step(number, Step.COMPENSATION_REVIEW, act)


@blueprint.post("/<number>/compensation-payment")
@needs(Permission.COMPENSATION_PAY)
@commits
def compensation_payment(number: str) -> Response:
    def act(case: Case, form: CompensationPaymentForm, by: Staff, at: datetime) -> str:
        actions.pay(case, form.reference.data or "", by=by, now=at, seen=form.version.version)
        return _("Paid. Who proposed it is told.")

    return take_step(number, Step.COMPENSATION_PAYMENT, act)


@blueprint.post("/<number>/compensation-end")
@needs(Permission.CASE_HANDLE)
@commits
def compensation_end(number: str) -> Response:
    def act(case: Case, form: CompensationEndForm, by: Staff, at: datetime) -> str:
        actions.end_compensation(case, form.reason.data or "", by=by, now=at, seen=form.version.version)
        return _("The compensation is no longer on its way.")

    return take_step(number, Step.COMPENSATION_END, act)
