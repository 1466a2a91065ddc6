"""What a reader can do with a report: a form for each act, and when it is offered (W-05 … W-10)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask_babel.speaklater import LazyString
from wtforms import DateField, FileField, MonthField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Optional, ValidationError

from models.accountability.words import MatterKind
from models.clock import now
from models.hotline.actions.readers import free_keepers
from models.hotline.queries.offers import Desk
from models.hotline.queries.opening import involved_in
from models.hotline.queries.reading import Entry
from models.hotline.rules.doors import Verb
from models.hotline.tables import HotlineReport
from models.hotline.words import Conclusion, EntryKind
from models.people.queries import departments, staff_numbered, staff_with_ids
from models.people.tables import Staff
from portal.cases.forms.compensation import Yuan
from web.forms import Form, Line, Near, Paragraph, Seen, ticks
from web.language import _, lazy
from web.language.filters import named
from web.words import choices

CHOOSE = InputRequired(lazy("Please choose one."))
LEVELS = [
    SelectChoice("low", lazy("low")),
    SelectChoice("some", lazy("some")),
    SelectChoice("high", lazy("high")),
]


class ActForm(Form):
    """What every act's form carries: which version of the report its reader saw (H-07)."""

    version = Seen()

    @property
    def typed(self) -> bool:
        """Whether this form was sent. Beside one that is refused, all others of the page are fresh."""
        return self.version.raw_data is not None

    def prepare(self, desk: Desk) -> None:
        """Fills in what can be chosen."""
        if not self.typed:
            self.see(desk.thread.report)

    def see(self, report: HotlineReport) -> None:
        """Takes the report as read as it is now."""
        self.version.data = str(report.version)


class ReadingForm(ActForm):
    """For an act that is about what the reporter wrote: how much of the report its reader saw."""

    def see(self, report: HotlineReport) -> None:
        self.version.data = str(report.entries)


class TextForm(ActForm):
    text = Paragraph(lazy("Text"), most=10_000, required=True)


class ReasonForm(ActForm):
    reason = Paragraph(lazy("Reason"), most=1000, required=True)


class InvolvedForm(ActForm):
    """Whom the report is about: staff numbers, departments, and people who are not staff."""

    people = Line(lazy("Staff numbers of everybody concerned, with spaces between"), most=400)
    units = ticks(lazy("Departments that are reported as such"))
    others = Line(lazy("Others, by name"), most=400)

    def prepare(self, desk: Desk) -> None:
        super().prepare(desk)
        self.units.choices = [(str(each.id), named(each)) for each in departments()]
        if not self.typed:
            involved = involved_in(desk.thread.report, desk.access)
            people = staff_with_ids(involved.people) if involved.people else {}
            self.people.data = " ".join(people[each].number for each in involved.people if each in people)
            self.units.data = [str(each) for each in involved.departments]
            self.others.data = involved.others

    def staff(self) -> list[Staff] | None:
        """Whom the numbers name; None, with the fault at its field, where one names nobody."""
        found = []
        for number in (self.people.data or "").replace(",", " ").replace("，", " ").split():
            person = staff_numbered(number.upper())
            if person is None:
                self.people.errors = [_("There is nobody with the number %(number)s.", number=number)]
                return None
            found.append(person)
        return found


class AssessmentForm(TextForm):
    seriousness = RadioField(lazy("Seriousness"), choices=LEVELS, validators=[CHOOSE])
    danger = RadioField(lazy("Danger of retaliation"), choices=LEVELS, validators=[CHOOSE])
    proof = RadioField(lazy("Evidence so far"), choices=LEVELS, validators=[CHOOSE])


class ConclusionForm(TextForm):
    conclusion = RadioField(lazy("Conclusion"), choices=[], validators=[CHOOSE])

    def prepare(self, desk: Desk) -> None:
        super().prepare(desk)
        self.conclusion.choices = choices(Conclusion)


class TaskForm(TextForm):
    due = DateField(lazy("Due"), validators=[Optional(), Near()])


