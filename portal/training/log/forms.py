"""The forms of a log: a tap, a reason, marks, closing, correcting, a question of the bank (L-03)."""

from wtforms import HiddenField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, NumberRange, Optional

from models.people.tables import Staff
from models.training.actions import Noted
from models.training.words import Attendance, Field
from web.forms import Form, Line, Paragraph
from web.language import lazy
from web.words import choices

CHOOSE = InputRequired(lazy("Please choose one."))


class NoteForm(Form):
    """What is noted of one person."""

    attendance = SelectField(lazy("Attendance"), validators=[CHOOSE])
    reason = Line(lazy("Reason"), most=200)
    score = IntegerField(lazy("Marks"), validators=[Optional(), NumberRange(0, 100)])

    def prepare(self) -> None:
        """Offers what can be noted."""
        self.attendance.choices = choices(Attendance)

    def noted(self, person: Staff) -> Noted:
        """What was noted, for the action."""
        return Noted(person, Attendance(self.attendance.data), self.reason.data or "", self.score.data)


class CorrectionForm(NoteForm):
    """What is corrected of one person, and why."""

    why = Line(lazy("Why it is corrected"), most=400, required=True)


class CloseForm(Form):
    """The minutes of the session."""

    notes = Paragraph(lazy("Minutes of the session"), most=4000)


class CodeForm(Form):
    """The code that was scanned."""

    code = HiddenField()


class QuestionForm(Form):
    """A question of the bank."""

    field_of = SelectField(lazy("Subject of the training"), validators=[CHOOSE])
    text = Paragraph(lazy("Question"), most=400, required=True)
    options = Paragraph(lazy("Answers, one a line"), most=1500, required=True)
    right = IntegerField(lazy("Which line is right"), validators=[InputRequired(), NumberRange(1, 10)])

    def prepare(self) -> None:
        """Offers the fields."""
        self.field_of.choices = choices(Field)


class QuizForm(Form):
    """A quiz: a field a question, added when it is known which are asked."""


def quiz_form(questions: list[tuple[str, str, list[str]]]) -> type[QuizForm]:
    """The form for these questions: a name, the text, the options of each."""
    fields = {
        name: RadioField(text, choices=_places(options), coerce=int, validators=[CHOOSE])
        for name, text, options in questions
    }
    return type("DrawnQuizForm", (QuizForm,), fields)


def _places(options: list[str]) -> list[SelectChoice]:
    return [SelectChoice(n, each) for n, each in enumerate(options)]
