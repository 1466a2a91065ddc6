"""The forms of a log: a tap, a reason, marks, closing, correcting, a question of the bank, a quiz (L-03)."""

import re

from wtforms import Field as AnyField
from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, NumberRange, Optional

from models.people.tables import Staff
from models.training.actions import Noted, QuestionDraft
from models.training.tables import QuizQuestion
from models.training.words import Attendance, Field, QuestionKind
from portal.training.log.places import offered
from web.forms import Form, Line, Paragraph, Seen, ticks
from web.language import _, lazy
from web.words import choices

CHOOSE = InputRequired(lazy("Please choose one."))
AT_LEAST_ONE = InputRequired(lazy("Please tick at least one."))
BETWEEN = re.compile(r"[\s,;，；、]+")


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
    """A question of the bank. Of a sentence that is true or false `truth` counts, of the others the lines."""

    field_of = SelectField(lazy("Subject of the training"), validators=[CHOOSE])
    kind = RadioField(lazy("Kind of question"), choices=[], validators=[CHOOSE])
    text = Paragraph(lazy("Question"), most=400, required=True)
    options = Paragraph(lazy("Answers, one a line"), most=1500)
    right = Line(lazy("Which lines are right"), most=40)
    truth = RadioField(lazy("The sentence is"), choices=[], coerce=int, validators=[Optional()])

    def prepare(self) -> None:
        """Offers the fields and the kinds."""
        self.field_of.choices, self.kind.choices = choices(Field), choices(QuestionKind)
        self.truth.choices = [SelectChoice(n, each) for n, each in enumerate(offered(None))]
        if not self.is_submitted():
            self.kind.data, self.truth.data = QuestionKind.SINGLE.value, 0

    def validate_right(self, field: Line) -> None:
        """Numbers of lines, such as 2, or 1 3."""
        if self.kind.data != QuestionKind.TRUE_FALSE and self._lines() is None:
            raise ValidationError(_("Please give numbers of lines, such as 2, or 1 3."))

    def draft(self) -> QuestionDraft:
        """What was written, for the action."""
        kind = QuestionKind(self.kind.data)
        right = (self.truth.data or 0,) if kind is QuestionKind.TRUE_FALSE else self._lines() or ()
        lines = [line for line in (self.options.data or "").splitlines() if line.strip()]
        return QuestionDraft(Field(self.field_of.data), self.text.data or "", lines, right, kind)

    def _lines(self) -> tuple[int, ...] | None:
        parts = [each for each in BETWEEN.split(self.right.data or "") if each]
        if not parts or not all(each.isdecimal() and len(each) < 4 for each in parts):
            return None
        return tuple(sorted({int(each) - 1 for each in parts}))


class QuestionChangeForm(QuestionForm):
    """As `QuestionForm`, for a question that is there; it says which wording was seen."""

    seen = Seen()

    def fill(self, question: QuizQuestion) -> None:
        """Shows what the question holds."""
        self.field_of.data, self.kind.data = question.field.value, question.kind.value
        self.text.data, self.options.data = question.text, "\n".join(question.options)
        self.seen.data = str(question.version)
        if question.kind is QuestionKind.TRUE_FALSE:
            self.truth.data = question.right[0]
        else:
            self.right.data = " ".join(str(place + 1) for place in question.right)


class QuizForm(Form):
    """A quiz: a field a question, added when it is known which are asked."""

    def asked(self) -> list[AnyField]:
        """The fields of the questions, in their order."""
        return [field for field in self if field.type in ("RadioField", "SelectMultipleField")]

    def chosen(self) -> list[list[int]]:
        """The places chosen in each question."""
        return [field.data if isinstance(field.data, list) else [field.data] for field in self.asked()]


def quiz_form(questions: list[QuizQuestion]) -> type[QuizForm]:
    """The form for these questions."""
    return type("DrawnQuizForm", (QuizForm,), {f"q{each.id}": _field(each) for each in questions})


def _field(question: QuizQuestion) -> RadioField | SelectMultipleField:
    places = [SelectChoice(n, each) for n, each in enumerate(offered(question))]
    if question.kind is QuestionKind.MULTIPLE:
        return ticks(question.text, choices=places, coerce=int, validators=[AT_LEAST_ONE])
    return RadioField(question.text, choices=places, coerce=int, validators=[CHOOSE])
