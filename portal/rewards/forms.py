"""The forms of a reward: nominating, checking, refusing, revoking (C-04)."""

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from models.cases import queries as cases
from models.clock import local_day, now
from models.conduct.actions import Check, Nomination
from models.conduct.tables import Reward, RewardSuggestion
from models.conduct.words import OF_DEPARTMENTS, RewardGround
from models.people.queries import departments
from models.people.tables import Department, Staff
from models.rulebook.words import RewardKind
from portal.cases.forms.compensation import Yuan
from portal.people.called import one_called
from web.errors import fault, refusal
from web.forms import Form, Line, Paragraph
from web.language import _, lazy
from web.language.filters import named
from web.words import choices, word

fault("oneself", lazy("Nobody nominates themselves."))
fault("holder_left", lazy("Who has left, or what is closed, is not rewarded."))
fault("not_for_people", lazy("This is given to departments: name a department, not a person."))
fault("not_for_departments", lazy("This is given to people: name a person, not a department."))
fault("without_amount", lazy("No money goes with this kind of reward."))
fault("not_in_range", lazy("The rules allow other amounts for this kind of reward."))
refusal(
    "reward",
    lazy("Whom a reward is for, who nominated it and who checked it decide nothing more about it."),
)

CHOOSE = InputRequired(lazy("Please choose one."))
LONG = 2000


class NominationForm(Form):
    """Who is nominated for what."""

    kind = SelectField(lazy("Reward"), validators=[CHOOSE])
    person = Line(lazy("Person"), most=80)
    department = SelectField(lazy("Department"), validators=[Optional()])
    ground = RadioField(lazy("Rewarded for"), choices=[], validators=[CHOOSE])
    case = Line(lazy("Case number"), most=30)
    amount = Yuan(lazy("Amount in yuan"))
    reason = Paragraph(lazy("What was done, and what came of it"), most=LONG, required=True)

    def prepare(self) -> None:
        """Fills in what can be chosen."""
        self.kind.choices = [("", _("Please choose")), *choices(RewardKind)]
        self.ground.choices = choices(RewardGround)
        self.rows = {row.code: row for row in departments()}
        self.department.choices = [
            ("", _("Please choose")),
            *((code, named(row)) for code, row in self.rows.items()),
        ]

    def draft(self, by: Staff, suggestion: RewardSuggestion | None) -> Nomination | None:
        """What is nominated; None, with the fault at its field, for somebody or a case that is none."""
        kind = RewardKind(self.kind.data)
        number = (self.case.data or "").strip()
        case = cases.find(by, number) if number else None
        if suggestion is not None and suggestion.case and suggestion.case.number == number:
            case = suggestion.case  # HR reads no cases, and weighs what is suggested from them
        if number and case is None:
            self.case.errors = [*self.case.errors, _("There is no such case, or it is not yours to see.")]
        holder = self._department() if kind in OF_DEPARTMENTS else one_called(self.person, local_day(now()))
        if self.errors or holder is None:
            return None
        return Nomination(
            holder,
            kind,
            RewardGround(self.ground.data),
            self.reason.data or "",
            self.amount.data or 0,
            case,
            suggestion,
        )

    def _department(self) -> Department | None:
        found = self.rows.get(self.department.data or "")
        if found is None:
            self.department.errors = [*self.department.errors, _("Please choose the department.")]
        return found


class CheckForm(Form):
    """What HR makes of a nomination."""

    kind = SelectField(lazy("Reward"), validators=[CHOOSE])
    amount = Yuan(lazy("Amount in yuan"))
    citation = Paragraph(lazy("What is announced"), most=LONG, required=True)

    def prepare(self, reward: Reward) -> None:
        """Offers the kinds that fit, and what was nominated."""
        whole = reward.staff_id is None
        self.kind.choices = [
            (each.value, word(each)) for each in RewardKind if (each in OF_DEPARTMENTS) is whole
        ]
        if not self.is_submitted():
            self.kind.data, self.amount.data = reward.kind.value, reward.amount_fen
            self.citation.data = reward.reason

    def draft(self) -> Check:
        """What was settled, for the action."""
        return Check(RewardKind(self.kind.data), self.citation.data or "", self.amount.data or 0)


class ReasonForm(Form):
    """Why something is refused, dismissed or revoked."""

    reason = Paragraph(lazy("Why"), most=LONG, required=True)
