"""What one version of a questionnaire says otherwise than another (S-01). Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.surveys.document import Document, FivePointMatrix, Multiple, Question, Section, Single, Text


class Turn(StrEnum):
    """What became of a part."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """One thing about a part that differs. `of` names the option or line it belongs to, else it is empty."""

    name: str
    before: Any
    after: Any
    of: str = ""


@dataclass(frozen=True)
class Difference:
    """A part that differs: the frame (neither question nor section), a section, or a question."""

    turn: Turn
    section: Section | None = None
    question: Question | None = None
    pieces: tuple[Piece, ...] = ()


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """Every part that differs, in the order of the later version; what went comes last."""
    return (*_frame(before, after), *_sections(before, after), *_questions(before, after))


def _frame(before: Document, after: Document) -> Iterator[Difference]:
    names = ("title", "thanks", "opening", "goodbye")
    pieces = [piece for name in names for piece in _text(name, getattr(before, name), getattr(after, name))]
    if pieces:
        yield Difference(Turn.CHANGED, pieces=tuple(pieces))


def _sections(before: Document, after: Document) -> Iterator[Difference]:
    old = {section.code: section for section in before.sections}
    new = {section.code: section for section in after.sections}
    moved = _out_of_order([code for code in old if code in new], [code for code in new if code in old])
    for code, section in new.items():
        if code not in old:
            yield Difference(Turn.ADDED, section)
            continue
        pieces = [*_text("title", old[code].title, section.title), *_plain("when", old[code], section)]
        if pieces:
            yield Difference(Turn.CHANGED, section, pieces=tuple(pieces))
        if code in moved:
            yield Difference(Turn.MOVED, section)
    yield from (Difference(Turn.REMOVED, section) for code, section in old.items() if code not in new)


def _questions(before: Document, after: Document) -> Iterator[Difference]:
    old, new = before.by_code, after.by_code
    homes = {each.code: before.section_of(each).code for each in before.questions}
    moved = _out_of_order([code for code in old if code in new], [code for code in new if code in old])
    for code, question in new.items():
        home = after.section_of(question)
        if code not in old:
            yield Difference(Turn.ADDED, home, question)
            continue
        pieces = tuple(_of_question(old[code], question))
        if pieces:
            yield Difference(Turn.CHANGED, home, question, pieces)
        if code in moved or homes[code] != home.code:
            yield Difference(Turn.MOVED, home, question)
    for code, question in old.items():
        if code not in new:
            yield Difference(Turn.REMOVED, before.section_of(question), question)


def _of_question(old: Question, new: Question) -> Iterator[Piece]:
    if old.kind != new.kind:
        yield Piece("kind", old.kind, new.kind)
    for name in ("text", "hint", "spoken"):
        yield from _text(name, getattr(old, name), getattr(new, name))
    for name in ("required", "dimension", "not_applicable", "most", "longest", "when"):
        yield from _plain(name, old, new)
    if isinstance(old, Single | Multiple) and isinstance(new, Single | Multiple):
        yield from _lines("option", old.options, new.options, "alone")
    if isinstance(old, FivePointMatrix) and isinstance(new, FivePointMatrix):
        yield from _lines("row", old.rows, new.rows, "dimension")


def _lines(name: str, old: Sequence[Any], new: Sequence[Any], more: str) -> Iterator[Piece]:
    """Options or rows: which came and went, what of the others differs, and whether their order does."""
    before = {each.code: each for each in old}
    after = {each.code: each for each in new}
    for code, line in after.items():
        if code not in before:
            yield Piece(name, None, line.text, str(code))
            continue
        yield from _text(name, before[code].text, line.text, str(code))
        yield from _plain(more, before[code], line, str(code))
    yield from (Piece(name, line.text, None, str(code)) for code, line in before.items() if code not in after)
    if _out_of_order([code for code in before if code in after], [code for code in after if code in before]):
        yield Piece(f"{name}s_order", None, None)


def _text(name: str, old: Text | None, new: Text | None, of: str = "") -> Iterator[Piece]:
    for language in ("zh", "en"):
        before, after = getattr(old, language, ""), getattr(new, language, "")
        if before != after:
            yield Piece(f"{name}_{language}", before, after, of)


def _plain(name: str, old: Any, new: Any, of: str = "") -> Iterator[Piece]:
    before, after = getattr(old, name, None), getattr(new, name, None)
    if _bare(before) != _bare(after):
        yield Piece(name, before, after, of)


def _bare(value: Any) -> Any:
    """A value that is equal to another of the same content, be it of a draft or of a document."""
    return value.model_dump() if hasattr(value, "model_dump") else value


def _out_of_order(old: Sequence[Any], new: Sequence[Any]) -> frozenset[Any]:
    """Those that stand otherwise: all but a longest row that both orders have in common."""
    best: list[list[Any]] = []
    place = {code: n for n, code in enumerate(old)}
    for code in new:
        rows = [row for row in best if place[row[-1]] < place[code]]
        best.append([*max(rows, key=len, default=[]), code])
    kept = max(best, key=len, default=[])
    return frozenset(new) - frozenset(kept)
