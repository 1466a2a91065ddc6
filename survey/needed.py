"""Something must be given, and the sentence that says so is the field's own."""

from typing import Any

from flask_babel.speaklater import LazyString
from wtforms.validators import StopValidation


class Needed:
    """Stops with `sentence`, in the reader's language, where a field was left empty."""

    field_flags = {"required": True}

    def __init__(self, sentence: LazyString) -> None:
        self.sentence = sentence

    def __call__(self, _form: Any, field: Any) -> None:
        if not field.data:
            field.errors = []
            raise StopValidation(str(self.sentence))
