"""POST /portal/cases/<number>/consultation, /consultation-minutes: whose the case is (T-04)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.meeting import ConsultationForm, ConsultationMinutesForm
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits
from web.language import _


@blueprint.post("/<number>/consultation")
@needs(Permission.CASE_ASSIGN)
@commits
def consultation(number: str) -> Response:
    def act(case: Case, form: ConsultationForm, by: Staff, at: datetime) -> str:
        invited = [int(each) for each in form.departments.data or ()]
        actions.call_consultation(
            case, form.question.data or "", invited, by=by, now=at, seen=form.version.version
        )
        return _("The departments are invited; the clock of the consultation runs.")

    return take_step(number, Step.CONSULTATION, act)


@blueprint.post("/<number>/consultation-minutes")
@needs(Permission.CASE_ASSIGN)
@commits
def consultation_minutes(number: str) -> Response:
    def act(case: Case, form: ConsultationMinutesForm, by: Staff, at: datetime) -> str:
        actions.decide_consultation(
            case, form.minutes(), form.finding(), by=by, now=at, seen=form.version.version
        )
        if case.triaged_at is None:
            return _("Decided. Triage the case now: the department is filled in.")
        return _("Decided, and carried out.")

    return take_step(number, Step.CONSULTATION_MINUTES, act)
