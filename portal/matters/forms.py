"""The forms of a matter, one for each step that somebody takes."""

from collections.abc import Sequence
from datetime import datetime

from flask import request
from wtforms import (
    DateField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectField,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from models.accountability.queries import decided_measures
from models.accountability.rules.measures import MeasureDraft
from models.accountability.tables import Matter
from models.accountability.words import (
    AppealOutcome,
    EvidenceKind,
    MatterKind,
    MeasureKind,
    Mitigation,
    Outcome,
    Severity,
)
from models.files.rules import accepted
from models.files.tables import StoredFile
from models.people.tables import Staff
from models.rulebook.document import COUNTED, MOST_MONTHS, LegalLimits
from models.rulebook.queries import rules_at
from portal.cases.forms.compensation import Yuan
from portal.matters.lighter import Lighter, lighter_fields
from web.carried import carried, carry
from web.forms import Form, Line, Near, Paragraph, Seen, ticks
from web.language import lazy
from web.language.filters import in_megabytes
from web.uploads import take_files
from web.words import choices

CHOOSE = InputRequired(lazy("Please choose one."))


class VerbForm(Form):
    """What every step's form carries: which version of the matter its reader saw (H-07)."""

    version = Seen()
    takes_files = False

    def prepare(self, matter: Matter, by: Staff, now: datetime) -> None:
        """Fills in what can be chosen."""


class PlainForm(VerbForm):
    """Nothing to fill in."""


class TextForm(VerbForm):
    """Words."""

    text = Paragraph(lazy("In words"), most=4000, required=True)


class ReasonForm(VerbForm):
    """A reason."""

    reason = Paragraph(lazy("Reason"), most=2000, required=True)


class FilesForm(VerbForm):
    """Words with files; files stay while the form is refused."""

    text = Paragraph(lazy("In words"), most=8000, required=True)
    papers = MultipleFileField(lazy("Attachments"))
    takes_files = True
    in_megabytes = staticmethod(in_megabytes)

    def prepare(self, matter: Matter, by: Staff, now: datetime) -> None:
        self.uploads, self.kept = rules_at(now).uploads, list[StoredFile]()
        self._sent_as = f"{matter.number}.{self._prefix}.{by.id}"

    def take(self, by: Staff, now: datetime) -> bool:
        """Keeps what came with the form or was carried on; whether nothing was refused."""
        kept = carried(request.form.getlist("carried"), self._sent_as, most=self.uploads.files)
        sent = request.files.getlist(self.papers.name)
        taken = take_files(sent, uploads=self.uploads, already=len(kept), by=by, now=now)
        self.kept = [*kept, *taken.files]
        self.papers.errors = [*self.papers.errors, *taken.refusals]
        return not taken.refusals

    @property
    def accept(self) -> str:
        return accepted(self.uploads.types)

    @property
    def file_limit(self) -> str:
        return in_megabytes(self.uploads.file_bytes)

    @property
    def carried(self) -> list[tuple[str, StoredFile]]:
        """Each kept file with the word by which the form carries it on."""
        return [(carry(file, self._sent_as), file) for file in self.kept]


class EvidenceForm(FilesForm):
    """A piece of evidence."""

    kind = SelectField(lazy("Kind of evidence"), choices=[])

    def prepare(self, matter: Matter, by: Staff, now: datetime) -> None:
        super().prepare(matter, by, now)
        shown = (EvidenceKind.DOCUMENT, EvidenceKind.INTERVIEW, EvidenceKind.CONTACT, EvidenceKind.SURVEY)
        self.kind.choices = choices(shown)


class InvestigatorForm(VerbForm):
    """Who investigates, of those whom separation leaves."""

    investigator = SelectField(lazy("Investigator"), choices=[], validators=[CHOOSE])

    def offer(self, people: Sequence[tuple[str, str]]) -> None:
        self.investigator.choices = list(people)


class FindingForm(VerbForm):
    """What was found."""

    outcome = RadioField(lazy("Finding"), choices=[], validators=[CHOOSE])
    severity = SelectField(lazy("Severity"), choices=[])
    text = Paragraph(lazy("What was found, and why"), most=4000, required=True)
    rule = Line(lazy("By which rule"), most=300, required=True)
    mitigations = ticks(lazy("What speaks for the person"))

    def prepare(self, matter: Matter, by: Staff, now: datetime) -> None:
        self.outcome.choices = choices(Outcome)
        self.severity.choices = [("", "—"), *choices(Severity)]
        self.mitigations.choices = choices((Mitigation.SELF_REPORTED, Mitigation.SYSTEM_FAULT))


class ProposalForm(VerbForm):
    """What is proposed, with the amounts of those measures that have one."""

    measures = ticks(lazy("Measures"))
    points = IntegerField(lazy("Points deducted"), [Optional(), NumberRange(1, 10_000)])
    fine = Yuan(lazy("Fine in yuan"))
    pay_cut = Yuan(lazy("Pay cut in yuan a month"))
    pay_cut_months = IntegerField(lazy("Months of the pay cut"), [Optional(), NumberRange(1, MOST_MONTHS)])
    bonus_deduction = Yuan(lazy("Deduction from the department’s bonus in yuan"))
    wage = Yuan(lazy("Wages of the month in yuan"))
    region = SelectField(lazy("Minimum wage of"), choices=[])
    reason = Paragraph(lazy("Reason, needed outside the scale"), most=2000)

    def offer(self, legal: LegalLimits) -> None:
        self.measures.choices = choices(MeasureKind)
        self.region.choices = [(each, each, {"lang": "zh-Hans"}) for each in legal.minimum_wages]

    def drafts(self) -> list[MeasureDraft]:
        """What is ticked, in fen or points."""
        ticked = map(MeasureKind, self.measures.data or [])
        return [MeasureDraft(kind, self._amount(kind), self._months(kind)) for kind in ticked]

    @property
    def wage_fen(self) -> int | None:
        fen: int | None = self.wage.data
        return fen or None

    def _months(self, kind: MeasureKind) -> int | None:
        typed: int | None = self.pay_cut_months.data
        return typed if kind is MeasureKind.PAY_CUT else None

    def _amount(self, kind: MeasureKind) -> int | None:
        if kind not in COUNTED:
            return None
        typed: int | None = self[kind.value].data
        return typed or None


class RefusalForm(VerbForm):
    """Who saw that the person refused to take the decision."""

    witness = Line(lazy("Staff number of the witness"), most=16, required=True)


class HearingForm(VerbForm, Lighter):
    """What becomes of an appeal."""

    outcome = RadioField(lazy("Decision on the appeal"), choices=[], validators=[CHOOSE])
    kept, less_points, less_fine, less_pay_cut, less_months, less_bonus_deduction = lighter_fields()
    reason = Paragraph(lazy("Reason"), most=2000, required=True)

    def prepare(self, matter: Matter, by: Staff, now: datetime) -> None:
        self.outcome.choices = choices(AppealOutcome)
        self.offer_measures(decided_measures(matter.proposal) if matter.proposal else [])


class OpenForm(Form):
    """A candidate becomes a matter."""

    person = Line(lazy("Staff number of the person"), most=16, required=True)
    kind = SelectField(lazy("What for"), choices=[])
    facts = Paragraph(lazy("What is said to have happened"), most=4000, required=True)
    evidence = Paragraph(lazy("Evidence of conduct"), most=4000)

    def prepare(self) -> None:
        self.kind.choices = choices(MatterKind)


class DismissForm(Form):
    """Why nothing comes of a candidate."""

    reason = Paragraph(lazy("Reason"), most=2000, required=True)


class ReportForm(Form):
    """What somebody reports of a colleague."""

    person = Line(lazy("Name or staff number of the person"), most=80, required=True)
    kind = SelectField(lazy("What for"), choices=[])
    conduct_on = DateField(lazy("Day"), [InputRequired(), Near()])
    case = Line(lazy("Case number"), most=30)
    text = Paragraph(lazy("What you saw, and where it can be checked"), most=4000, required=True)

    def prepare(self) -> None:
        self.kind.choices = choices(MatterKind)
