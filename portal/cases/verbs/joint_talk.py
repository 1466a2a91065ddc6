"""POST /portal/cases/<number>/joint-talk: department and customer service talked to the customer (G-03)."""

from datetime import datetime

from flask import Response

from models.cases import actions
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.cases.words import ContactMeans
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.joint_talk import JointTalkForm
from portal.cases.take_step import take_step
from web.access import needs
from web.commit import commits
from web.language import _


@blueprint.post("/<number>/joint-talk")
@needs(Permission.CASE_HANDLE)
@commits
def joint_talk(number: str) -> Response:
    def act(case: Case, form: JointTalkForm, by: Staff, at: datetime) -> str:
        told = actions.Together(
            department_side_id=int(form.department_side_id.data),
            service_side_id=int(form.service_side_id.data),
            means=ContactMeans(form.means.data),
            text=form.text.data or "",
            seconds=form.minutes.data * 60 if form.minutes.data else None,
        )
        actions.talk_jointly(case, told, by=by, now=at)
        return _("The joint talk is written down.")

    return take_step(number, Step.JOINT_TALK, act)
