"""The forms of the tracking page: finding a case, and a customer's four steps."""

from typing import Any

from wtforms import HiddenField, MultipleFileField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length

from models.rulebook.document import Rules
from survey.fields import Needed, uncut
from web.forms import Line, Paragraph, PublicForm, Required, Undamaged
from web.language import lazy


class FindForm(PublicForm):
    """Number and key of a case."""

    number = Line(lazy("Case number"), most=200, required=True)
    key = Line(lazy("Key"), most=400, required=True)


class CodeRequestForm(PublicForm):
    """For a case without its key: its number, and how we reach its customer."""

    number = Line(lazy("Case number"), most=200, required=True)
    contact = Line(lazy("Telephone number or mail address that you gave us"), most=254, required=True)


class CodeForm(PublicForm):
    """The code that came."""

    code = Line(lazy("Code that you got"), most=20, required=True)


class StepForm(PublicForm):
    """What every step carries: the key, so that only who holds it can take the step."""

    key = HiddenField()

    def __init__(self, rules: Rules, **values: Any) -> None:
        super().__init__(**values)
        step = type(self).__name__.removesuffix("Form").lower()
        for field in self:
            # Several of these forms stand on one page: ids of their own, names as they are.
            field.id = field.label.field_id = f"{step}-{field.name}"
            if isinstance(field, Paragraph):
                required = [Required()] if field.flags.required else []
                field.validators = [*required, Undamaged(), Length(max=rules.public_form.problem_most)]
        uncut(self)


class WordsForm(StepForm):
    """More words, more files, or both."""

    text = Paragraph(lazy("What you add"))
    files = MultipleFileField(lazy("Pictures, recordings or papers"))


class PressingForm(StepForm):
    """Pressing for action; a reason may be given."""

    text = Paragraph(lazy("Why it is urgent"))


class WithdrawalForm(StepForm):
    """Taking the case back; why helps us, and is asked for."""

    text = Paragraph(lazy("Why you withdraw it"), required=True)


class ObjectionForm(StepForm):
    """Objecting to being closed as malicious (H-09)."""

    text = Paragraph(lazy("Why you object"), required=True)


class ConfirmationForm(StepForm):
    """Satisfied with the answer or not (R-01)."""

    satisfied = RadioField(
        lazy("Does our answer settle it"),
        [Needed(lazy("Please choose one of the two."))],
        choices=[SelectChoice("yes", lazy("Yes, it is settled")), SelectChoice("no", lazy("No, it is not"))],
    )
    text = Paragraph(lazy("Your comment"))
