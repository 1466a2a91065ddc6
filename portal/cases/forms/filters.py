"""The filters of the case list: a form in the address, so that a list can be shared."""

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, SearchField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional

from models.cases.queries import Filters, Sort
from models.cases.words import Channel, Kind, State
from models.clock import now
from models.people.queries import every_department
from models.people.tables import Staff
from models.products.queries import product_with_code
from models.rulebook.queries import rules_at
from web.forms import Near, PublicForm
from web.language import _, lazy
from web.language.filters import named
from web.products import all_choices
from web.words import choices

SORTS = {
    Sort.DUE: lazy("Due first"),
    Sort.NEWEST: lazy("Newest first"),
    Sort.OLDEST: lazy("Oldest first"),
    Sort.PRIORITY: lazy("Most pressing first"),
}
TICKED = "y"
"""What a ticked box sends."""


class FiltersForm(PublicForm):
    """Nothing chosen narrows nothing. What the address holds beyond the choices is passed over."""

    q = SearchField(lazy("Search"), validators=[Optional()])
    state = SelectField(lazy("State"), validate_choice=False)
    kind = SelectField(lazy("Kind"), validate_choice=False)
    channel = SelectField(lazy("Channel"), validate_choice=False)
    grade = SelectField(lazy("Grade"), validate_choice=False)
    category = SelectField(lazy("Category"), validate_choice=False)
    product = SelectField(lazy("Product"), validate_choice=False)
    department = SelectField(lazy("Lead department"), validate_choice=False)
    waiting = BooleanField(lazy("Waiting for me"))
    mine = BooleanField(lazy("Mine"))
    open = BooleanField(lazy("Open"))
    late = BooleanField(lazy("Overdue"))
    reopened = BooleanField(lazy("Handled again"))
    outside = BooleanField(lazy("Regulator"))
    received_from = DateField(lazy("Received from"), validators=[Optional(), Near()])
    received_to = DateField(lazy("Received until"), validators=[Optional(), Near()])
    sort = SelectField(lazy("Order"), validate_choice=False)

    def prepare(self) -> None:
        """Fills in the choices."""
        rules = rules_at(now())
        self.state.choices = [("", _("All states")), *choices(State)]
        self.kind.choices = [("", _("All kinds")), *choices(Kind)]
        self.channel.choices = [("", _("All channels")), *choices(Channel)]
        self.grade.choices = [
            ("", _("All grades")),
            *((str(grade.grade), named(grade)) for grade in rules.grades),
        ]
        self.category.choices = {
            "": [("", _("All categories"))],
            **{
                named(parent): [
                    (parent.code, _("All of %(name)s", name=named(parent))),
                    *((category.code, named(category)) for category in rules.subcategories(parent.code)),
                ]
                for parent in rules.subcategories()
            },
        }
        self.product.choices = all_choices(_("All products"))
        self.department.choices = [
            ("", _("All departments")),
            *((row.code, named(row)) for row in every_department()),
        ]
        self.sort.choices = [(sort.value, str(words)) for sort, words in SORTS.items()]

    @property
    def active(self) -> int:
        """How many filters narrow the list."""
        return sum(1 for field in self if field.name != "sort" and field.data)

    @property
    def kept(self) -> dict[str, str]:
        """What a saved filter holds: each choice that is offered, but no search words: they may be a name."""
        found = {}
        for field in self:
            if field.name == "q" or not field.data or field.errors:
                continue
            value = field.raw_data[0] if field.raw_data else ""
            if isinstance(field, BooleanField):
                value = TICKED  # whatever stood in the address
            if not isinstance(field, SelectField) or value in {choice.value for choice in _offered(field)}:
                found[field.name] = value
        return found

    def words(self) -> list[str]:
        """Each filter in use as people read it."""
        found = []
        for field in self:
            if field.name not in self.kept or field.name == "sort":
                continue
            if isinstance(field, SelectField):
                found += [str(choice.label) for choice in _offered(field) if choice.selected]
            elif isinstance(field, BooleanField):
                found.append(str(field.label.text))
            else:
                found.append(f"{field.label.text} {field.data}")
        return found

    @property
    def rarer(self) -> int:
        """How many of those that stand under "more" are in use; faults in them count too."""
        fields = (
            self.kind, self.channel, self.category, self.product, self.received_from, self.received_to
        )  # fmt: skip
        return sum(1 for field in fields if field.data or field.errors)

    def filters(self, by: Staff) -> Filters:
        """What was chosen, for the query; values that do not exist are passed over."""
        rules = rules_at(now())
        category = self.category.data or ""
        codes = [category, *(each.code for each in rules.subcategories(category))] if category else []
        department = next((row.id for row in every_department() if row.code == self.department.data), None)
        product = product_with_code(self.product.data or "")
        return Filters(
            text=(self.q.data or "").strip()[:100],
            states=[State(self.state.data)] if self.state.data in set(State) else [],
            kinds=[Kind(self.kind.data)] if self.kind.data in set(Kind) else [],
            channels=[Channel(self.channel.data)] if self.channel.data in set(Channel) else [],
            grades=[int(self.grade.data)] if self.grade.data in ("1", "2", "3") else [],
            categories=codes,
            product_id=product.id if product is not None else None,
            department_id=department,
            owner_id=by.id if self.mine.data else None,
            open_only=self.open.data,
            late_only=self.late.data,
            reopened_only=self.reopened.data,
            waiting_only=self.waiting.data,
            outside_only=self.outside.data,
            received_from=self.received_from.data if not self.received_from.errors else None,
            received_to=self.received_to.data if not self.received_to.errors else None,
            sort=Sort(self.sort.data) if self.sort.data in set(Sort) else Sort.DUE,
        )


def _offered(field: SelectField) -> list[SelectChoice]:
    return list(field.iter_choices())


def read(arguments: "MultiDict[str, str]") -> FiltersForm:
    """The filters that an address holds. Dates that are none are passed over, and say so."""
    form = FiltersForm(arguments)
    form.prepare()
    form.validate()
    return form


def from_query(query: dict[str, str]) -> FiltersForm:
    """The filters that were saved."""
    return read(MultiDict(query))
