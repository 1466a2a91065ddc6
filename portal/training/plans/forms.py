"""The forms of a training plan: beginning one, a topic, a reason, an import (L-01)."""

from wtforms import BooleanField, FileField, HiddenField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, NumberRange, Optional

from models.training.actions import TopicDraft
from models.training.tables import TrainingTopic
from models.training.words import Field, Method
from portal.cases.forms.compensation import Yuan
from portal.training.fields import AudienceFields, Hours
from web.forms import Form, Line, Paragraph, Required, Seen
from web.language import _, lazy
from web.words import choices

CHOOSE = InputRequired(lazy("Please choose one."))
MOST_SESSIONS = 200


class PlanForm(Form):
    """Which time a new plan is for."""

    year = IntegerField(lazy("Year"), validators=[InputRequired(), NumberRange(2001, 2099)])
    quarter = SelectField(lazy("Time"), coerce=int, validators=[InputRequired()])
    copied = BooleanField(lazy("Copy the topics of the same time last year"))

    def prepare(self) -> None:
        """Offers the year and its quarters."""
        quarters = [SelectChoice(n, _("Quarter %(n)s", n=n)) for n in range(1, 5)]
        self.quarter.choices = [SelectChoice(0, _("Whole year")), *quarters]


class TopicForm(Form, AudienceFields):
    """One topic of a plan."""

    title = Line(lazy("Topic"), most=120, required=True)
    field_of = SelectField(lazy("Subject of the training"), validators=[CHOOSE])
    method = SelectField(lazy("Training method"), validators=[CHOOSE])
    sessions = IntegerField(lazy("Sessions"), validators=[InputRequired(), NumberRange(1, MOST_SESSIONS)])
    hours = Hours(lazy("Hours each"), validators=[Required()])
    budget = Yuan(lazy("Budget in yuan"), validators=[Optional()])
    seen = Seen()

    def prepare(self, topic: TrainingTopic | None, version: int) -> None:
        """Offers what can be chosen, and what a topic holds already."""
        self.field_of.choices, self.method.choices = choices(Field), choices(Method)
        self.offer_audience()
        if self.is_submitted():
            return
        self.seen.data = str(version)
        if topic is not None:
            self.title.data, self.field_of.data, self.method.data = topic.title, topic.field, topic.method
            self.sessions.data, self.hours.data = topic.sessions, topic.minutes
            self.budget.data = topic.budget_fen
            self.tick(topic.departments, topic.roles)

    def draft(self) -> TopicDraft:
        """The topic, for the action."""
        return TopicDraft(
            self.title.data or "",
            Field(self.field_of.data),
            Method(self.method.data),
            self.department_ids,
            self.role_values,
            self.sessions.data or 0,
            self.hours.data or 0,
            self.budget.data or 0,
        )


class SeenForm(Form):
    """A step without words."""

    seen = Seen()


class ReasonForm(Form):
    """Why something is given back, opened again, cancelled or corrected."""

    reason = Paragraph(lazy("Why"), most=1000, required=True)
    seen = Seen()


class UploadForm(Form):
    """A file with topics, or with who signed."""

    file = FileField(lazy("File"))


class ConfirmForm(Form):
    """What was read from the file, on its way back: it is checked anew."""

    rows = HiddenField()


class TopicsForm(ConfirmForm):
    """Topics that were read for a plan as it was then: sent twice, they are written once."""

    seen = Seen()
