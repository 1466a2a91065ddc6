"""The forms of a compensation: proposal, opinion, approval, payment, end (G-06)."""

import re
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from models.cases.actions import CompensationDraft
from models.cases.rules.compensation import on_its_way
from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case
from models.cases.words import CompensationKind, Risk
from models.rulebook.queries import rules_of
from portal.cases.forms.step import StepForm
from portal.cases.forms.steps import LONG, REASON
from web.forms import Line, Paragraph, Required, cleaned
from web.language import _, lazy
from web.language.filters import named
from web.words import choices

CHOOSE = InputRequired(lazy("Please choose one."))
AMOUNT = re.compile(r"(\d{1,7})(?:[.．](\d{1,2}))?")
APPROVED, REFUSED, TO_LEGAL = "approved", "refused", "to_legal"


class Yuan(StringField):
    """An amount in yuan such as 128.50; `data` is in fen, a whole number."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = cleaned(valuelist[0] if valuelist else "").replace(",", "").removeprefix("¥").strip()
        self.data: Any = None
        if not typed:
            return
        found = AMOUNT.fullmatch(typed)
        if found is None:
            raise ValueError(_("Please give an amount in yuan, such as 128.50."))
        self.data = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data // 100}.{self.data % 100:02}" if self.data else ""


class CompensationForm(StepForm):
    step = Step.COMPENSATION

    kind = SelectField(lazy("Kind of compensation"), validators=[CHOOSE])
    amount = Yuan(lazy("Amount in yuan"), validators=[Required()])
    cause = SelectField(lazy("Cause of the compensation"), validators=[CHOOSE])
    reason = Paragraph(lazy("Why this much"), most=REASON, required=True)
    ask_legal = BooleanField(lazy("Ask Legal for an opinion first"))

    def prepare(self, case: Case, standing: Standing) -> None:
        rules = rules_of(case.rulebook_id).compensation
        self.rules = rules
        self.kind.choices = [("", _("Please choose")), *choices(CompensationKind)]
        causes = rules.causes if rules else ()
        self.cause.choices = [("", _("Please choose")), *((each.code, named(each)) for each in causes)]

    def draft(self) -> CompensationDraft:
        """What is proposed, for the action."""
        return CompensationDraft(
            CompensationKind(self.kind.data),
            self.amount.data,
            self.cause.data,
            self.reason.data or "",
            self.ask_legal.data,
        )


class CompensationStepForm(StepForm):
    """A step on the one compensation of the case that is on its way."""

    def prepare(self, case: Case, standing: Standing) -> None:
        self.compensation = on_its_way(standing.compensations)


class CompensationOpinionForm(CompensationStepForm):
    step = Step.COMPENSATION_OPINION

    opinion = Paragraph(lazy("Legal opinion"), most=LONG, required=True)
    risk = RadioField(lazy("Level of risk"), choices=[], validators=[CHOOSE])

    def prepare(self, case: Case, standing: Standing) -> None:
        super().prepare(case, standing)
        self.risk.choices = choices(Risk)


class CompensationReviewForm(CompensationStepForm):
    step = Step.COMPENSATION_REVIEW

    verdict = RadioField(lazy("Verdict"), choices=[], validators=[CHOOSE])
    reason = Paragraph(lazy("Reasons"), most=REASON)

    def prepare(self, case: Case, standing: Standing) -> None:
        super().prepare(case, standing)
        offered = [(APPROVED, _("Approve; finance pays")), (REFUSED, _("Refuse"))]
        if self.compensation is not None and self.compensation.opinion_at is None:
            offered.append((TO_LEGAL, _("Ask Legal first")))
        self.verdict.choices = [SelectChoice(value, label) for value, label in offered]


class CompensationPaymentForm(CompensationStepForm):
    step = Step.COMPENSATION_PAYMENT

    reference = Line(lazy("Reference of the payment"), most=80, required=True)


class CompensationEndForm(CompensationStepForm):
    step = Step.COMPENSATION_END

    reason = Line(lazy("Why it is no longer needed"), most=REASON, required=True)
