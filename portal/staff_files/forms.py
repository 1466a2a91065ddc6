"""The forms of a person's file: what is shown, an entry of HR's, a file to import (C-05)."""

from wtforms import DateField, FileField, HiddenField, SelectField
from wtforms.validators import InputRequired, Optional

from models.conduct.actions import RecordDraft
from models.conduct.queries.staff_file import Wanted
from models.conduct.words import Part, RecordKind
from models.people.tables import Staff
from portal.cases.forms.compensation import Yuan
from web.errors import refusal
from web.forms import Form, Line, Near, Paragraph, PublicForm, ticks
from web.language import lazy
from web.words import choices, word

refusal("own_file", lazy("Nobody writes into their own file."))


class SearchForm(PublicForm):
    """Whose file is looked for."""

    q = Line(lazy("Name or staff number"), most=60)


class FileForm(PublicForm):
    """Which part of a file is shown."""

    part = ticks(lazy("What"), validators=[Optional()])
    since = DateField(lazy("From"), validators=[Optional(), Near()])
    until = DateField(lazy("Until"), validators=[Optional(), Near()])

    def prepare(self, parts: frozenset[Part]) -> None:
        """Offers the parts that the viewer reads."""
        self.part.choices = [(each.value, word(each)) for each in Part if each in parts]

    @property
    def active(self) -> int:
        return sum(bool(each.data) for each in (self.part, self.since, self.until))

    def wanted(self) -> Wanted:
        """What is asked for; nonsense in the address narrows nothing."""
        self.validate()
        known = {each.value for each in Part}
        return Wanted(
            frozenset(Part(each) for each in self.part.data or () if each in known),
            self.since.data if not self.since.errors else None,
            self.until.data if not self.until.errors else None,
        )


class RecordForm(Form):
    """One entry that HR writes."""

    kind = SelectField(lazy("Kind"), validators=[InputRequired(lazy("Please choose one."))])
    on = DateField(lazy("Day"), validators=[InputRequired(), Near()])
    text = Paragraph(lazy("What happened"), most=1000, required=True)
    paper = Line(lazy("Number of the paper"), most=60)
    amount = Yuan(lazy("Amount in yuan"))

    def prepare(self) -> None:
        """Offers the kinds."""
        self.kind.choices = choices(RecordKind)

    def draft(self, person: Staff) -> RecordDraft:
        """The entry, for the action."""
        assert self.on.data is not None, "a checked form has a day"
        return RecordDraft(
            person,
            self.on.data,
            RecordKind(self.kind.data),
            self.text.data or "",
            self.paper.data or "",
            self.amount.data or None,
        )


class UploadForm(Form):
    """A file with entries."""

    file = FileField(lazy("File"))


class ConfirmForm(Form):
    """What was read from the file, on its way back: it is checked anew, as it may be anything by then."""

    rows = HiddenField()
