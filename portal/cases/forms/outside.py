"""The forms of a complaint before a regulator or mediator, and of what follows from it (H-11)."""

from typing import Any

from wtforms import DateField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from models.cases.actions import OutsideChange, OutsideDraft
from models.cases.rules.outside import still_open
from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case, OutsideComplaint
from models.cases.words import OutsideOutcome
from models.clock import local_day, now
from models.rulebook.document import Period, Rules
from models.rulebook.queries import rules_of
from models.rulebook.words import OutsideBody
from portal.cases.forms.papers import PapersForm
from portal.cases.forms.step import StepForm
from portal.cases.forms.steps import LONG, REASON
from web.forms import Line, Near, Paragraph
from web.language import _, lazy
from web.language.filters import day
from web.words import choices, word

CHOOSE = InputRequired(lazy("Please choose one."))
NUMBER = 80


class LetterFields:
    """What a body's letter says; part of the step's form, and of the form for registering."""

    body = SelectField(lazy("Regulator or mediator"), validators=[CHOOSE])
    body_name = Line(lazy("Its name"), most=NUMBER)
    number = Line(lazy("Body’s number"), most=NUMBER)
    received_on = DateField(lazy("Letter received"), validators=[InputRequired(), Near()])
    due_on = DateField(lazy("Answer due by"), validators=[Optional(), Near()])

    def offer_bodies(self, rules: Rules) -> None:
        """Fills in the bodies, each with the time that it usually gives."""
        self.body.choices = [("", _("Please choose")), *choices(OutsideBody)]
        self.times = [(word(body), _said(rules.outside.period(body))) for body in OutsideBody]

    def validate_received_on(self, field: DateField) -> None:
        """A letter of tomorrow has not reached us."""
        if field.data is not None and field.data > local_day(now()):
            raise ValidationError(_("This day is yet to come."))

    def validate_due_on(self, field: DateField) -> None:
        """Nothing is due before it was asked."""
        received_on = self.received_on.data
        if field.data is not None and received_on is not None and field.data < received_on:
            raise ValidationError(_("This is before the letter reached us."))

    def validate_body_name(self, field: Line) -> None:
        """Only a body that is none of the usual ones needs a name."""
        if self.body.data == OutsideBody.OTHER and not field.data:
            raise ValidationError(_("Please fill this in."))

    def letter(self, remark: str = "") -> OutsideDraft:
        """What the letter says, for the action."""
        data: dict[str, Any] = self.data  # type: ignore[attr-defined]  # of the form that it is part of
        return OutsideDraft(
            body=OutsideBody(data["body"]),
            received_on=data["received_on"],
            name=data["body_name"] or "",
            number=data["number"] or "",
            due_on=data["due_on"],
            remark=remark,
        )


def _said(period: Period) -> str:
    return f"{period.amount} {word(period.unit)}"


class OutsideComplaintForm(LetterFields, PapersForm):
    step = Step.OUTSIDE_COMPLAINT

    remark = Paragraph(lazy("What it is about there"), most=REASON)

    def prepare(self, case: Case, standing: Standing) -> None:
        self.offer_bodies(rules_of(case.timing_id))
        self.prepare_files(now())

    @classmethod
    def values(cls, case: Case) -> dict[str, Any]:
        return {"received_on": local_day(now())}


class FollowForm(PapersForm):
    """A step on one of the complaints that are open."""

    outside_id = SelectField(lazy("Which complaint"), validators=[CHOOSE], coerce=int)

    def prepare(self, case: Case, standing: Standing) -> None:
        offered = [each for each in still_open(standing.outsides) if self.concerns(each)]
        self.outside_id.choices = [(each.id, _named(each)) for each in offered]
        self.prepare_files(now())

    def concerns(self, outside: OutsideComplaint) -> bool:
        """Whether this step can be taken on a complaint."""
        return outside.open

    def day_of(self, field: DateField) -> None:
        """A day on which something happened is not to come."""
        if field.data is not None and field.data > local_day(now()):
            raise ValidationError(_("This day is yet to come."))


def _named(outside: OutsideComplaint) -> str:
    parts = [outside.body_name or word(outside.body), outside.number]
    return " · ".join(filter(None, (*parts, _("due on %(day)s", day=day(outside.due_on)))))


class OutsideAnswerForm(FollowForm):
    step = Step.OUTSIDE_ANSWER

    sent_on = DateField(lazy("Sent on"), validators=[InputRequired(), Near()])
    text = Paragraph(lazy("What we answered"), most=LONG, required=True)

    def concerns(self, outside: OutsideComplaint) -> bool:
        return outside.owed

    def validate_sent_on(self, field: DateField) -> None:
        self.day_of(field)

    @classmethod
    def values(cls, case: Case) -> dict[str, Any]:
        return {"sent_on": local_day(now())}


class OutsideChangeForm(FollowForm):
    """What stays as it was may be left empty."""

    step = Step.OUTSIDE_CHANGE

    due_on = DateField(lazy("New last day for our answer"), validators=[Optional(), Near()])
    number = Line(lazy("Body’s number"), most=NUMBER)
    remark = Paragraph(lazy("What it wrote"), most=REASON)

    def change(self) -> OutsideChange:
        """What changed, for the action."""
        return OutsideChange(self.due_on.data, self.number.data or "", self.remark.data or "")


class OutsideOutcomeForm(FollowForm):
    step = Step.OUTSIDE_OUTCOME

    outcome = RadioField(lazy("How it ended"), choices=[], validators=[CHOOSE])
    closed_on = DateField(lazy("Ended on"), validators=[InputRequired(), Near()])
    remark = Paragraph(lazy("What was decided or agreed"), most=REASON)

    def prepare(self, case: Case, standing: Standing) -> None:
        super().prepare(case, standing)
        self.outcome.choices = choices(OutsideOutcome)

    def validate_closed_on(self, field: DateField) -> None:
        self.day_of(field)

    @classmethod
    def values(cls, case: Case) -> dict[str, Any]:
        return {"closed_on": local_day(now())}


class ReopeningForm(StepForm):
    step = Step.REOPENING


class SecondHandlerEndForm(StepForm):
    step = Step.SECOND_HANDLER_END
