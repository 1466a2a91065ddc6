"""The forms of people: taking on, changing, roles, leaving."""

from collections.abc import Sequence

from wtforms import DateField, SelectField
from wtforms.validators import Email, InputRequired, Optional, Regexp

from models.people import queries
from models.people.actions import Details
from models.people.queries import Branch
from models.people.rules import Role
from models.people.tables import Staff
from web.forms import Form, Line, Seen, ticks
from web.language import _, lazy
from web.language.filters import named
from web.words import choices

IDEOGRAPHIC_SPACE = "\u3000"
PHONE = r"^[0-9+][0-9 \-()]{3,30}$"


def tree_choices(branches: Sequence[Branch]) -> list[tuple[str, str]]:
    """Codes and names of departments, each set in as deep as it lies."""
    return [(b.department.code, IDEOGRAPHIC_SPACE * b.depth + named(b.department)) for b in branches]


class DetailsForm(Form):
    """Names, contact, department and title of a person."""

    name = Line(lazy("Name"), most=60, required=True)
    name_en = Line(lazy("English name"), most=80, required=True)
    department = SelectField(lazy("Department"), [InputRequired()])
    title_zh = Line(lazy("Title in Chinese"), most=60)
    title_en = Line(lazy("Title in English"), most=120)
    email = Line(lazy("E-mail"), Optional(), Email(), most=254)
    phone = Line(
        lazy("Telephone"), Optional(), Regexp(PHONE, message=lazy("This is not a telephone number.")), most=32
    )
    version = Seen()

    def offer_departments(self) -> None:
        """Offers the open departments, set in as deep as they lie; on forms that are new, none is chosen."""
        branches = queries.department_tree()
        self.department.choices = [("", _("Please choose")), *tree_choices(branches)]
        self._departments = {branch.department.code: branch.department for branch in branches}

    def details(self) -> Details:
        """What was filled in. Only after validation."""
        return Details(
            name=self.name.data or "",
            name_en=self.name_en.data or "",
            department=self._departments[self.department.data],
            title_zh=self.title_zh.data or "",
            title_en=self.title_en.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
        )

    @classmethod
    def of(cls, person: Staff) -> "DetailsForm":
        """The form as the row is now."""
        form = cls(formdata=None, obj=person)
        form.department.data = person.department.code
        form.offer_departments()
        return form


class RolesForm(Form):
    """The roles that a person plays. Only those are offered that the viewer may grant."""

    roles = ticks(lazy("Roles"))
    version = Seen()

    def offer(self, roles: frozenset[Role]) -> None:
        """Offers these roles."""
        self.roles.choices = choices(role for role in Role if role in roles)

    def chosen(self, person: Staff | None, offered: frozenset[Role]) -> set[Role]:
        """The roles ticked, and those the person has that were not up for choice."""
        kept = person.roles - offered if person is not None else set()
        return {Role(value) for value in self.roles.data or []} | set(kept)


class NewPersonForm(DetailsForm, RolesForm):
    """Somebody who joins."""

    number = Line(lazy("Staff number"), most=16, required=True)
    login = Line(lazy("Login"), most=40, required=True)
    joined_on = DateField(lazy("First day"), [InputRequired()])


class LeaveForm(Form):
    """The last day."""

    left_on = DateField(lazy("Last day"), [InputRequired()])
    version = Seen()


class FilterForm(Form):
    """What the list of people is narrowed to; all in the address."""

    class Meta(Form.Meta):
        csrf = False

    q = Line(lazy("Name, number or login"), most=60)
    department = SelectField(lazy("Department"), validate_choice=False)
    role = SelectField(lazy("Role"), validate_choice=False)
    employment = SelectField(lazy("Employment"), validate_choice=False)
