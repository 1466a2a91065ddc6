"""The forms of imports: handing in a file, saying what its columns mean, starting."""

from collections.abc import Mapping, Sequence

from flask import request
from wtforms import BooleanField, FileField, HiddenField
from wtforms.validators import InputRequired, Length, Regexp

from models.errors import Invalid
from models.imports.words import Column
from web.forms import Form, Line, Seen
from web.language import lazy

LEFT_OUT = ""
PREFIX = "column-"


class UploadForm(Form):
    """A file and the name of the system that it comes from."""

    submission = HiddenField(validators=[InputRequired(), Length(max=40), Regexp(r"^[0-9A-Z]+$")])
    source = Line(lazy("Which system it comes from"), most=60, required=True)
    file = FileField(lazy("File"))


class ColumnsForm(Form):
    """What each column of a file means; the select fields are named by the columns' places."""

    version = Seen()

    def choice(self, headers: Sequence[str]) -> Mapping[int, Column]:
        """What was chosen, those left out not among it. Raises Invalid for what was not offered."""
        chosen = {}
        for place in range(len(headers)):
            value = request.form.get(f"{PREFIX}{place}", LEFT_OUT)
            if value == LEFT_OUT:
                continue
            if value not in set(Column):
                raise Invalid("columns", "unknown")
            chosen[place] = Column(value)
        return chosen


class StartForm(Form):
    """What goes with the start."""

    version = Seen()
    skip_known = BooleanField(lazy("Leave out the lines that were imported before"))
    letters = BooleanField(
        lazy("Tell these customers that we have their case, by mail or SMS, with its number and link")
    )
