"""The form of a shift of the duty roster (T-02)."""

from wtforms import SelectField
from wtforms.validators import InputRequired

from models.clock import local_day, now
from models.duty.actions import DutyDraft
from models.duty.queries import planned_by
from models.people.queries import every_department, who_may
from models.people.tables import Staff
from models.permissions import Permission
from web.errors import fault, refusal
from web.forms import Form, Line, Moment
from web.language import _, lazy
from web.language.filters import named

refusal("duty", lazy("A head plans the roster of the own departments, and whoever keeps the people of all."))
fault("no_duty", lazy("Only who takes part in cases, and works here all the while, can be on duty."))
fault("duty_order", lazy("The end must come after the beginning."))
fault("duty_over", lazy("That time is over."))
fault("duty_too_long", lazy("A shift is two weeks at most."))
fault("duty_twice", lazy("This person is on duty already in that time."))


class ShiftForm(Form):
    """Who is on duty, from when to when."""

    staff_id = SelectField(lazy("Who is on duty"), validators=[InputRequired(lazy("Please choose one."))])
    begins_at = Moment(lazy("From"), required=True)
    ends_at = Moment(lazy("Until"), required=True)
    phone = Line(lazy("Reached at"), most=40)

    def prepare(self, by: Staff) -> None:
        """Fills in whom this person may plan for, department by department."""
        names = {row.id: named(row) for row in every_department()}
        found = who_may(Permission.CASE_ASSIST, on=local_day(now()), departments=planned_by(by))
        people = sorted(found, key=lambda each: (names[each.department_id], each.number))
        self.people = {str(person.id): person for person in people}
        self.staff_id.choices = [("", _("Please choose"))] + [
            (key, f"{names[person.department_id]} · {named(person)} {person.number}")
            for key, person in self.people.items()
        ]

    def draft(self) -> DutyDraft:
        """The shift that was typed, once the form is valid."""
        assert self.begins_at.data is not None
        assert self.ends_at.data is not None
        person = self.people[self.staff_id.data]
        return DutyDraft(person, self.begins_at.data, self.ends_at.data, self.phone.data or "")
