"""The forms of the single steps."""

from typing import Any

from wtforms import IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, NumberRange, Optional

from models.cases.rules.closings import closings_open_to
from models.cases.rules.steps import POSTED, Standing, Step
from models.cases.tables import Case
from models.cases.words import ContactMeans, Direction, Verdict
from models.clock import local_day, now
from models.people.queries import who_may
from models.people.tables import Department, Staff
from models.permissions import Permission
from models.rulebook.queries import rules_of
from portal.cases.forms.step import StepForm
from web.forms import Line, Paragraph
from web.language import _, lazy
from web.language.filters import day, named, titled
from web.words import choices

LONG = 5000
REQUIRED = InputRequired(lazy("Please fill this in."))
REASON = 1000


def handlers_of(department: Department | None) -> list[tuple[str, str]]:
    """Those of a department who may own a case, for a select field."""
    if department is None:
        return []
    people = who_may(Permission.CASE_HANDLE, on=local_day(now()), departments=[department.id])
    return [(str(person.id), f"{named(person)} · {titled(person)}") for person in people]


def owners_of(case: Case) -> list[SelectChoice]:
    """As `handlers_of` the lead department; who is relieved of new cases stands there and cannot be chosen,
    unless the case is theirs (H-10)."""
    today = local_day(now())
    department = case.lead_department
    if department is None:
        return []
    people = who_may(Permission.CASE_HANDLE, on=today, departments=[department.id])
    return [
        _owner(person, relieved=person.id != case.owner_id and person.relieved_on(today)) for person in people
    ]


def _owner(person: Staff, *, relieved: bool) -> SelectChoice:
    if not relieved or person.relieved_until is None:
        return SelectChoice(str(person.id), f"{named(person)} · {titled(person)}")
    until = day(person.relieved_until)
    label = _("%(name)s · no new cases until %(day)s", name=named(person), day=until)
    return SelectChoice(str(person.id), label, render_kw={"disabled": True})


class OwnershipForm(StepForm):
    step = Step.OWNERSHIP


class AssignmentForm(StepForm):
    step = Step.ASSIGNMENT

    owner_id = SelectField(lazy("Owner"), validators=[REQUIRED])
    reason = Line(lazy("Reason"), most=REASON)

    def prepare(self, case: Case, standing: Standing) -> None:
        self.owner_id.choices = [SelectChoice("", _("Please choose")), *owners_of(case)]

    @classmethod
    def values(cls, case: Case) -> dict[str, Any]:
        return {"owner_id": str(case.owner_id or "")}


class NoteForm(StepForm):
    step = Step.NOTE

    text = Paragraph(lazy("Note"), most=LONG, required=True)


class ContactForm(StepForm):
    """A call or visit is written down; a letter is sent."""

    step = Step.CONTACT

    means = SelectField(lazy("How"), validators=[REQUIRED])
    direction = RadioField(lazy("Who spoke"), default=Direction.OUT.value)
    minutes = IntegerField(lazy("Minutes"), validators=[Optional(), NumberRange(0, 600)])
    text = Paragraph(lazy("What was discussed"), most=LONG, required=True)

    def prepare(self, case: Case, standing: Standing) -> None:
        means = [ContactMeans.PHONE, ContactMeans.CHAT, ContactMeans.SMS, ContactMeans.VISIT]
        if case.contact_email:
            means.insert(1, ContactMeans.EMAIL)
        if case.channel in POSTED:
            means.insert(0, ContactMeans.DIRECT_MESSAGE)
        self.means.choices = choices(means)
        self.direction.choices = choices([Direction.OUT, Direction.IN])


class PauseForm(StepForm):
    step = Step.PAUSE

    question = Paragraph(lazy("What the customer is asked for"), most=LONG, required=True)


class ResumptionForm(StepForm):
    step = Step.RESUMPTION


class ReviewForm(StepForm):
    step = Step.REVIEW

    verdict = RadioField(
        lazy("Verdict"),
        choices=[
            SelectChoice(Verdict.APPROVED.value, lazy("Approve, and answer the customer")),
            SelectChoice(Verdict.REJECTED.value, lazy("Send back")),
        ],
        validators=[InputRequired(lazy("Please choose one."))],
    )
    reason = Paragraph(lazy("Reasons for sending it back"), most=REASON)


class ReplyForm(StepForm):
    step = Step.REPLY

    means = SelectField(lazy("How the customer was told"), validators=[REQUIRED])
    minutes = IntegerField(lazy("Minutes"), validators=[Optional(), NumberRange(0, 600)])
    text = Paragraph(lazy("What the customer said"), most=LONG)

    def prepare(self, case: Case, standing: Standing) -> None:
        means = [ContactMeans.PHONE, ContactMeans.VISIT, ContactMeans.SMS, ContactMeans.CHAT]
        if case.channel in POSTED:
            means.insert(0, ContactMeans.DIRECT_MESSAGE)
        self.means.choices = choices(means)


class NudgeForm(StepForm):
    step = Step.NUDGE

    text = Line(lazy("What to urge for"), most=500, required=True)


class DecisionForm(StepForm):
    """Another round, with instructions; to end the case is the other form."""

    step = Step.DECISION

    text = Paragraph(lazy("What is to be done"), most=REASON, required=True)


class ClosureForm(StepForm):
    step = Step.CLOSURE

    closing = SelectField(lazy("How it ends"), validators=[REQUIRED])
    reason = Paragraph(lazy("What the customer is told"), most=LONG, required=True)

    @property
    def nothing_to_choose(self) -> bool:
        return not self.closing.choices

    def prepare(self, case: Case, standing: Standing) -> None:
        rules = rules_of(case.rulebook_id)
        self.closing.choices = choices(
            closings_open_to(standing.staff, case, most_rounds=rules.revisit.most_rounds)
        )
