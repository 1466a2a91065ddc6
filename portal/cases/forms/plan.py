"""The plan with up to five milestones (H-02)."""

from typing import Any

from wtforms import FormField, SelectField
from wtforms.validators import Optional

from models.cases.actions import MilestoneDraft
from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case
from portal.cases.forms.rows import Rows
from portal.cases.forms.step import StepForm
from portal.cases.forms.steps import LONG, handlers_of
from web.forms import Form, Line, Moment, Paragraph
from web.language import _, lazy

ROWS = 3
MOST_ROWS = 5


class MilestoneForm(Form):
    """One row; the token is the whole form's."""

    class Meta(Form.Meta):
        csrf = False

    text = Line(lazy("Milestone"), most=300)
    owner_id = SelectField(lazy("By whom"), validators=[Optional()])
    due = Moment(lazy("By when"))

    def validate(self, extra_validators: Any = None) -> bool:
        """A row is whole or empty."""
        sound = bool(super().validate(extra_validators))
        filled = [self.text.data, self.owner_id.data, self.due.data]
        if sound and any(filled) and not all(filled):
            self.text.errors = [*self.text.errors, _("A milestone needs a text, a person and a time.")]
            return False
        return sound


class PlanForm(StepForm):
    step = Step.PLAN

    text = Paragraph(lazy("Plan"), most=LONG, required=True)
    milestones = Rows(FormField(MilestoneForm), lazy("Milestones"), min_entries=ROWS, max_entries=MOST_ROWS)

    def prepare(self, case: Case, standing: Standing) -> None:
        people = [("", _("Please choose")), *handlers_of(case.lead_department)]
        for row in self.milestones:
            row.form.owner_id.choices = people

    def drafts(self) -> list[MilestoneDraft]:
        """The rows that were filled in."""
        return [
            MilestoneDraft(row.form.text.data, int(row.form.owner_id.data), row.form.due.data)
            for row in self.milestones
            if row.form.text.data and row.form.due.data
        ]
