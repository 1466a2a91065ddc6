"""Minutes of a meeting about a case, and action items that are done (G-04, T-04)."""

import re
from collections.abc import Sequence

from wtforms import FormField, SelectField, ValidationError
from wtforms.validators import InputRequired

from models.cases.actions import Finding, ItemDraft, Minutes
from models.cases.queries.attending import likely_attendants, staff_by_numbers
from models.cases.rules.grave import called, open_items
from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case
from models.clock import local_day, now
from models.people.queries import departments
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.forms.rows import Rows, TaskForm
from portal.cases.forms.step import StepForm
from portal.cases.forms.steps import LONG
from web.forms import Line, Moment, Paragraph, ticks
from web.language import _, lazy
from web.language.filters import named

ROWS = 3
MOST_ROWS = 8
BETWEEN = re.compile(r"[\s,;，；、]+")


class ItemForm(TaskForm):
    """One action item."""

    text = Line(lazy("Action item"), most=300)
    unfinished = lazy("An action item needs a text, a person and a time.")


class MinutesForm(StepForm):
    """What every meeting's minutes have. `offered` are the people that the list shows."""

    held_at = Moment(lazy("When it was held"), required=True)
    place = Line(lazy("Where"), most=200, required=True)
    people = ticks(lazy("Who took part"))
    others = Line(lazy("Further staff numbers"), most=400)
    decisions = Paragraph(lazy("Decisions"), most=LONG, required=True)
    items = Rows(FormField(ItemForm), lazy("Action items"), min_entries=ROWS, max_entries=MOST_ROWS)

    offered: Sequence[Staff]
    named_besides: Sequence[Staff] = ()

    def prepare(self, case: Case, standing: Standing) -> None:
        self.offered = self.attendants(case, standing)
        self.people.choices = [(str(each.id), _who(each)) for each in self.offered]
        able = [each for each in self.offered if each.may(Permission.CASE_ASSIST)]
        for row in self.items:
            row.form.owner_id.choices = [
                ("", _("Please choose")),
                *((str(each.id), _who(each)) for each in able),
            ]

    def attendants(self, case: Case, standing: Standing) -> Sequence[Staff]:
        """Whom the list shows."""
        helped = [each.department_id for each in standing.assistances]
        return likely_attendants(case, local_day(now()), helped)

    def validate_others(self, field: Line) -> None:
        """Each number is somebody's who works here."""
        numbers = {number.upper() for number in BETWEEN.split(field.data or "") if number}
        self.named_besides = staff_by_numbers(numbers, local_day(now())) if numbers else ()
        unknown = numbers - {each.number for each in self.named_besides}
        if unknown:
            raise ValidationError(
                _("Nobody here has this number: %(numbers)s", numbers=", ".join(sorted(unknown)))
            )

    def minutes(self) -> Minutes:
        """What was written down, for the action."""
        assert self.held_at.data is not None, "the field is required"
        return Minutes(
            held_at=self.held_at.data,
            place=self.place.data or "",
            people={
                *(int(each) for each in self.people.data or ()),
                *(each.id for each in self.named_besides),
            },
            decisions=self.decisions.data or "",
            items=[
                ItemDraft(row.form.text.data, int(row.form.owner_id.data), row.form.due.data)
                for row in self.items
                if row.form.text.data and row.form.due.data
            ],
        )


class MeetingForm(MinutesForm):
    step = Step.MEETING


class ConsultationForm(StepForm):
    """Which departments are to say whose the case is (T-04)."""

    step = Step.CONSULTATION

    question = Paragraph(lazy("What is unclear"), most=LONG, required=True)
    departments = ticks(
        lazy("Departments invited"),
        validators=[InputRequired(lazy("Please choose one."))],
    )

    def prepare(self, case: Case, standing: Standing) -> None:
        self.departments.choices = [(str(each.id), named(each)) for each in departments()]


class ConsultationMinutesForm(MinutesForm):
    """The minutes, and whose the case is from now on (T-04)."""

    step = Step.CONSULTATION_MINUTES

    lead_department_id = SelectField(
        lazy("Lead department"), validators=[InputRequired(lazy("Please choose one."))]
    )
    assisting = ticks(lazy("Assisting departments"))
    task = Paragraph(lazy("What the assisting departments are asked for"), most=LONG)

    def prepare(self, case: Case, standing: Standing) -> None:
        self.meeting = called(standing.meetings)
        super().prepare(case, standing)
        offered = [(str(each.id), named(each)) for each in departments()]
        self.lead_department_id.choices = [("", _("Please choose")), *offered]
        self.assisting.choices = offered

    def attendants(self, case: Case, standing: Standing) -> Sequence[Staff]:
        """Those of the departments that are invited, too."""
        invited = [each.department_id for each in self.meeting.departments] if self.meeting else []
        return likely_attendants(case, local_day(now()), invited)

    def finding(self) -> Finding:
        """What was decided, for the action."""
        return Finding(
            int(self.lead_department_id.data),
            [int(each) for each in self.assisting.data or ()],
            self.task.data or "",
        )


class ActionItemForm(StepForm):
    step = Step.ACTION_ITEM

    item_id = SelectField(lazy("Which action item"), validators=[InputRequired(lazy("Please choose one."))])
    remark = Paragraph(lazy("What came of it"), most=500)

    def prepare(self, case: Case, standing: Standing) -> None:
        everybody = standing.leads(case)
        items = open_items(standing.meetings, None if everybody else standing.staff.id)
        self.item_id.choices = [
            (str(each.id), f"{each.text} · {named(each.owner)}" if everybody else each.text) for each in items
        ]


def _who(person: Staff) -> str:
    return f"{named(person)} · {named(person.department)}"
