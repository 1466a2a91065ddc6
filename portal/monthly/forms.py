"""The forms of the monthly flow: the head's words, effects, the report and its corrections (Q-05)."""

from typing import Any

from wtforms import DateField, FormField, SelectField
from wtforms.validators import InputRequired, Optional

from models.kpi.words import Figure
from models.monthly.actions import MeasureDraft, SummaryDraft
from models.monthly.tables import MonthlyReport, MonthlySummary
from models.monthly.words import Effect
from portal.cases.forms.rows import Rows
from web.forms import Form, Line, Near, Paragraph, Seen
from web.language import _, lazy
from web.words import choices

LONG = 6000
CHOOSE = InputRequired(lazy("Please choose one."))


class MeasureForm(Form):
    """One promise: whole or empty. The token is the whole form's."""

    class Meta(Form.Meta):
        csrf = False

    text = Line(lazy("Promised measure"), most=300)
    due_on = DateField(lazy("Due"), validators=[Optional(), Near()])
    figure = SelectField(lazy("Figure that it is to move"), validators=[Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figure.choices = [("", _("None of them")), *choices(Figure)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Asks for what is missing from a row that was begun."""
        sound = bool(super().validate(extra_validators))
        filled = [self.text.data, self.due_on.data]
        if sound and any(filled) and not all(filled):
            self.text.errors = [*self.text.errors, _("A measure needs a text and a day.")]
            return False
        return sound


class SummaryForm(Form):
    """Causes and measures of a department's month."""

    version = Seen()
    causes = Paragraph(lazy("Common causes"), most=LONG)
    measures = Rows(FormField(MeasureForm), lazy("Promised measures"), min_entries=3, max_entries=8)

    @classmethod
    def of(cls, summary: MonthlySummary) -> "SummaryForm":
        """As it is kept."""
        rows = [
            {"text": each.text, "due_on": each.due_on, "figure": each.figure.value if each.figure else ""}
            for each in summary.measures
        ]
        given = {"version": summary.version, "causes": summary.causes, "measures": rows}
        return cls(None, data=given)

    def draft(self) -> SummaryDraft:
        """What was written, for the action."""
        return SummaryDraft(
            self.causes.data or "",
            [
                MeasureDraft(
                    row.form.text.data,
                    row.form.due_on.data,
                    Figure(row.form.figure.data) if row.form.figure.data else None,
                )
                for row in self.measures
                if row.form.text.data
            ],
        )


class EffectForm(Form):
    """What came of a measure of before."""

    effect = SelectField(lazy("What came of the measure"), validators=[CHOOSE])
    told = Line(lazy("In a sentence"), most=500, required=True)

    def prepare(self) -> None:
        """Offers what may have come of it."""
        self.effect.choices = choices(Effect)


class ReportForm(Form):
    """The judgement of customer service."""

    version = Seen()
    assessment = Paragraph(lazy("Assessment of the month"), most=LONG)
    measures = Paragraph(lazy("What the company does"), most=LONG)

    @classmethod
    def of(cls, report: MonthlyReport) -> "ReportForm":
        """As it is kept."""
        given = {
            "version": report.version,
            "assessment": report.assessment,
            "measures": report.measures,
        }
        return cls(None, data=given)


class ReturnForm(Form):
    """Why a report goes back."""

    version = Seen()
    reason = Paragraph(lazy("Why"), most=1000, required=True)


class CorrectionForm(Form):
    """What is put right."""

    text = Paragraph(lazy("What is put right"), most=2000, required=True)
