"""Forms of both sites: text cleaned and checked, sentences in the reader's language, faults of the domain.

A form of the portal subclasses `Form`, one of the public site `PublicForm` (no token, so no cookie).
"""

from datetime import datetime
from typing import Any

from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import (
    DateField,
    DateTimeLocalField,
    FormField,
    HiddenField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from models.clock import SHANGHAI, local
from models.errors import Invalid
from models.texts import cleaned as cleaned
from web.errors.reasons import sentence_for_fault
from web.language import _, lazy
from web.security import NothingRead

DAMAGED = "\ufffd"  # what a byte becomes that is no UTF-8

# The sentences of WTForms, said as we say them.
OURS: dict[str, LazyString] = {
    "This field is required.": lazy("Please fill this in."),
    "Invalid email address.": lazy("This is not an e-mail address."),
    "Not a valid choice.": lazy("Please choose one of those offered."),
    "Not a valid choice": lazy("Please choose one of those offered."),
    "Invalid Choice: could not coerce.": lazy("Please choose one of those offered."),
    "Invalid choice(s): one or more data inputs could not be coerced.": lazy(
        "Please choose one of those offered."
    ),
    "'%(value)s' is not a valid choice for this field.": lazy("Please choose one of those offered."),
    "'%(value)s' are not valid choices for this field.": lazy("Please choose one of those offered."),
    "Not a valid date value.": lazy("Please give a date such as 2026-11-21."),
    "Not a valid datetime value.": lazy("Please give a date and time such as 2026-11-21 14:05."),
    "Not a valid time value.": lazy("Please give a time such as 14:05."),
    "Not a valid integer value.": lazy("Please give a whole number."),
    "Not a valid decimal value.": lazy("Please give a number."),
    "Number must be at least %(min)s.": lazy("Please give at least %(min)s."),
    "Number must be at most %(max)s.": lazy("Please give at most %(max)s."),
    "Number must be between %(min)s and %(max)s.": lazy("Please give from %(min)s to %(max)s."),
    "Field must be at least %(min)d character long.": lazy("Please write at least %(min)d characters."),
    "Field must be at least %(min)d characters long.": lazy("Please write at least %(min)d characters."),
    "Field cannot be longer than %(max)d character.": lazy("Please write at most %(max)d characters."),
    "Field cannot be longer than %(max)d characters.": lazy("Please write at most %(max)d characters."),
    "Field must be exactly %(max)d character long.": lazy("Please write exactly %(max)d characters."),
    "Field must be exactly %(max)d characters long.": lazy("Please write exactly %(max)d characters."),
    "Field must be between %(min)d and %(max)d characters long.": lazy(
        "Please write %(min)d to %(max)d characters."
    ),
    "Invalid input.": lazy("This is not written as expected."),
}


class _Sentences:
    """WTForms' way to ask for a sentence."""

    def gettext(self, sentence: str) -> str:
        return str(OURS[sentence]) if sentence in OURS else _(sentence)

    def ngettext(self, one: str, other: str, n: int) -> str:
        return self.gettext(one if n == 1 else other)


class _Select(widgets.Select):
    """A select that draws its plain options in one go: a list of cases offers a hundred."""

    @classmethod
    def render_option(cls, choice: Any, **kwargs: Any) -> Markup:  # type: ignore[override]  # of WTForms 3.3
        if choice.render_kw or kwargs:
            drawn: Markup = super().render_option(choice, **kwargs)
            return drawn
        looks = _CHOSEN if choice.selected else _OFFERED
        return looks % (choice.value, choice.label or choice.value)


_OFFERED, _CHOSEN = (
    Markup('<option value="%s">%s</option>'),
    Markup('<option selected value="%s">%s</option>'),
)


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form behind the login: its token is checked before the view runs."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def get_translations(self, form: object) -> _Sentences:
            return _Sentences()

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Markup:
            if type(field.widget) is widgets.Select:
                field.widget = _Select(field.widget.multiple)
            drawn: Markup = super().render_field(field, render_kw)
            return drawn

    def validate(self, extra_validators: Any = None) -> bool:
        """As WTForms; what is wrong is then plain text, whoever wrote the sentence."""
        sound: bool = super().validate(extra_validators)
        for field in self:
            if isinstance(field, FormField):  # has seen to its own
                continue
            field.errors = [str(e) if isinstance(e, LazyString) else e for e in field.errors]
        return sound

    def blame(self, error: Invalid) -> None:
        """Shows what the domain refused at its field; above the form when it has no such field."""
        sentence = sentence_for_fault(error.why)
        if error.field in self._fields:
            field = self._fields[error.field]
            field.errors = [*field.errors, sentence]
        else:
            self.form_errors.append(sentence)


class PublicForm(Form):
    """A form of the public site, where the sender's origin is checked instead of a token."""

    class Meta(Form.Meta):
        csrf = False


class Undamaged:
    """Refuses text in a character set that was not what it said."""

    def __call__(self, _form: object, field: StringField) -> None:
        if DAMAGED in (field.data or ""):
            raise StopValidation(_("Some characters were damaged on the way. Please type them again."))


class Near:
    """A day in our times: far from them it has no neighbour any more, or no moment in UTC."""

    EARLIEST, LATEST = 1970, 2200

    def __call__(self, _form: object, field: DateField) -> None:
        if field.data is not None and not self.EARLIEST <= field.data.year <= self.LATEST:
            raise StopValidation(_("Please give a date such as 2026-11-21."))


class Required(InputRequired):
    """Something other than white space must be there."""

    def __call__(self, form: Any, field: Any) -> None:
        super().__call__(form, field)
        if not field.data:
            raise StopValidation(self.message or field.gettext("This field is required."))


def _validators(most: int, required: bool, more: tuple[Any, ...]) -> list[Any]:
    first: list[Any] = [Required()] if required else []
    return [*first, Undamaged(), Length(max=most), *more]


class Line(StringField):
    """One line of text of at most `most` characters, cleaned."""

    def __init__(
        self,
        label: str | LazyString,
        *more: Any,
        most: int = 200,
        required: bool = False,
        **options: Any,
    ) -> None:
        filters = [lambda text: " ".join(cleaned(text).split())]
        super().__init__(label, _validators(most, required, more), filters=filters, **options)


class Paragraph(TextAreaField):
    """Text with line ends, of at most `most` characters, cleaned."""

    def __init__(
        self,
        label: str | LazyString,
        *more: Any,
        most: int = 4000,
        required: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(label, _validators(most, required, more), filters=[cleaned], **options)


def ticks(label: str | LazyString, *, choices: Any = (), **options: Any) -> SelectMultipleField:
    """Several of many, as boxes to tick."""
    return SelectMultipleField(
        label,
        choices=choices,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
        **options,
    )


class Moment(DateTimeLocalField):
    """A date and time as the clock in Shanghai shows it; `data` is a moment with its zone."""

    FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")
    YEARS = range(2001, 2100)
    """Those that working time is reckoned in; any other is a slip of the finger."""

    def __init__(self, label: str | LazyString, *more: Any, required: bool = False, **options: Any) -> None:
        first = Required() if required else Optional()
        super().__init__(label, [first, *more], format=list(self.FORMATS), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        typed: datetime | None = self.data
        if typed is None:
            return
        if typed.year not in self.YEARS:
            self.data = None
            raise ValueError(self.gettext("Not a valid datetime value."))
        self.data = typed.replace(tzinfo=SHANGHAI)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return local(self.data).strftime(self.FORMATS[0]) if self.data else ""


class Seen(HiddenField):
    """The version of the row that the reader saw (H-07)."""

    @property
    def version(self) -> int:
        """What to hand to an action as `seen`: what was sent, never what the row has now. Raises as
        `version_read`."""
        return version_read(self.raw_data[0] if self.raw_data else "")


class VersionForm(Form):
    """A step that needs nothing but the version that was seen (H-07)."""

    version = Seen()


LONGEST_VERSION = 9
"""Digits of a version that can be. A number with more is nobody's, so whoever sends it saw another."""


def version_read(sent: str) -> int:
    """The version that a form says its reader saw. Raises NothingRead where it is missing or no number: our
    forms always say it, and nobody acts on what they have not read (H-07)."""
    if not sent.isdecimal():
        raise NothingRead
    return int(sent[:LONGEST_VERSION])
