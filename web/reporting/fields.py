"""The fields of a report, the same for a reporter's own form and for an officer who takes it down (W-01)."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, MultipleFileField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from models.hotline.rules.content import MOST_TEXT
from models.hotline.words import ReportKind
from models.people.queries import departments
from models.people.tables import Department
from web.forms import Form, Line, Paragraph
from web.language import _, current_language, lazy
from web.words import choices

NOT_KNOWN = ""
ANONYMOUS, NAMED = "anonymous", "named"


class ReportFields(Form):
    """What happened, whom it is about, who tells it. Mixed into a form of one of the sites."""

    kind = RadioField(lazy("What is it about?"), choices=[])
    text = Paragraph(lazy("Tell us what happened"), most=MOST_TEXT, required=True)
    when = Line(lazy("When it happened"), most=200)
    where = Line(lazy("Where, or in which case"), most=200)
    department = SelectField(lazy("Which department is it about?"), choices=[])
    people = Line(lazy("Who is it about?"), most=1000)
    files = MultipleFileField(lazy("Photos, documents, recordings"))
    uncleaned = BooleanField(lazy("Send files all the same that cannot be cleaned"))
    fears = Paragraph(lazy("Are you afraid of consequences?"), most=2000)
    who = RadioField(
        lazy("Do you want to give your name?"),
        choices=[
            SelectChoice(ANONYMOUS, lazy("No, I stay anonymous")),
            SelectChoice(NAMED, lazy("Yes: my name is sealed apart, and two people are needed to open it")),
        ],
        default=ANONYMOUS,
    )
    name = Line(lazy("Your name"), most=200)
    contact = Line(lazy("How we reach you"), most=200)
    staff_number = Line(lazy("Your staff number, if you work here"), most=16)
    watch = BooleanField(
        lazy("Watch for a year whether I am punished after this report (for staff with a number above)")
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.kind.choices = choices(ReportKind)
        self.houses: Sequence[Department] = departments()
        self.department.choices = [
            SelectChoice(NOT_KNOWN, _("I do not know, or none")),
            *(SelectChoice(house.code, name_of(house)) for house in self.houses),
        ]

    def validate_who(self, field: RadioField) -> None:
        """What somebody typed about themselves is never thrown away, and never kept against their choice."""
        told = bool(self.name.data or self.contact.data or self.staff_number.data)
        if field.data == ANONYMOUS and told:
            raise ValidationError(
                _("You chose to stay anonymous, but wrote something about yourself. Please decide.")
            )
        if field.data == NAMED and not told:
            raise ValidationError(_("Please write who you are, or choose to stay anonymous."))

    def validate_watch(self, field: BooleanField) -> None:
        """Only whose number is known can be watched over (W-08)."""
        if field.data and not self.staff_number.data:
            raise ValidationError(_("For this we need your staff number."))

    @property
    def house(self) -> Department | None:
        """The department that was picked."""
        return next((each for each in self.houses if each.code == self.department.data), None)


def name_of(house: Department) -> str:
    """A department in the reader's language."""
    return house.name_en if current_language().value == "en" and house.name_en else house.name_zh
