"""Questions, conditions and findings of a questionnaire in the reader's words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from flask_babel.speaklater import LazyString

from models.surveys.document import (
    FIVE,
    NOT_APPLICABLE,
    Document,
    FivePoint,
    FivePointMatrix,
    Match,
    Multiple,
    Nps,
    Question,
    Single,
    When,
)
from models.surveys.rules.review import Finding, Why
from web.language import _, current_language, lazy

LONGEST = 56
"""The width of a text that is shown shortened, in Latin letters; a Chinese sign takes two."""
KINDS: Mapping[str, LazyString] = {
    "five_point": lazy("Five points"),
    "five_point_matrix": lazy("Matrix on five points"),
    "single": lazy("One choice"),
    "multiple": lazy("Several choices"),
    "nps": lazy("Recommendation 0–10"),
    "text": lazy("Own words"),
}
ABOUT_KINDS: Mapping[str, LazyString] = {
    "five_point": lazy("From very satisfied to very dissatisfied, each with a face"),
    "five_point_matrix": lazy("Several matters rated on the five points on one screen"),
    "single": lazy("One of several answers that you write"),
    "multiple": lazy("Any of several answers that you write"),
    "nps": lazy("How likely it is that somebody recommends us (NPS)"),
    "text": lazy("A field for free words"),
}
POINTS: Mapping[int, LazyString] = {
    5: lazy("Very satisfied"),
    4: lazy("Satisfied"),
    3: lazy("Neither"),
    2: lazy("Dissatisfied"),
    1: lazy("Very dissatisfied"),
    NOT_APPLICABLE: lazy("Does not apply to me"),
}
FIELDS: Mapping[str, LazyString] = {
    "alone": lazy("Rules out all others"),
    "dimension": lazy("Dimension"),
    "goodbye": lazy("Last words on the telephone"),
    "hint": lazy("Hint"),
    "kind": lazy("Kind"),
    "longest": lazy("Longest text"),
    "most": lazy("At most"),
    "not_applicable": lazy("“Does not apply” is offered"),
    "opening": lazy("First words on the telephone"),
    "option": lazy("Answer"),
    "options_order": lazy("Order of the answers"),
    "required": lazy("Must be answered"),
    "row": lazy("Line"),
    "rows_order": lazy("Order of the lines"),
    "spoken": lazy("On the telephone"),
    "text": lazy("Wording"),
    "thanks": lazy("Thanks"),
    "title": lazy("Title"),
    "when": lazy("Shown"),
}
"""What each piece of a questionnaire is called."""


def said(text: Any) -> str:
    """A text of a questionnaire in the reader's language."""
    return "" if text is None else str(text.said(current_language().value))


def shortened(text: str) -> str:
    """The beginning of a longer text."""
    width = 0
    for at, sign in enumerate(text):
        width += 2 if east_asian_width(sign) in "WF" else 1
        if width > LONGEST:
            return text[: at - 1].rstrip() + "…"
    return text


def numbers(document: Document) -> dict[str, int]:
    """The number of each question on the screen, by its code."""
    return {question.code: n for n, question in enumerate(document.questions, start=1)}


def named_question(document: Document, code: str) -> str:
    """A question as others speak of it: its number and the beginning of its text."""
    question = document.by_code.get(code)
    if question is None:
        return _("a question that is gone (%(code)s)", code=code)
    return _("question %(n)s “%(text)s”", n=numbers(document)[code], text=shortened(said(question.text)))


def choices(question: Question, row: str | None = None) -> list[tuple[int, str]]:
    """What a question, or a line of it, can be answered with, in the order of the screen."""
    if isinstance(question, FivePoint | FivePointMatrix):
        points = (*FIVE, NOT_APPLICABLE) if question.not_applicable else FIVE
        return [(code, str(POINTS[code])) for code in points]
    if isinstance(question, Single | Multiple):
        return [(option.code, said(option.text)) for option in question.options]
    return [(code, str(code)) for code in range(10, -1, -1)] if isinstance(question, Nps) else []


def condition(document: Document, when: When | None) -> str:
    """When something is shown, as one sentence; nothing for always."""
    if when is None or not when.matches:
        return ""
    parts = [_match(document, match) for match in when.all]
    if when.any:
        some = _(" or ").join(_match(document, match) for match in when.any)
        parts.append(_("(%(some)s)", some=some) if parts and len(when.any) > 1 else some)
    return _("Shown if %(what)s", what=_(" and ").join(parts))


def _match(document: Document, match: Match) -> str:
    question = document.by_code.get(match.question)
    known = dict(choices(question, match.row)) if question else {}
    picks = _(" or ").join(
        _("“%(text)s”", text=shortened(known.get(code, str(code)))) for code in _ordered(match.any_of, known)
    )
    what = named_question(document, match.question)
    if isinstance(question, FivePointMatrix):
        line = next((said(row.text) for row in question.rows if row.code == match.row), match.row or "")
        what = _("%(question)s, line “%(line)s”", question=what, line=shortened(line))
    if not picks:
        return _("%(question)s has an answer that is not chosen yet", question=what)
    return _("%(question)s is answered %(picks)s", question=what, picks=picks)


