"""The forms of a typical case: nominating, confirming what is taken out, writing, reviewing (L-05)."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from hashlib import sha256

from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Optional

from models.library.actions import Confirmed, LessonText, Revision
from models.library.queries import LessonFilter, Screening
from models.library.rules.personal import Finding
from models.library.tables import LessonVersion, TypicalCase
from models.rulebook.document import Rules
from web.errors import fault, refusal
from web.forms import Form, Line, Paragraph, PublicForm, Seen, ticks
from web.language import _, lazy
from web.language.filters import named
from web.words import word

fault(
    "personal_data",
    lazy("A name, number or address stands here. Say what happened without telling who it was."),
)
fault("in_library", lazy("This case is in the library, or on its way there."))
refusal(
    "library",
    lazy("Who nominated a case, confirmed its text or wrote it up does not review it; others do."),
)

LONG = 6000
CHOOSE = InputRequired(lazy("Please choose one."))
PUBLISH, RETURN = "publish", "return"


class SearchForm(PublicForm):
    """What the library is narrowed to."""

    q = Line(lazy("Words"), most=100)
    category = SelectField(lazy("Category"), validators=[Optional()], validate_choice=False)

    def prepare(self, codes: Sequence[str], rules: Rules) -> None:
        """Offers the categories of what is published."""
        known = {each.code: named(each) for each in rules.categories}
        self.category.choices = [
            ("", _("All categories")),
            *((each, known.get(each, each)) for each in codes),
        ]

    @property
    def wanted(self) -> LessonFilter:
        return LessonFilter(self.q.data or "", self.category.data or "")


class NominationForm(Form):
    """Which case, and what others learn from it."""

    case = Line(lazy("Case number"), most=30, required=True)
    reason = Paragraph(lazy("What others learn from it"), most=1000, required=True)


class CleaningForm(Form):
    """What somebody decided who looked at every place that was found."""

    version = Seen()
    keep = ticks(lazy("Keep: this is nobody’s data"))
    also = Paragraph(lazy("What else is to go, a line each"), most=2000)
    confirmed = BooleanField(
        lazy("I have read the whole text; nothing in it tells any more who the customer is."),
        validators=[InputRequired(lazy("Please read the text and confirm it."))],
    )

    def prepare(self, seen: Screening) -> None:
        """Offers to keep each word that was found and is not the customer's as we hold it."""
        found: dict[str, Finding] = {}
        for each in (*seen.in_title, *seen.in_text):
            if not each.known:
                found.setdefault(each.text, each)
        self.keep.choices = [
            SelectChoice(text, f"{text} ({word(each.kind)})") for text, each in found.items()
        ]

    @property
    def words(self) -> list[str]:
        """The further words, without blanks and single signs."""
        lines = (line.strip() for line in (self.also.data or "").splitlines())
        return [line for line in dict.fromkeys(lines) if len(line) > 1]

    def draft(self) -> Confirmed:
        return Confirmed(self.version.version, set(self.keep.data or []), self.words)


class WritingForm(Form):
    """The write-up."""

    version = Seen()
    title = Line(lazy("Title"), most=120, required=True)
    happened = Paragraph(lazy("What happened"), most=LONG)
    went_well = Paragraph(lazy("What went well"), most=LONG)
    went_badly = Paragraph(lazy("What did not go well"), most=LONG)
    to_learn = Paragraph(lazy("What we learn from it"), most=LONG)

    @classmethod
    def of(cls, lesson: TypicalCase) -> "WritingForm":
        """Filled with what is there."""
        return cls(None, obj=lesson, data={"version": lesson.version})

    def draft(self) -> LessonText:
        return LessonText(
            title=self.title.data or "",
            happened=self.happened.data or "",
            went_well=self.went_well.data or "",
            went_badly=self.went_badly.data or "",
            to_learn=self.to_learn.data or "",
        )


class RevisionForm(WritingForm):
    """A new version of a write-up; its last part is the confirmation of who read it with all marks.

    `looked` is the sum of the texts that were shown with marks: other texts are shown again first.
    """

    change = Line(lazy("What is different, and why"), most=300)
    keep = ticks(lazy("Keep: this is nobody’s data"), validate_choice=False)
    confirmed = BooleanField(
        lazy("I have read the whole text; nothing in it tells any more who the customer is.")
    )
    looked = HiddenField()

    @classmethod
    def begun(cls, lesson: TypicalCase, version: LessonVersion | None) -> "RevisionForm":
        """Filled with the version in the making, or with what is published."""
        form = cls(None, obj=version or lesson)
        form.version.data = str(version.edits if version else 0)
        return form

    def offer(self, found: Iterable[Finding]) -> None:
        """Offers to keep each word that was found and is not the customer's as we hold it."""
        kinds = {each.text: each.kind for each in found if not each.known}
        self.keep.choices = [SelectChoice(text, f"{text} ({word(kind)})") for text, kind in kinds.items()]

    @property
    def sum(self) -> str:
        """A sum of all that is typed: it tells whether it is what was read with marks."""
        texts = "\0".join([*asdict(self.draft()).values(), self.change.data or ""])
        return sha256(texts.encode()).hexdigest()[:16]

    def revision(self) -> Revision:
        return Revision(self.draft(), self.change.data or "", frozenset(self.keep.data or []))


class ReviewForm(Form):
    """What a second person makes of it."""

    version = Seen()
    verdict = RadioField(
        lazy("Your decision on it"),
        choices=[
            SelectChoice(PUBLISH, lazy("Put it into the library")),
            SelectChoice(RETURN, lazy("Send it back")),
        ],
        validators=[CHOOSE],
    )
    read = BooleanField(lazy("I have read it: nothing tells who the customer is."))
    reason = Paragraph(lazy("What is to be changed"), most=1000)

    def validate(self, extra_validators: object = None) -> bool:
        """What goes into the library was read; what goes back has a reason."""
        sound = bool(super().validate(extra_validators))
        if self.verdict.data == PUBLISH and not self.read.data:
            self.read.errors = [*self.read.errors, _("Please read the text and confirm it.")]
            return False
        if self.verdict.data == RETURN and not self.reason.data:
            self.reason.errors = [*self.reason.errors, _("Please fill this in.")]
            return False
        return sound


class ReasonForm(Form):
    """Why it is taken out of the library."""

    reason = Paragraph(lazy("Why"), most=1000, required=True)


class CommentForm(Form):
    """What a colleague adds."""

    text = Paragraph(lazy("What you know about this from your own work"), most=2000, required=True)
