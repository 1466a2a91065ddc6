"""The plan with up to five milestones (H-02)."""

from wtforms import FormField

from models.cases.actions import MilestoneDraft
from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case
from portal.cases.forms.rows import Rows, TaskForm
from portal.cases.forms.step import StepForm
from portal.cases.forms.steps import LONG, handlers_of
from web.forms import Line, Paragraph
from web.language import _, lazy

ROWS = 3
MOST_ROWS = 5


class MilestoneForm(TaskForm):
    """One milestone."""

    text = Line(lazy("Milestone"), most=300)
    unfinished = lazy("A milestone needs a text, a person and a time.")


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
