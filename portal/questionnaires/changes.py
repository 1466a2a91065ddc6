"""What differs between two versions of a questionnaire, told in words (S-01)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.surveys.document import Dimension, Document, When
from models.surveys.rules.differences import Difference, Piece, Turn, differences
from portal.questionnaires.words import FIELDS, KINDS, condition, numbers, said, shortened
from web.language import _
from web.words import word


@dataclass(frozen=True)
class Told:
    """One part that differs. `pieces` are names with their value before and after."""

    part: str
    name: str
    text: str
    turn: Turn
    pieces: tuple[tuple[str, str, str], ...]


def told(before: Document, after: Document) -> list[Told]:
    """Every difference, in words."""
    return [_told(before, after, each) for each in differences(before, after)]


def last_change(before: Document, after: Document, part: str) -> str:
    """The difference between a draft and what it was one step before, in a few words.

    `part` was changed, as far as that is known: of two questions that changed places it is the one moved.
    """
    found = told(before, after)
    if not found:
        return ""
    first = next((each for each in found if each.part == part), found[0])
    if first.part != part and part in before.by_code and part in after.by_code:
        question = after.by_code[part]
        name = _("Question %(n)s", n=numbers(after)[part])
        first = Told(part, name, shortened(said(question.text)), Turn.MOVED, ())
    what = first.name + (_(" “%(text)s”", text=first.text) if first.text else "")
    return _("%(what)s: %(turn)s", what=what, turn=word(first.turn))


def _told(before: Document, after: Document, each: Difference) -> Told:
    pieces = tuple(_pieces(before, after, each))
    there = before if each.turn is Turn.REMOVED else after
    if each.question is not None:
        name = _("Question %(n)s", n=numbers(there)[each.question.code])
        return Told(each.question.code, name, shortened(said(each.question.text)), each.turn, pieces)
    if each.section is not None:
        n = [section.code for section in there.sections].index(each.section.code) + 1
        title = shortened(said(each.section.title)) if each.section.title else ""
        return Told(each.section.code, _("Section %(n)s", n=n), title, each.turn, pieces)
    return Told("frame", _("Title and frame"), "", each.turn, pieces)


def _pieces(before: Document, after: Document, each: Difference) -> Iterator[tuple[str, str, str]]:
    for piece in each.pieces:
        if piece.name.endswith("_order"):
            yield str(FIELDS[piece.name]), "", _("changed")
        else:
            yield _name(piece), _value(before, piece, piece.before), _value(after, piece, piece.after)


def _name(piece: Piece) -> str:
    stem, language = piece.name, ""
    for ending, known in (("_zh", _("in Chinese")), ("_en", _("in English"))):
        if piece.name.endswith(ending):
            stem, language = piece.name.removesuffix(ending), known
    if piece.of:
        stem = "row" if not piece.of.isdecimal() else "option"
    name = str(FIELDS[stem])
    if piece.name in ("alone", "dimension") and piece.of:
        name = str(FIELDS[piece.name])
    return f"{name} {language}".strip()


def _value(document: Document, piece: Piece, value: Any) -> str:
    if piece.name == "when":
        return condition(document, value) or _("always") if isinstance(value, When) else _("always")
    if value is None or value == "":
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Dimension):
        return word(value)
    if piece.name == "kind":
        return str(KINDS[value])
    if piece.name in ("option", "row"):
        return said(value)
    return str(value)
