"""The triage form: kind, category, product, grade with its criteria, urgency, importance, department (T)."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from models.cases.intake import Triage
from models.cases.queries import meetings_of
from models.cases.rules.grave import decided
from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case
from models.cases.words import Kind
from models.people.queries import every_department
from models.people.tables import Language
from models.products.queries import product_with_id
from models.products.tables import Product
from models.rulebook.queries import rules_of
from portal.cases.forms.step import StepForm
from portal.cases.forms.steps import REASON, REQUIRED
from portal.cases.suggested import named_by
from web.forms import Line
from web.language import _, current_language, lazy
from web.language.filters import named
from web.products import ProductField
from web.words import choices


class ChecklistField(SelectMultipleField):
    """Several of a list, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class TriageForm(StepForm):
    """What customer service decides. The suggestion is filled in where nothing was decided yet (T-05)."""

    step = Step.TRIAGE

    kind = SelectField(lazy("Kind"), choices=[], validators=[REQUIRED])
    category = SelectField(lazy("Category"), validators=[REQUIRED])
    product = ProductField()
    grade = RadioField(lazy("Grade"), validate_choice=True)
    criteria = ChecklistField(lazy("Why this grade"))
    urgent = BooleanField(lazy("Urgent"))
    important = BooleanField(lazy("Important"))
    department_id = SelectField(
        lazy("Lead department"), validators=[InputRequired(lazy("Please choose one."))]
    )
    poorly_handled = BooleanField(lazy("The grade rises because of how we handled it"))
    reason = Line(lazy("Reason"), most=REASON)

    def prepare(self, case: Case, standing: Standing) -> None:
        rules = rules_of(case.rulebook_id)
        self.kind.choices = choices(Kind)
        self.category.choices = {
            named(parent): [(category.code, named(category)) for category in below]
            for parent in rules.subcategories(chosen=case.category or "")
            if (below := rules.subcategories(parent.code, chosen=case.category or ""))
        }
        self.product.offer(beside=case.product_id)
        self.grade.choices = [
            *((str(grade.grade), named(grade)) for grade in rules.grades),
            ("", _("No grade (not a complaint)")),
        ]
        english = current_language() is Language.EN
        self.criteria.choices = [
            (sign.code, sign.text_en if english else sign.text_zh)
            for sign in sorted(rules.criteria, key=lambda sign: sign.grade)
        ]
        self.department_id.choices = [
            ("", _("Please choose")),
            *((str(row.id), named(row)) for row in every_department() if row.open),
        ]

    @classmethod
    def values(cls, case: Case) -> dict[str, Any]:
        if case.triaged_at is not None:
            return {
                "kind": case.kind.value,
                "category": case.category,
                "product": _code(product_with_id(case.product_id)),
                "grade": str(case.grade or ""),
                "criteria": case.criteria,
                "urgent": case.urgent,
                "important": case.important,
                "department_id": str(case.lead_department_id or ""),
            }
        suggested, mention = case.suggestion, named_by(case)
        product = product_with_id(case.product_id) or (mention.product if mention else None)
        code = suggested.get("department")
        department = next((row.id for row in every_department() if row.code == code), None)
        consulted = decided(meetings_of(case))
        if consulted is not None:
            department = consulted.lead_department_id
        complaint = case.kind is Kind.COMPLAINT
        return {
            "kind": case.kind.value,
            "category": case.category or suggested.get("category"),
            "product": _code(product),
            "grade": str((case.grade or suggested.get("grade") or 1) if complaint else ""),
            "criteria": suggested.get("criteria", []) if complaint else [],
            "urgent": case.urgent or suggested.get("urgent", False),
            "important": suggested.get("important", False),
            "department_id": str(case.lead_department_id or department or ""),
        }

    def decision(self) -> Triage:
        """What was decided, for the action."""
        return Triage(
            kind=Kind(self.kind.data),
            category=self.category.data,
            department_id=int(self.department_id.data),
            grade=int(self.grade.data) if self.grade.data else None,
            criteria=tuple(self.criteria.data or ()),
            urgent=self.urgent.data,
            important=self.important.data,
            poorly_handled=self.poorly_handled.data,
            reason=(self.reason.data or "").strip(),
            product_id=self.product.product_id,
        )


def _code(product: Product | None) -> str:
    return product.code if product is not None else ""
