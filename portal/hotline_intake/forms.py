"""The officer's form: the reporter's fields, and by which way it came."""

from typing import Any

from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from models.hotline.words import Source
from web.forms import Required
from web.language import _, lazy
from web.reporting.fields import ReportFields


class IntakeForm(ReportFields):
    """A report by telephone or on paper."""

    source = RadioField(
        lazy("How it came"),
        choices=[
            SelectChoice(Source.PHONE.value, lazy("By telephone")),
            SelectChoice(Source.PAPER.value, lazy("By letter")),
        ],
        default=Source.PHONE.value,
    )
    read_back = BooleanField(lazy("I read it back, and the caller says that it is right"))

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.kind.validators = [Required()]
        self.kind.flags.required = True

    def validate_read_back(self, field: BooleanField) -> None:
        """What a caller said is right only when they have heard it (W-01)."""
        if self.source.data == Source.PHONE and not field.data:
            raise ValidationError(_("Please read it back to the caller first."))
