"""The result with what becomes of the plan (H-02, H-06). One that was sent back is filled in again."""

from typing import Any

from wtforms import FormField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from models.cases import queries
from models.cases.actions import MilestoneEnd
from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case, Milestone, Result
from portal.cases.forms.rows import Rows
from portal.cases.forms.step import StepForm
from portal.cases.forms.steps import LONG
from web.forms import Form, Line, Paragraph
from web.language import _, lazy

DONE, DROPPED = "done", "dropped"
MOST_MILESTONES = 20


class MilestoneEndForm(Form):
    """What becomes of one milestone that is open; the token is the whole form's."""

    class Meta(Form.Meta):
        csrf = False

    milestone_id = HiddenField()
    end = RadioField(
        lazy("Done, or no longer needed"),
        choices=[SelectChoice(DONE, lazy("Done now")), SelectChoice(DROPPED, lazy("No longer needed"))],
        validators=[InputRequired(lazy("Please choose one."))],
    )
    because = Line(lazy("Why it is no longer needed"), most=300)

    def validate(self, extra_validators: Any = None) -> bool:
        """What is no longer needed has a reason."""
        sound = bool(super().validate(extra_validators))
        if self.end.data == DROPPED and not self.because.data:
            self.because.errors = [*self.because.errors, _("Please say why it is no longer needed.")]
            return False
        return sound


class ResultForm(StepForm):
    """`left` are the milestones still open, by number; `sent_back` the result that came back, if one did."""

    step = Step.RESULT
    inserts_into = "reply"

    milestones = Rows(
        FormField(MilestoneEndForm), lazy("Still open in the plan"), max_entries=MOST_MILESTONES
    )
    cause = Paragraph(lazy("What was found"), most=LONG, required=True)
    done = Paragraph(lazy("What was done"), most=LONG, required=True)
    reply = Paragraph(lazy("Reply to the customer"), most=LONG, required=True)

    left: dict[str, Milestone]
    sent_back: Result | None

    @classmethod
    def values(cls, case: Case) -> dict[str, Any]:
        back = queries.sent_back(case)
        return {"cause": back.cause, "done": back.done, "reply": back.reply} if back else {}

    def prepare(self, case: Case, standing: Standing) -> None:
        """One row for each milestone that is open now; what was chosen for others is passed over."""
        self.sent_back = queries.sent_back(case)
        self.left = {str(row.id): row for row in queries.open_milestones(case)[:MOST_MILESTONES]}
        for row in [row for row in self.milestones if row.form.milestone_id.data not in self.left]:
            place = self.milestones.entries.index(row)
            self.milestones.pop_entry(place)  # type: ignore[call-arg]  # newer than its stubs
        asked = {row.form.milestone_id.data for row in self.milestones}
        for number in self.left:
            if number not in asked:
                self.milestones.append_entry({"milestone_id": number})

    def ends(self) -> list[MilestoneEnd]:
        """What was chosen for each, for the action."""
        return [
            MilestoneEnd(
                int(row.form.milestone_id.data), row.form.because.data if row.form.end.data == DROPPED else ""
            )
            for row in self.milestones
        ]
