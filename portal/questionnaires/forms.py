"""The forms of a questionnaire: its frame, sections, steps on the draft."""

from typing import Any

from wtforms import HiddenField, IntegerField, SelectField
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional

from models.surveys.draft import LONGEST_WORDS, Draft, DraftText
from web.forms import Form, Line, Paragraph, Seen
from web.language import _, lazy

MOST_CODE = 40


def text_of(zh: Any, en: Any) -> DraftText:
    """A text in both languages from two fields."""
    return DraftText(zh=zh or "", en=en or "")


def text_or_none(zh: Any, en: Any) -> DraftText | None:
    """As `text_of`; None when it is written in neither."""
    return text_of(zh, en) or None


class NewForm(Form):
    """A new questionnaire: what it is called, and what it begins with."""

    title_zh = Line(lazy("Heading in Chinese"), most=120, required=True)
    title_en = Line(lazy("Heading in English"), most=120)
    like = SelectField(lazy("Begin with"), validators=[Optional()])


class FrameForm(Form):
    """What stands around the questions."""

    seen = HiddenField()
    title_zh = Line(lazy("Heading in Chinese"), most=120)
    title_en = Line(lazy("Heading in English"), most=120)
    thanks_zh = Paragraph(lazy("Thanks in Chinese"), most=LONGEST_WORDS)
    thanks_en = Paragraph(lazy("Thanks in English"), most=LONGEST_WORDS)
    opening_zh = Paragraph(lazy("First words on the telephone, in Chinese"), most=LONGEST_WORDS)
    opening_en = Paragraph(lazy("First words on the telephone, in English"), most=LONGEST_WORDS)
    goodbye_zh = Paragraph(lazy("Last words on the telephone, in Chinese"), most=LONGEST_WORDS)
    goodbye_en = Paragraph(lazy("Last words on the telephone, in English"), most=LONGEST_WORDS)

    PARTS = ("title", "thanks", "opening", "goodbye")

    @classmethod
    def shown(cls, draft: Draft, seen: str) -> "FrameForm":
        """As the draft has it."""
        data = {"seen": seen}
        for part in cls.PARTS:
            text = getattr(draft, part)
            data |= {f"{part}_zh": text.zh if text else "", f"{part}_en": text.en if text else ""}
        return cls(None, data=data)

    def words(self) -> dict[str, DraftText | None]:
        """As it was filled in."""
        both = {part: (self[f"{part}_zh"].data, self[f"{part}_en"].data) for part in self.PARTS}
        return {
            part: text_of(zh, en) if part in ("title", "thanks") else text_or_none(zh, en)
            for part, (zh, en) in both.items()
        }


class StepForm(Form):
    """A step with nothing to fill in but what was read."""

    seen = Seen()


class MoveForm(StepForm):
    """Where something goes: one place up or down."""

    way = HiddenField(validators=[AnyOf(("up", "down"))])


class PlaceForm(StepForm):
    """Where a question goes: to a place of a section, counted from 0 without itself."""

    question = HiddenField(validators=[InputRequired()])
    section = HiddenField(validators=[InputRequired()])
    at = IntegerField(validators=[InputRequired(), NumberRange(0, 500)])


class PublishForm(StepForm):
    """Publishing: why."""

    reason = Paragraph(lazy("What changes, and why"), most=500, required=True)


def whole_number(label: Any, least: int, most: int) -> IntegerField:
    """A field for a whole number that may be left empty."""
    return IntegerField(label, validators=[Optional(), NumberRange(least, most)])


def changed_meanwhile() -> str:
    """What is said when somebody was quicker."""
    return _("Somebody changed this meanwhile. What you typed is kept: look at it, and save again.")
