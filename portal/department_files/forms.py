"""The forms of a talk with a head: invitation, minutes with goals, acknowledgement, review (C-03)."""

from datetime import date
from typing import Any

from wtforms import DateField, FormField, RadioField
from wtforms.validators import InputRequired, Optional

from models.conduct.actions import GoalDraft, TalkMinutes, TalkPlan
from models.conduct.words import GoalOutcome
from portal.cases.forms.rows import Rows
from web.errors import fault, refusal
from web.forms import Form, Line, Moment, Near, Paragraph
from web.language import _, lazy
from web.words import choices

fault("no_head", lazy("The department has no head: name one first."))
fault("talk_too_early", lazy("This is before the talk was called for."))
fault("goal_not_over", lazy("The day of this goal is not over yet."))
refusal(
    "talk", lazy("A talk is led by human resources or the leading group, never from within the department.")
)
LONG = 4000
ROWS, MOST_ROWS = 2, 6


class InvitationForm(Form):
    """When and where the talk is to be."""

    at = Moment(lazy("When"), required=True)
    place = Line(lazy("Place"), most=120, required=True)

    def draft(self) -> TalkPlan:
        """The plan, for the action."""
        assert self.at.data is not None, "a checked form has a moment"
        return TalkPlan(self.at.data, self.place.data or "")


class GoalForm(Form):
    """A goal: whole or empty. The token is the whole form's."""

    class Meta(Form.Meta):
        csrf = False

    text = Line(lazy("Goal"), most=300)
    due_on = DateField(lazy("To be met by"), validators=[Optional(), Near()])

    def validate(self, extra_validators: Any = None) -> bool:
        """Asks for what is missing from a row that was begun."""
        sound = bool(super().validate(extra_validators))
        if sound and bool(self.text.data) != bool(self.due_on.data):
            self.text.errors = [*self.text.errors, _("A goal needs words and a day.")]
            return False
        return sound


class MinutesForm(Form):
    """What was said and agreed."""

    held_at = Moment(lazy("Held"), required=True)
    others = Line(lazy("Who else was there"), most=200)
    text = Paragraph(lazy("Minutes of the talk"), most=LONG, required=True)
    goals = Rows(FormField(GoalForm), lazy("Goals"), min_entries=ROWS, max_entries=MOST_ROWS)

    def draft(self) -> TalkMinutes:
        """The minutes with the rows that were filled in."""
        assert self.held_at.data is not None, "a checked form has a moment"
        rows: list[tuple[str, date | None]] = [
            (row.form.text.data or "", row.form.due_on.data) for row in self.goals
        ]
        goals = [GoalDraft(text, due_on) for text, due_on in rows if text and due_on]
        return TalkMinutes(self.held_at.data, self.text.data or "", goals, self.others.data or "")


class AcknowledgementForm(Form):
    """The head has read the minutes."""

    remark = Paragraph(lazy("What you say to it"), most=LONG)


class ReviewForm(Form):
    """Whether a goal was met."""

    outcome = RadioField(lazy("Was it met?"), validators=[InputRequired(lazy("Please choose one."))])
    result = Paragraph(lazy("What shows it"), most=2000, required=True)

    def prepare(self) -> None:
        """Offers both answers."""
        self.outcome.choices = choices(GoalOutcome)
