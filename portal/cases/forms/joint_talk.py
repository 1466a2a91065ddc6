"""The form of a talk that department and customer service hold with the customer together (G-03)."""

from wtforms import IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case
from models.cases.words import ContactMeans
from models.clock import local_day, now
from models.people.queries import who_may
from models.permissions import Permission
from portal.cases.forms.step import StepForm
from portal.cases.forms.steps import LONG, REQUIRED, handlers_of
from web.forms import Paragraph
from web.language import _, lazy
from web.language.filters import named, titled
from web.words import choices


class JointTalkForm(StepForm):
    """The owner, or who fills it in, stands for the department; an agent who fills it in for the service."""

    step = Step.JOINT_TALK

    department_side_id = SelectField(lazy("For the department"), validators=[REQUIRED])
    service_side_id = SelectField(lazy("For customer service"), validators=[REQUIRED])
    means = SelectField(lazy("How"), validators=[REQUIRED])
    minutes = IntegerField(lazy("Minutes"), validators=[Optional(), NumberRange(0, 600)])
    text = Paragraph(lazy("What was said and agreed"), most=LONG, required=True)

    def prepare(self, case: Case, standing: Standing) -> None:
        ours, theirs = handlers_of(case.lead_department), _agents()
        self.department_side_id.choices = [("", _("Please choose")), *ours]
        self.service_side_id.choices = [("", _("Please choose")), *theirs]
        self.means.choices = choices([ContactMeans.PHONE, ContactMeans.VISIT, ContactMeans.CHAT])
        if self.text.raw_data is None:
            me, owner = str(standing.staff.id), str(case.owner_id or "")
            self.department_side_id.data = me if me in dict(ours) else owner
            self.service_side_id.data = me if me in dict(theirs) else ""


def _agents() -> list[tuple[str, str]]:
    """Those of customer service who work here today."""
    people = who_may(Permission.CASE_TRIAGE, on=local_day(now()))
    return [(str(each.id), " · ".join(filter(None, [named(each), titled(each)]))) for each in people]
