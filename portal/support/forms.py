"""The forms of a request for support: asking, answering (H-10)."""

from wtforms import DateField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Optional

from models.cases import queries as cases
from models.cases.queries import departments_of
from models.cases.tables import Case
from models.clock import local_day, now
from models.people.queries import who_may
from models.people.tables import Staff
from models.permissions import Permission
from models.support.actions import RequestDraft
from models.support.tables import SupportRequest
from models.support.words import SupportKind
from web.errors import fault, refusal
from web.forms import Form, Line, Near, Paragraph
from web.language import _, lazy
from web.language.filters import named, titled
from web.words import choices

fault("not_handled", lazy("A second handler is asked for a case that you handle."))
fault("relieved", lazy("This person takes no new cases for now: their head granted relief."))
fault("relief_span", lazy("Choose a day from today on, and not beyond the longest relief of the rulebook."))
fault("moved_on", lazy("Who asked does not handle this case any more, so nobody can be added to it."))
refusal("support", lazy("This request is answered by the head above who asked, and taken back by who asked."))

CHOOSE = InputRequired(lazy("Please choose one."))
ACCEPTED, DECLINED = "accepted", "declined"


class AskForm(Form):
    """What is asked for."""

    kind = RadioField(lazy("What you ask for"), choices=[], validators=[CHOOSE])
    case = Line(lazy("Case number"), most=30)
    wished_id = SelectField(lazy("Whom you would like"), validators=[Optional()])
    text = Paragraph(lazy("Why, and what would help"), most=2000, required=True)

    def prepare(self, by: Staff) -> None:
        """Fills in what can be chosen."""
        self.kind.choices = choices(SupportKind)
        colleagues = _handlers({by.department_id})
        self.people = {str(person.id): person for person in colleagues if person.id != by.id}
        self.wished_id.choices = [("", _("nobody in particular")), *map(_choice, self.people.values())]

    def draft(self, by: Staff) -> RequestDraft | None:
        """What is asked for; None, with the fault at its field, for a case that is none or not to be seen."""
        number = (self.case.data or "").strip()
        case = cases.find(by, number) if number else None
        if number and case is None:
            self.case.errors = [*self.case.errors, _("There is no such case, or it is not yours to see.")]
            return None
        wished = self.people.get(self.wished_id.data or "")
        return RequestDraft(SupportKind(self.kind.data), self.text.data or "", case, wished)


class AnswerForm(Form):
    """What the head decides."""

    verdict = RadioField(
        lazy("Your decision"),
        choices=[SelectChoice(ACCEPTED, lazy("Agree")), SelectChoice(DECLINED, lazy("Decline"))],
        validators=[CHOOSE],
    )
    second_id = SelectField(lazy("Second handler"), validators=[Optional()])
    relieved_until = DateField(lazy("No new cases up to and with"), validators=[Optional(), Near()])
    answer = Paragraph(lazy("What you decide, and why"), most=2000, required=True)

    def prepare(self, request: SupportRequest, case: Case | None, by: Staff) -> None:
        """Fills in who may be the second handler, whom was asked for first. Who is relieved is none."""
        departments = {*departments_of(by), request.department_id}
        owner = case.owner_id if case else None
        today = local_day(now())
        self.people = {
            str(person.id): person
            for person in _handlers(departments)
            if person.id != owner and not person.relieved_on(today)
        }
        self.second_id.choices = [("", _("Please choose")), *map(_choice, self.people.values())]
        if not self.is_submitted() and str(request.wished_id) in self.people:
            self.second_id.data = str(request.wished_id)

    @property
    def second(self) -> Staff | None:
        """Who was chosen as the second handler."""
        return self.people.get(self.second_id.data or "")


def _handlers(departments: set[int]) -> list[Staff]:
    return list(who_may(Permission.CASE_HANDLE, on=local_day(now()), departments=departments))


def _choice(person: Staff) -> tuple[str, str]:
    return str(person.id), " · ".join(filter(None, (named(person), titled(person))))