class TaskDoneForm(TextForm):
    task = SelectField(lazy("Task"), choices=[], validators=[CHOOSE])

    def prepare(self, desk: Desk) -> None:
        super().prepare(desk)
        self.task.choices = [(str(each.position), each.content.text[:60]) for each in desk.open_tasks]


class InterviewForm(TextForm):
    who = Line(lazy("With whom"), most=200, required=True)
    day = DateField(lazy("On"), validators=[CHOOSE, Near()])


class EvidenceForm(TextForm):
    """A file of the report, or one that the reader brings; never both, as the entry has one check sum."""

    file = SelectField(lazy("File"), choices=[], validators=[Optional()])
    files = FileField(lazy("Or a file of your own"))

    def validate_files(self, field: FileField) -> None:
        """Which of two files it is about would stay open."""
        if field.data and self.file.data:
            raise ValidationError(_("Choose a file of the report or one of your own, not both."))

    def prepare(self, desk: Desk) -> None:
        super().prepare(desk)
        self.file.choices = [("", "—"), *((str(f.id), f.facts.name) for f in desk.thread.files)]


class SummaryForm(TextForm):
    """What accountability is to learn."""

    person = Line(lazy("Staff number of the person"), most=16, required=True)
    kind = SelectField(lazy("Kind"), choices=[], validators=[CHOOSE])
    month = MonthField(lazy("Month of the conduct"), validators=[CHOOSE, Near()])

    def prepare(self, desk: Desk) -> None:
        super().prepare(desk)
        self.kind.choices = choices(MatterKind)


class CheckForm(ActForm):
    verdict = RadioField(
        lazy("Could it give the reporter away?"),
        choices=[
            SelectChoice("passes", lazy("No, hand it on")),
            SelectChoice("stays", lazy("Yes, write it anew")),
        ],
        validators=[CHOOSE],
    )
    remark = Paragraph(lazy("Remark"), most=1000)


class ReaderForm(ReasonForm):
    keeper = SelectField(lazy("Supervisor"), choices=[], validators=[CHOOSE])

    def prepare(self, desk: Desk) -> None:
        super().prepare(desk)
        free = free_keepers(desk.access, now=now())
        self.keeper.choices = [(str(each.id), f"{named(each.staff)} {each.staff.number}") for each in free]


class RewardForm(ActForm):
    amount = Yuan(lazy("Amount in yuan"))


@dataclass(frozen=True)
class Act:
    """One thing that a reader can do: its address, its words, its form, and when it is offered."""

    name: str
    title: LazyString
    button: LazyString
    form: type[ActForm]
    offered: Callable[[Desk], bool]
    hint: LazyString | str = ""
    danger: bool = False
    main: bool = False


def asked_about(desk: Desk) -> dict[str, Entry]:
    """What a second reader decides on, beside the act that decides: the text of whoever asked for it."""
    asked = desk.thread.last(EntryKind.IDENTITY) if desk.asked_for_identity else None
    found = {
        "summary-check": desk.summary,
        "reward-grant": desk.reward,
        "reward-refusal": desk.reward,
        "identity-agreement": asked,
        "identity-refusal": asked,
    }
    return {name: entry for name, entry in found.items() if entry is not None}


def _next(verb: Verb) -> Callable[[Desk], bool]:
    return lambda desk: desk.takes(verb)


def _open(desk: Desk) -> bool:
    return desk.open


