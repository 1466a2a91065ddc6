"""The special report, and its reading by a leader (G-04)."""

from typing import Any

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from models.cases import queries
from models.cases.actions import ReportText
from models.cases.rules.grave import latest, to_acknowledge
from models.cases.rules.steps import Standing, Step
from models.cases.tables import Case, SpecialReport
from models.cases.words import ReportState
from portal.cases.forms.step import StepForm
from portal.cases.forms.steps import LONG
from web.forms import Paragraph
from web.language import lazy

PARTS = ("cause", "effect", "measures", "responsibility", "prevention")


class SpecialReportForm(StepForm):
    """Filled in with the latest version, else with what the result says. `returned` is one that came back."""

    step = Step.SPECIAL_REPORT

    cause = Paragraph(lazy("Cause"), most=LONG)
    effect = Paragraph(lazy("Effect"), most=LONG)
    measures = Paragraph(lazy("Measures taken"), most=LONG)
    responsibility = Paragraph(lazy("Responsibility"), most=LONG)
    prevention = Paragraph(lazy("Prevention"), most=LONG)
    end = RadioField(
        lazy("What becomes of it"),
        choices=[
            SelectChoice("draft", lazy("Keep it as a draft")),
            SelectChoice("submit", lazy("Submit it to the leading group")),
        ],
        validators=[InputRequired(lazy("Please choose one."))],
    )

    returned: SpecialReport | None = None

    @classmethod
    def values(cls, case: Case) -> dict[str, Any]:
        report = latest(queries.reports_of(case))
        if report is not None:
            return {part: getattr(report, part) for part in PARTS}
        result = queries.latest_result(case)
        return {"cause": result.cause, "measures": result.done} if result else {}

    def prepare(self, case: Case, standing: Standing) -> None:
        report = latest(standing.reports)
        self.returned = report if report and report.state is ReportState.RETURNED else None

    def text(self) -> ReportText:
        """What was written, for the action."""
        return ReportText(**{part: getattr(self, part).data or "" for part in PARTS})


class ReportReviewForm(StepForm):
    step = Step.REPORT_REVIEW

    verdict = RadioField(
        lazy("Verdict"),
        choices=[
            SelectChoice(ReportState.ACKNOWLEDGED.value, lazy("Acknowledge it")),
            SelectChoice(ReportState.RETURNED.value, lazy("Send back")),
        ],
        validators=[InputRequired(lazy("Please choose one."))],
    )
    remark = Paragraph(lazy("Remark"), most=LONG)

    def prepare(self, case: Case, standing: Standing) -> None:
        self.report = to_acknowledge(standing.reports)
