"""The fields by which a decision is made lighter: which measures stay, how far each comes down (A-03)."""

from collections.abc import Sequence
from typing import Any

from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from models.accountability.rules.measures import ABOVE_WARNING, MeasureDraft
from models.accountability.words import MeasureKind
from models.rulebook.document import COUNTED, MOST_MONTHS
from portal.cases.forms.compensation import Yuan
from portal.matters.letters import measure_text
from web.forms import Form, ticks
from web.language import _, lazy

LESS = "less_"
MONTHS = "less_months"


def lighter_fields() -> tuple[Any, ...]:
    """The fields `kept`, `less_points`, `less_fine`, `less_pay_cut`, `less_months` and
    `less_bonus_deduction`, in the place of the form where they are asked for."""
    return (
        ticks(lazy("Measures that stay, where it is made lighter")),
        IntegerField("", [Optional(), NumberRange(1, 10_000)]),
        Yuan(""),
        Yuan(""),
        IntegerField("", [Optional(), NumberRange(1, MOST_MONTHS)]),
        Yuan(""),
    )


class Lighter(Form):
    """What stays of a decision; an empty amount stays as it was decided."""

    kept: Any
    decided: Sequence[MeasureDraft] = ()

    def offer_measures(self, decided: Sequence[MeasureDraft]) -> None:
        """Asks for the measures that were decided, and for a warning where one is lighter."""
        self.decided = decided
        kinds = {each.kind: each for each in decided}
        self.kept.choices = [(each.kind.value, measure_text(each)) for each in decided]
        if MeasureKind.WARNING not in kinds and kinds.keys() & ABOVE_WARNING:
            offered = _("A warning, in the place of what does not stay")
            self.kept.choices.append((MeasureKind.WARNING.value, offered))
        for kind in COUNTED:
            if kind not in kinds:
                del self[f"{LESS}{kind.value}"]
                continue
            said = _("%(measure)s: comes down to", measure=measure_text(kinds[kind]))
            self[f"{LESS}{kind.value}"].label.text = said
        if MeasureKind.PAY_CUT in kinds:
            said = _("%(measure)s: months come down to", measure=measure_text(kinds[MeasureKind.PAY_CUT]))
            self[MONTHS].label.text = said
        else:
            del self[MONTHS]
        if not decided:
            del self.kept

    @property
    def lowered(self) -> list[Any]:
        """The fields of what can come down."""
        return [each for each in self if each.short_name.startswith(LESS)]

    def lighter(self) -> list[MeasureDraft]:
        """What is to stay, in fen or points."""
        if not self.decided:
            return []
        kinds = {each.kind: each for each in self.decided}
        ticked = map(MeasureKind, self.kept.data or [])
        return [self._left(kinds.get(kind, MeasureDraft(kind))) for kind in ticked]

    def _left(self, measure: MeasureDraft) -> MeasureDraft:
        amount, months = measure.amount, measure.months
        if measure.kind in COUNTED:
            amount = self[f"{LESS}{measure.kind.value}"].data or amount
        if months is not None:
            months = self[MONTHS].data or months
        return MeasureDraft(measure.kind, amount, months)


def as_given(decided: Sequence[MeasureDraft], left: Sequence[MeasureDraft]) -> dict[str, Any]:
    """What the fields hold where it was written down before what is to stay."""
    before = {each.kind: each for each in decided}
    given: dict[str, Any] = {"kept": [each.kind.value for each in left]}
    for each in left:
        was = before.get(each.kind, each)
        if each.amount != was.amount:
            given[f"{LESS}{each.kind.value}"] = each.amount
        if each.months != was.months:
            given[MONTHS] = each.months
    return given