ACTS = (
    Act("acknowledgement", lazy("Acknowledge"), lazy("Tell the reporter"), TextForm, _next(Verb.ACKNOWLEDGE),
        lazy("The reporter reads this with their code."), main=True),
    Act("assessment", lazy("Assess"), lazy("Keep the assessment"), AssessmentForm, _next(Verb.ASSESS),
        main=True),
    Act("investigation", lazy("Begin the investigation"), lazy("Begin"), TextForm, _next(Verb.INVESTIGATE),
        lazy("The plan: what is looked into, in which order, by whom."), main=True),
    Act("conclusion", lazy("Conclude"), lazy("Conclude"), ConclusionForm, _next(Verb.CONCLUDE),
        lazy("The finding, and what it rests on."), main=True),
    Act("outcome", lazy("Tell the outcome"), lazy("Tell the reporter"), TextForm, _next(Verb.TELL),
        lazy("The reporter reads this with their code."), main=True),
    Act("closing", lazy("Close"), lazy("Close the report"), ActForm, _next(Verb.CLOSE),
        lazy("It is counted, and erased after the rulebook’s time."), danger=True, main=True),
    Act("identity-agreement", lazy("A reader asks to open the identity"), lazy("Agree"), ActForm,
        lambda desk: desk.asked_for_identity,
        lazy("Both of you read who reported then, and the reporter is told with the reason."), main=True),
    Act("identity-refusal", lazy("Refuse to open the identity"), lazy("Do not open it"), ReasonForm,
        lambda desk: desk.asked_for_identity),
    Act("summary-check", lazy("Check a summary"), lazy("Keep the check"), CheckForm,
        lambda desk: desk.summary is not None,
        lazy("Nothing in it may tell who reported: no wording, no day, no detail that few know."), main=True),
    Act("reward-grant", lazy("Grant the reward"), lazy("Grant it"), ActForm, lambda desk: desk.grants_reward,
        lazy("The reporter reads a code that finance pays out."), main=True),
    Act("reward-refusal", lazy("Refuse the reward, or take it back"), lazy("No reward of this amount"),
        ReasonForm, lambda desk: desk.reward is not None),
    Act("message", lazy("Ask or answer the reporter"), lazy("Send to the reporter"), TextForm, _open),
    Act("reading", lazy("The reporter wrote: nothing to answer"), lazy("I have read it"), ReadingForm,
        lambda desk: desk.written_to,
        lazy("The reporter is told nothing, and no reader is reminded of it any more.")),
    Act("note", lazy("Internal note"), lazy("Keep it"), TextForm, _open),
    Act("involved", lazy("Whom it is about"), lazy("Confirm"), InvolvedForm, _open,
        lazy("Readers who are among them, above them or directly under them lose the report at once.")),
    Act("task", lazy("Add a task"), lazy("Add the task"), TaskForm, _open),
    Act("task-done", lazy("Finish a task"), lazy("Done"), TaskDoneForm,
        lambda desk: desk.open and bool(desk.open_tasks)),
    Act("interview", lazy("Record an interview"), lazy("Keep it"), InterviewForm, _open),
    Act("evidence", lazy("List evidence"), lazy("Keep it"), EvidenceForm, _open,
        lazy("A file of your own is sealed as it is, with its check sum; the reporter does not see it.")),
    Act("measure", lazy("Record a measure"), lazy("Keep it"), TextForm, _open),
    Act("summary", lazy("Hand over to accountability"), lazy("To the second reader"), SummaryForm,
        lambda desk: desk.held,
        lazy("New words, only the month: a second reader checks it before it goes on.")),
    Act("reward", lazy("Propose a reward"), lazy("Propose the reward"), RewardForm,
        lambda desk: desk.held and desk.reward is None),
    Act("extension", lazy("Take more time"), lazy("Move the limit"), ReasonForm, lambda desk: desk.extendable,
        lazy("Once, to the rulebook’s longer limit; the reporter is told why.")),
    Act("identity-request", lazy("Ask to open the identity"), lazy("Ask"), ReasonForm,
        lambda desk: desk.asks_for_identity, lazy("Another reader has to agree, and the reporter is told.")),
    Act("reader", lazy("Share with a supervisor"), lazy("Share"), ReaderForm, _open),
    Act("handover", lazy("Hand over"), lazy("Hand over and leave"), ReaderForm, _open, danger=True),
    Act("recusal", lazy("Recuse yourself"), lazy("Leave this report"), ReasonForm, _open, danger=True),
)  # fmt: skip
BY_NAME = {act.name: act for act in ACTS}


def day_of(value: date | None) -> date:
    """A day that its field has made sure of."""
    assert value is not None, "a required field was checked"
    return value
