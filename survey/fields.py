"""What the fields of public forms have in common."""

from typing import Any

from flask_babel.speaklater import LazyString
from wtforms.form import BaseForm
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


def uncut(form: BaseForm) -> None:
    """Lets fields take more than they may hold: a browser cuts pasted text off without a word, we say it."""
    for field in form:
        field.flags.maxlength = field.flags.minlength = False
