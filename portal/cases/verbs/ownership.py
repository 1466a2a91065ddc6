"""POST /portal/cases/<number>/ownership and /assignment (T-04, H-02)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.db import db
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.steps import AssignmentForm, OwnershipForm
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits
from web.language import _
from web.language.filters import named


@blueprint.post("/<number>/ownership")
@needs(Permission.CASE_HANDLE)
@commits
def take(number: str) -> Response:
    def act(case: Case, form: OwnershipForm, by: Staff, at: datetime) -> str:
        actions.take(case, by=by, now=at, seen=form.version.version)
        return _("The case is yours.")

    return take_step(number, Step.OWNERSHIP, act)


@blueprint.post("/<number>/assignment")
@needs(Permission.CASE_ASSIGN)
@commits
def assign(number: str) -> Response:
    def act(case: Case, form: AssignmentForm, by: Staff, at: datetime) -> str:
        owner = db.session.get_one(Staff, int(form.owner_id.data))
        actions.assign(case, owner, reason=form.reason.data or "", by=by, now=at, seen=form.version.version)
        return _("%(name)s has the case now.", name=named(owner))

    return take_step(number, Step.ASSIGNMENT, act)
