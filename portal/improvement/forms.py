"""The forms of improvement: raising, taking up, finishing, concluding (K-02)."""

from datetime import timedelta

from wtforms import DateField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Optional

from models.cases import queries as cases
from models.clock import local_day, now
from models.improvement.actions import ItemDraft, Taking
from models.improvement.tables import ImprovementItem
from models.improvement.words import ItemSource, ItemState
from models.people.tables import Staff
from models.products.queries import product_with_code
from models.rulebook.document import Rules
from portal.people.called import one_called
from web.errors import fault, refusal
from web.forms import Form, Line, Near, Paragraph, PublicForm, Seen
from web.language import _, lazy
from web.language.filters import named
from web.products import all_choices
from web.words import choices

fault("too_early", lazy("It was done less than two weeks ago: it is too early to say."))
fault(
    "not_shown",
    lazy("The figures do not show it: the interval reaches one or more. State that no effect is shown."),
)
refusal(
    "improvement",
    lazy("Who made a suggestion neither takes it up nor judges it; its owner and those who steer do."),
)

LONG = 4000
CHOOSE = InputRequired(lazy("Please choose one."))
WORKED, NOT_SHOWN = "worked", "not_shown"
MONTH = timedelta(days=30)


class StateForm(PublicForm):
    """Which items are shown."""

    state = SelectField(lazy("State"), validators=[Optional()], validate_choice=False)

    def prepare(self) -> None:
        """Offers the states."""
        self.state.choices = [("", _("All states")), *choices(ItemState)]

    @property
    def states(self) -> tuple[ItemState, ...]:
        known = {each.value for each in ItemState}
        return (ItemState(self.state.data),) if self.state.data in known else ()


class _Cause(Form):
    """The cause by whose cases the effect is counted."""

    category = SelectField(lazy("Cause whose cases are counted"), validators=[Optional()])
    product = SelectField(lazy("Product whose cases are counted"), validators=[Optional()])
    region = Line(lazy("Only in this region"), most=80)

    def offer(self, rules: Rules) -> None:
        """Fills in the categories, and the products, retired ones too."""
        self.category.choices = [
            ("", _("None")),
            *((each.code, named(each)) for each in rules.categories),
        ]
        self.product.choices = all_choices(_("None"))

    @property
    def product_id(self) -> int | None:
        """The id of the product that was chosen."""
        product = product_with_code(self.product.data or "")
        return product.id if product is not None else None


class RaiseForm(_Cause):
    """What is to be made better."""

    source = RadioField(lazy("What it comes from"), choices=[], validators=[CHOOSE])
    title = Line(lazy("In a few words"), most=120, required=True)
    problem = Paragraph(lazy("What is wrong, and what would be better"), most=LONG, required=True)
    case = Line(lazy("Case whose customer raised it"), most=30)
    inspection = Line(lazy("Which inspection"), most=120)

    def prepare(self, rules: Rules) -> None:
        """Fills in what can be chosen."""
        self.source.choices = choices(ItemSource)
        self.offer(rules)

    def draft(self, by: Staff) -> ItemDraft | None:
        """What is raised; None, with the fault at its field, for a case that is none or not to be seen."""
        number = (self.case.data or "").strip()
        case = cases.find(by, number) if number else None
        if number and case is None:
            self.case.errors = [*self.case.errors, _("There is no such case, or it is not yours to see.")]
            return None
        return ItemDraft(
            source=ItemSource(self.source.data),
            title=self.title.data or "",
            problem=self.problem.data or "",
            category=self.category.data or None,
            region=self.region.data or "",
            inspection=self.inspection.data or "",
            product_id=self.product_id,
            case=case,
        )


class _Work(Form):
    """Who does what until when."""

    version = Seen()
    owner = Line(lazy("Owner"), most=80, required=True)
    due_on = DateField(lazy("Due"), validators=[CHOOSE, Near()])
    measure = Paragraph(lazy("What is done"), most=LONG, required=True)

    def taking(self, category: str | None, region: str, product_id: int | None) -> Taking | None:
        """What is settled; None, with the fault at its field, where the owner is nobody."""
        if (owner := one_called(self.owner, local_day(now()))) is None:
            return None
        assert self.due_on.data is not None, "a valid form has a day"
        return Taking(owner, self.due_on.data, self.measure.data or "", category, region, product_id)


class TakingForm(_Cause, _Work):
    """Who does what until when, and the cause by whose cases its effect is counted."""

    @classmethod
    def of(cls, item: ImprovementItem) -> "TakingForm":
        """With a month's time, and the cause that was named."""
        given = {
            "version": item.version,
            "due_on": local_day(now()) + MONTH,
            "category": item.category or "",
            "product": item.product.code if item.product else "",
            "region": item.region,
        }
        return cls(None, data=given)

    def draft(self) -> Taking | None:
        """What is settled, for the action."""
        return self.taking(self.category.data or None, self.region.data or "", self.product_id)


class ChangeForm(_Work):
    """Another owner, day or measure, and why."""

    reason = Paragraph(lazy("Why"), most=1000, required=True)

    @classmethod
    def of(cls, item: ImprovementItem) -> "ChangeForm":
        """Filled with what holds now."""
        given = {"version": item.version, "due_on": item.due_on, "measure": item.measure}
        return cls(None, data=given | {"owner": item.owner.number if item.owner else ""})

    def draft(self, item: ImprovementItem) -> Taking | None:
        """What is settled, for the action; the cause stays."""
        return self.taking(item.category, item.region, item.product_id)


class ReasonForm(Form):
    """Why nothing is done about it."""

    version = Seen()
    reason = Paragraph(lazy("Why"), most=1000, required=True)


class DoneForm(Form):
    """What customers who raised it read."""

    version = Seen()
    told = Paragraph(lazy("What customers who raised it read"), most=2000, required=True)


class ConclusionForm(Form):
    """What came of it."""

    version = Seen()
    worked = RadioField(
        lazy("Did it help?"),
        choices=[SelectChoice(WORKED, lazy("It worked")), SelectChoice(NOT_SHOWN, lazy("No effect shown"))],
        validators=[CHOOSE],
    )
    finding = Paragraph(lazy("What we found"), most=2000, required=True)


class VoiceForm(Form):
    """Another case whose customer raised the same."""

    case = Line(lazy("Case number"), most=30, required=True)
