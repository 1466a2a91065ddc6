"""The feedback form: what it is, what happened, what is expected, how to reach the customer (V-02)."""

from datetime import date
from typing import Any

from flask_babel.speaklater import LazyString
from wtforms import BooleanField, DateField, HiddenField, MultipleFileField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, Optional, ValidationError

from models.cases.words import Kind
from models.customers.rules import email_of, phone_of
from models.errors import Invalid
from models.rulebook.document import Rules
from survey.fields import Needed, uncut
from web.forms import Line, Paragraph, PublicForm, Undamaged
from web.language import _, lazy
from web.products import ProductField

KINDS: dict[Kind, LazyString] = {
    Kind.COMPLAINT: lazy("Complaint: something went wrong, put it right"),
    Kind.FEEDBACK: lazy("Feedback: something does not work well"),
    Kind.INQUIRY: lazy("Inquiry: I want to know something"),
    Kind.SUGGESTION: lazy("Suggestion: this could be better"),
    Kind.PRAISE: lazy("Praise: this was done well"),
}
ROOM = {"happened_when": 200, "happened_where": 200, "name": 120, "region": 80, "account": 60}
"""What the columns of a case hold, in characters; the rulebook may allow less."""


class FeedbackForm(PublicForm):
    """One page. The lengths are the rulebook's, so the form is made with its rules."""

    kind = RadioField(
        lazy("Your message is"),
        [Needed(lazy("Please choose what it is."))],
        choices=[SelectChoice(kind.value, words) for kind, words in KINDS.items()],
    )
    problem = Paragraph(lazy("Tell us what happened"), required=True)
    files = MultipleFileField(lazy("Pictures, recordings or papers"))
    happened_when = Line(lazy("When it happened"))
    happened_where = Line(lazy("Where, or with which service"))
    product = ProductField(lazy("Which product is it about?"))
    expected = Paragraph(lazy("What you expect of us"))
    expected_on = DateField(lazy("Wanted by"), [Optional()])
    name = Line(lazy("Your name"))
    phone = Line(lazy("Telephone"), most=40)
    email = Line(lazy("E-mail"), most=254)
    region = Line(lazy("City or district"))
    account = Line(lazy("Account or contract number"))
    consent = BooleanField(
        lazy("I agree that you use what I wrote here to handle this matter, answer me and ask how it went"),
        [Needed(lazy("Without your consent we may not take this down. Please tick the box."))],
    )
    website = Line(lazy("Leave this empty"))
    submission = HiddenField()

    def __init__(self, rules: Rules, *, today: date, **values: Any) -> None:
        super().__init__(**values)
        self._today = today
        limits = rules.public_form
        self.problem.validators = [
            Needed(lazy("Please tell us what happened.")),
            Undamaged(),
            Length(limits.problem_least, limits.problem_most),
        ]
        self.product.offer(none=_("Not sure, or none of these"))
        self._shorten("expected", limits.text_most)
        self._shorten("name", limits.name_most)
        for field in ("happened_when", "happened_where", "region", "account"):
            self._shorten(field, limits.text_most)
        uncut(self)

    def _shorten(self, name: str, most: int) -> None:
        self[name].validators = [Undamaged(), Length(max=min(most, ROOM.get(name, most)))]

    def validate_expected_on(self, field: DateField) -> None:
        """Only a day to come can be met."""
        if field.data is not None and field.data < self._today:
            raise ValidationError(_("Please choose today or a later day."))

    def validate_phone(self, field: Line) -> None:
        """It must be possible to call it."""
        if field.data:
            try:
                phone_of(field.data)
            except Invalid:
                raise ValidationError(
                    _("This is not a telephone number we can call, such as 13812345678 or 010-12345678.")
                ) from None
        elif not self.email.data:
            raise ValidationError(_("Please leave a telephone number or an e-mail address: one is enough."))

    def validate_email(self, field: Line) -> None:
        """It must be possible to write to it."""
        if field.data:
            try:
                email_of(field.data)
            except Invalid:
                raise ValidationError(_("This is not an e-mail address, such as name@example.com.")) from None

    def validate_website(self, field: Line) -> None:
        """People do not see this field; robots fill it in."""
        if field.data:
            raise ValidationError(_("Please empty this field: it is there to keep robots out."))

    @property
    def sent_as(self) -> str:
        """The name of this filled-in form: sent twice, it is still one case."""
        return str(self.submission.data or "")

    @property
    def contact(self) -> tuple[str | None, str | None]:
        """Telephone in E.164 and mail address in lower case, of a form that was found valid."""
        return phone_of(self.phone.data or ""), email_of(self.email.data or "")
