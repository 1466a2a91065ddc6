"""The forms of departments."""

from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp

from models.clock import local_day, now
from models.people import queries
from models.people.actions import DepartmentDetails
from models.people.tables import Department, Staff
from portal.people.forms import PHONE, tree_choices
from web.forms import Form, Line, Seen
from web.language import _, lazy
from web.language.filters import named


class DepartmentForm(Form):
    """Names, place in the tree, telephone."""

    name_zh = Line(lazy("Name in Chinese"), most=60, required=True)
    name_en = Line(lazy("Name in English"), most=120, required=True)
    parent = SelectField(lazy("Belongs to"))
    position = IntegerField(
        lazy("Place among its neighbours"), [InputRequired(), NumberRange(0, 999)], default=0
    )
    phone = Line(
        lazy("Telephone"), Optional(), Regexp(PHONE, message=lazy("This is not a telephone number.")), most=32
    )
    version = Seen()

    def offer_parents(self, without: Department | None = None) -> None:
        """Offers the open departments as parents, but for the one that is edited."""
        branches = [b for b in queries.department_tree() if without is None or b.department.id != without.id]
        self._parents = {branch.department.code: branch.department for branch in branches}
        self.parent.choices = [("", _("No other: it stands at the top")), *tree_choices(branches)]

    def details(self) -> DepartmentDetails:
        """What was filled in. Only after validation."""
        return DepartmentDetails(
            name_zh=self.name_zh.data or "",
            name_en=self.name_en.data or "",
            parent=self._parents.get(self.parent.data),
            phone=self.phone.data or "",
            position=self.position.data or 0,
        )

    @classmethod
    def of(cls, row: Department) -> "DepartmentForm":
        """The form as the row is now."""
        form = cls(formdata=None, obj=row)
        form.parent.data = row.parent.code if row.parent else ""
        form.offer_parents(without=row)
        return form


class NewDepartmentForm(DepartmentForm):
    """A department that opens."""

    code = Line(
        lazy("Code"),
        most=32,
        required=True,
        description=lazy("Capital letters, such as OPS. It never changes."),
    )


class HeadForm(Form):
    """The head, chosen from the department and those above it."""

    head = SelectField(lazy("Head"))
    version = Seen()

    def offer(self, row: Department) -> None:
        """Offers who works in the department, below it or above it, and the head of now."""
        ids = {*queries.department_ids_below(row.id), *queries.department_ids_above(row.id)}
        staff = list(queries.working_staff(on=local_day(now()), departments=ids))
        if row.head is not None and row.head not in staff:
            staff.append(row.head)
        self._staff = {person.number: person for person in staff}
        self.head.choices = [("", _("Nobody"))] + [
            (person.number, f"{named(person)} {person.number}") for person in staff
        ]

    def chosen(self) -> Staff | None:
        """The person chosen, if any."""
        return self._staff.get(self.head.data)

    @classmethod
    def of(cls, row: Department) -> "HeadForm":
        """The form as the row is now."""
        form = cls(formdata=None, head=row.head.number if row.head else "", version=row.version)
        form.offer(row)
        return form
