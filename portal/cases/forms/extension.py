"""The forms of a request for more time and of its decision (G-03)."""

from wtforms import IntegerField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case
from models.cases.words import ExtensionState
from portal.cases.forms.step import StepForm
from web.forms import Paragraph
from web.language import lazy

MOST = 1000


class ExtensionForm(StepForm):
    step = Step.EXTENSION

    days = IntegerField(
        lazy("Working days more"), validators=[InputRequired(lazy("Please give a whole number."))]
    )
    reason = Paragraph(lazy("Why it takes longer"), most=MOST, required=True)
    words = Paragraph(lazy("What the customer is told"), most=MOST, required=True)

    def prepare(self, case: Case, standing: Standing) -> None:
        self.margin = standing.more_time


class ExtensionReviewForm(StepForm):
    step = Step.EXTENSION_REVIEW

    verdict = RadioField(
        lazy("Verdict"),
        choices=[
            SelectChoice(ExtensionState.APPROVED.value, lazy("Grant it, and tell the customer the new date")),
            SelectChoice(ExtensionState.REFUSED.value, lazy("Refuse")),
        ],
        validators=[InputRequired(lazy("Please choose one."))],
    )
    reason = Paragraph(lazy("Reasons"), most=MOST)

    def prepare(self, case: Case, standing: Standing) -> None:
        self.asked = standing.asked
