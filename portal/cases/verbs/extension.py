"""POST /portal/cases/<number>/extension, /extension-review: more time for the result (G-03)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.cases.words import ExtensionState
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.extension import ExtensionForm, ExtensionReviewForm
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits
from web.language import _


@blueprint.post("/<number>/extension")
@needs(Permission.CASE_HANDLE)
@commits
def extension(number: str) -> Response:
    def act(case: Case, form: ExtensionForm, by: Staff, at: datetime) -> str:
        actions.ask_extension(
            case,
            form.days.data or 0,
            reason=form.reason.data or "",
            words=form.words.data or "",
            by=by,
            now=at,
            seen=form.version.version,
        )
        return _("More time is asked for. Until it is decided the date stays as it is.")

    return take_step(number, Step.EXTENSION, act)


@blueprint.post("/<number>/extension-review")
@needs(Permission.CASE_EXTEND)
@commits
def extension_review(number: str) -> Response:
    def act(case: Case, form: ExtensionReviewForm, by: Staff, at: datetime) -> str:
        approved = form.verdict.data == ExtensionState.APPROVED
        actions.decide_extension(
            case,
            approved=approved,
            reason=form.reason.data or "",
            by=by,
            now=at,
            seen=form.version.version,
        )
        if approved:
            return _("Granted. The customer is told the new date.")
        return _("Refused; who asked can read why.")

    return take_step(number, Step.EXTENSION_REVIEW, act)
