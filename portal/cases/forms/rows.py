"""Rows of fields inside a step's form."""

from collections.abc import Iterable
from typing import Any, ClassVar

from flask_babel.speaklater import LazyString
from wtforms import FieldList, SelectField
from wtforms.validators import Optional

from web.forms import Form, Line, Moment
from web.language import lazy


class Rows(FieldList):  # type: ignore[type-arg]  # generic in its stubs only
    """Rows by the numbers that the page gives them; fields with any other number are passed over."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> list[int]:
        names, most = list(formdata), self.max_entries or 0
        return [row for row in range(most) if any(name.startswith(f"{prefix}-{row}-") for name in names)]


class TaskForm(Form):
    """A row that gives somebody something to do: whole or empty. The token is the whole form's."""

    class Meta(Form.Meta):
        csrf = False

    unfinished: ClassVar[LazyString]
    text: Line
    owner_id = SelectField(lazy("By whom"), validators=[Optional()])
    due = Moment(lazy("By when"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Asks for what is missing from a row that was begun."""
        sound = bool(super().validate(extra_validators))
        filled = [self.text.data, self.owner_id.data, self.due.data]
        if sound and any(filled) and not all(filled):
            self.text.errors = [*self.text.errors, str(self.unfinished)]
            return False
        return sound
