"""POST /portal/cases/<number>/triage (T-01 to T-05, G-01)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.triage import TriageForm
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits
from web.language import _


@blueprint.post("/<number>/triage")
@needs(Permission.CASE_TRIAGE)
@commits
def triage(number: str) -> Response:
    def act(case: Case, form: TriageForm, by: Staff, at: datetime) -> str:
        actions.triage(case, form.decision(), by=by, now=at, seen=form.version.version)
        return _("Triaged, and given to the department.")

    return take_step(number, Step.TRIAGE, act)
