"""The form of a talk that department and customer service hold with the customer together (G-03)."""

from collections.abc import Iterable

from wtforms import IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case
from models.cases.words import ContactMeans
from models.clock import local_day, now
from models.people.queries import who_may
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.forms.step import StepForm
from portal.cases.forms.steps import LONG, REQUIRED
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
        today, me = local_day(now()), standing.staff
        ours = who_may(Permission.CASE_HANDLE, on=today, departments=[case.lead_department_id or 0])
        theirs = who_may(Permission.CASE_TRIAGE, on=today)
        self.department_side_id.choices = _people(ours)
        self.service_side_id.choices = _people(theirs)
        self.means.choices = choices([ContactMeans.PHONE, ContactMeans.VISIT, ContactMeans.CHAT])
        if self.text.raw_data is None:
            likely = me if me in ours else next((each for each in ours if each.id == case.owner_id), None)
            self.department_side_id.data = str(likely.id) if likely else ""
            self.service_side_id.data = str(me.id) if me in theirs else ""


def _people(people: Iterable[Staff]) -> list[tuple[str, str]]:
    return [
        ("", _("Please choose")),
        *((str(each.id), " · ".join(filter(None, [named(each), titled(each)]))) for each in people),
    ]
