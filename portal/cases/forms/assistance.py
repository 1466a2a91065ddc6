"""The forms around an assisting department: ask, answer, accept, let go (T-04)."""

from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from models.cases.rules.assistance import still_open, to_answer, to_review
from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case
from models.cases.words import Verdict
from models.people.queries import departments
from models.people.tables import Department
from models.rulebook.queries import rules_of
from portal.cases.forms.step import StepForm
from web.forms import Line, Paragraph
from web.language import _, lazy
from web.language.filters import named

LONG = 5000
REASON = 1000
CHOOSE = InputRequired(lazy("Please choose one."))


class AssistanceForm(StepForm):
    """`usual` are the departments that the category names as assisting."""

    step = Step.ASSISTANCE

    department_id = SelectField(lazy("Department"), validators=[CHOOSE])
    task = Paragraph(lazy("What it is asked for"), most=LONG, required=True)

    def prepare(self, case: Case, standing: Standing) -> None:
        rules = rules_of(case.rulebook_id)
        usual = rules.category(case.category).assisting if case.category else ()
        asked = {each.department_id for each in still_open(standing.assistances)}
        others = [
            each for each in departments() if each.id not in asked and each.id != case.lead_department_id
        ]
        others.sort(key=lambda each: each.code not in usual)
        self.department_id.choices = [
            ("", _("Please choose")),
            *((str(each.id), _offered(each, usual=each.code in usual)) for each in others),
        ]


def _offered(department: Department, *, usual: bool) -> str:
    name = named(department)
    return _("%(name)s (usual here)", name=name) if usual else name


class AssistanceAnswerForm(StepForm):
    step = Step.ASSISTANCE_ANSWER

    text = Paragraph(lazy("Your department’s answer"), most=LONG, required=True)

    def prepare(self, case: Case, standing: Standing) -> None:
        self.task = to_answer(standing.assistances, standing.departments)


class AssistanceReviewForm(StepForm):
    step = Step.ASSISTANCE_REVIEW

    verdict = RadioField(
        lazy("Verdict"),
        choices=[
            SelectChoice(Verdict.APPROVED.value, lazy("Accept it")),
            SelectChoice(Verdict.REJECTED.value, lazy("Send back")),
        ],
        validators=[CHOOSE],
    )
    reason = Paragraph(lazy("Reasons for sending it back"), most=REASON)

    def prepare(self, case: Case, standing: Standing) -> None:
        self.answer = to_review(standing.assistances, standing.staff.id)


class AssistanceEndForm(StepForm):
    step = Step.ASSISTANCE_END

    assistance_id = SelectField(lazy("Which task"), validators=[CHOOSE])
    reason = Line(lazy("Why it is no longer needed"), most=REASON, required=True)

    def prepare(self, case: Case, standing: Standing) -> None:
        self.assistance_id.choices = [
            (str(each.id), named(each.department)) for each in still_open(standing.assistances)
        ]