def _ordered(codes: Iterable[int], known: Mapping[int, str]) -> list[int]:
    order = list(known)
    return sorted(codes, key=lambda code: order.index(code) if code in order else len(order))


@dataclass(frozen=True)
class Note:
    """A finding as it is read: its sentence, whether it blocks, and the part it stands at."""

    sentence: str
    blocks: bool
    at: str
    place: str


def notes(document: Document, found: Iterable[Finding]) -> list[Note]:
    """Findings in words, those that block first."""
    told = [Note(sentence(document, each), each.blocks, each.at, _place(document, each)) for each in found]
    return sorted(told, key=lambda note: not note.blocks)


def _place(document: Document, finding: Finding) -> str:
    n = numbers(document).get(finding.at)
    if n is not None:
        return _("Question %(n)s", n=n)
    for n, section in enumerate(document.sections, start=1):
        if section.code == finding.at:
            return _("Section %(n)s", n=n)
    return _("Questionnaire")


def sentence(document: Document, finding: Finding) -> str:
    """What was found, as a sentence."""
    return _SENTENCES[finding.why](document, finding)


def _missing(language: str) -> Callable[[Document, Finding], str]:
    def says(_document: Document, finding: Finding) -> str:
        what = _part(finding)
        if language == "zh":
            return _("%(what)s is missing in Chinese.", what=what)
        if language == "en":
            return _("%(what)s is missing in English.", what=what)
        return _("%(what)s is not written yet.", what=what)

    return says


def _part(finding: Finding) -> str:
    """Which text a finding speaks of."""
    if finding.field == "options":
        return _("Answer %(n)s", n=finding.about["n"])
    if finding.field == "rows":
        return _("Line %(n)s", n=finding.about["n"])
    if finding.field == "title":
        return _("The title")
    return {
        "text": _("The question"),
        "hint": _("The hint"),
        "spoken": _("The wording for the telephone"),
        "thanks": _("The text of thanks"),
        "opening": _("The first words on the telephone"),
        "goodbye": _("The last words on the telephone"),
    }[finding.field]


def _depends(document: Document, finding: Finding) -> str:
    return named_question(document, finding.about["question"])


_SENTENCES: Mapping[Why, Callable[[Document, Finding], str]] = {
    Why.CODE_TWICE: lambda _d, f: _("The code %(code)s is there twice.", code=f.about["code"]),
    Why.CODE_USED: lambda _d, f: _(
        "The code %(code)s stood for a question of another kind before. Give this one another code, or its "
        "figures get mixed.",
        code=f.about["code"],
    ),
    Why.FEW_OPTIONS: lambda _d, _f: _("Give at least two answers to choose from."),
    Why.FEW_ROWS: lambda _d, _f: _("Give at least two lines."),
    Why.FIRST_NOT_FIVE: lambda _d, _f: _(
        "Begin with a question on the five points: it can be answered right in the mail, and who leaves "
        "after one tap is heard."
    ),
    Why.KEPT_CHANGED: lambda _d, _f: _(
        "What becomes of a case is decided by this question. It must be asked always, be required, and keep "
        "its kind and its answers."
    ),
    Why.KEPT_GONE: lambda _d, f: _(
        "The question with the code %(code)s is missing. What becomes of a case is decided by it.",
        code=f.about["code"],
    ),
    Why.KEPT_NOT_FIRST: lambda _d, _f: _(
        "This question comes first, so that whoever leaves after one tap is heard."
    ),
    Why.LONG: lambda _d, f: _(
        "Somebody may have to answer %(n)s screens. On a phone more than %(most)s are seldom finished.",
        n=f.about["n"],
        most=f.about["most"],
    ),
    Why.MOST: lambda _d, f: _("It allows %(n)s choices and has fewer.", n=f.about["n"]),
    Why.NO_DIMENSION: lambda _d, f: (
        _("Line %(n)s has no dimension, so it cannot be laid beside other questionnaires.", n=f.about["n"])
        if f.about
        else _("It has no dimension, so it cannot be laid beside other questionnaires.")
    ),
    Why.NO_EN: _missing("en"),
    Why.NO_ZH: _missing("zh"),
    Why.NO_TEXT: _missing(""),
    Why.NO_QUESTIONS: lambda _d, f: (
        _("There is no question in this section yet.") if f.at else _("There is no question yet.")
    ),
    Why.REQUIRED_WORDS: lambda _d, _f: _("Own words are required. Many people leave at such a question."),
    Why.UNREACHABLE: lambda _d, _f: _("No answers lead here: its conditions can never be met together."),
    Why.WHEN_CHOICE: lambda d, f: _(
        "Its condition names an answer that %(question)s does not have.", question=_depends(d, f)
    ),
    Why.WHEN_EMPTY: lambda d, f: _(
        "Its condition on %(question)s says for none of the answers that it is met.", question=_depends(d, f)
    ),
    Why.WHEN_GONE: lambda d, f: _("Its condition names %(question)s.", question=_depends(d, f)),
    Why.WHEN_LATER: lambda d, f: _(
        "Its condition names %(question)s, which is not asked before.", question=_depends(d, f)
    ),
    Why.WHEN_ROW: lambda d, f: _(
        "Its condition names a line that %(question)s does not have.", question=_depends(d, f)
    ),
}
