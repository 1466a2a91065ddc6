"""Changing a draft: each step takes one and gives another, with one thing changed (S-01). Pure."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from models.surveys.document import Dimension
from models.surveys.draft import (
    Draft,
    Drafted,
    DraftFivePoint,
    DraftMatch,
    DraftSection,
    DraftText,
    DraftWhen,
)

LONGEST_STEM = 32
FIRST_SECTION = "main"
RESERVED = "new"
"""What no part is called: addresses of the portal end with it."""
_Moved = TypeVar("_Moved")


def blank(title: DraftText) -> Draft:
    """A draft with a title, one section, and nothing in it."""
    return Draft(title=title, sections=(DraftSection(code=FIRST_SECTION),))


def question_of(draft: Draft, code: str) -> Drafted:
    """A question of a draft. Raises LookupError."""
    found: object = draft.by_code.get(code)
    if not isinstance(found, Drafted):
        raise LookupError(code)
    return found


def section_named(draft: Draft, code: str) -> DraftSection:
    """A section of a draft. Raises LookupError."""
    found = next((each for each in draft.sections if each.code == code), None)
    if found is None:
        raise LookupError(code)
    return found


def home_of(draft: Draft, code: str) -> DraftSection:
    """The section in which a question stands. Raises LookupError."""
    for section in draft.sections:
        if any(question.code == code for question in section.questions):
            return section
    raise LookupError(code)


def new_code(wanted: str, taken: Iterable[str], otherwise: str) -> str:
    """A code that nothing has: made from English words, or from `otherwise` where there are none."""
    stem = re.sub(r"[^a-z0-9]+", "_", wanted.lower()).strip("_")[:LONGEST_STEM].strip("_")
    if not stem[:1].isalpha():
        stem = otherwise
    used, code, n = {RESERVED, *taken}, stem, 2
    while code in used:
        code, n = f"{stem}_{n}", n + 1
    return code


def code_for(question: Drafted, taken: Iterable[str]) -> str:
    """A code for a new question: what it measures, else its first English words, else its kind."""
    kind: str = getattr(question, "kind", "question")
    dimension: Dimension | None = getattr(question, "dimension", None)
    if isinstance(question, DraftFivePoint) and dimension is not None:
        return new_code(dimension.value, taken, kind)
    return new_code("_".join(question.text.en.split()[:4]), taken, kind)


def added(draft: Draft, question: Drafted, section: str, after: str | None = None) -> Draft:
    """With a new question, after another one or at the end of a section. Raises LookupError."""
    home = section_named(draft, section)
    codes = [each.code for each in home.questions]
    at = codes.index(after) + 1 if after in codes else len(codes)
    return _with_questions(draft, section, [*home.questions[:at], question, *home.questions[at:]])


def changed(draft: Draft, code: str, question: Drafted) -> Draft:
    """With a question as it is now; another code goes into conditions that name it. Raises LookupError."""
    home = home_of(draft, code)
    questions = [question if each.code == code else each for each in home.questions]
    new = _with_questions(draft, home.code, questions)
    return new if question.code == code else _renamed(new, code, question.code)


def removed(draft: Draft, code: str) -> Draft:
    """Without a question; conditions on it stay and are named by the review. Raises LookupError."""
    home = home_of(draft, code)
    return _with_questions(draft, home.code, [each for each in home.questions if each.code != code])


def duplicated(draft: Draft, code: str, taken: Iterable[str]) -> tuple[Draft, str]:
    """With a copy of a question right after it, and the copy's code. Raises LookupError."""
    question = question_of(draft, code)
    new = new_code(f"{code[: LONGEST_STEM - 5]}_copy", {*taken, *draft.by_code}, "copy")
    copy = question.model_copy(update={"code": new})
    return added(draft, copy, home_of(draft, code).code, code), new


def stepped(draft: Draft, code: str, *, up: bool) -> Draft:
    """With a question one place up or down; at the rim of its section it goes over into the next one."""
    home = home_of(draft, code)
    sections = [each.code for each in draft.sections]
    at = [each.code for each in home.questions].index(code)
    there = at - 1 if up else at + 1
    if 0 <= there < len(home.questions):
        return placed(draft, code, home.code, there)
    other = sections.index(home.code) + (-1 if up else 1)
    if not 0 <= other < len(sections):
        return draft
    return placed(draft, code, sections[other], len(draft.sections[other].questions) if up else 0)


def placed(draft: Draft, code: str, section: str, at: int) -> Draft:
    """With a question at a place of a section, counted from 0 without itself. Raises LookupError."""
    question = question_of(draft, code)
    without = removed(draft, code)
    questions = list(section_named(without, section).questions)
    questions.insert(max(0, at), question)  # type: ignore[arg-type]  # a member of the union
    return _with_questions(without, section, questions)


def framed(draft: Draft, **words: DraftText | None) -> Draft:
    """With another title, thanks, opening or goodbye."""
    return draft.replaced(**words)


def section_added(draft: Draft, section: DraftSection) -> Draft:
    """With one section more, at the end."""
    return _with_sections(draft, [*draft.sections, section])


def section_changed(draft: Draft, code: str, **values: Any) -> Draft:
    """With a section that is called or conditioned otherwise. Raises LookupError."""
    new = section_named(draft, code).model_copy(update=values)
    return _with_sections(draft, [new if each.code == code else each for each in draft.sections])


def section_removed(draft: Draft, code: str) -> Draft:
    """Without a section and all its questions. Raises LookupError."""
    section_named(draft, code)
    return _with_sections(draft, [each for each in draft.sections if each.code != code])


def section_stepped(draft: Draft, code: str, *, up: bool) -> Draft:
    """With a section one place up or down. Raises LookupError."""
    at = draft.sections.index(section_named(draft, code))
    there = at - 1 if up else at + 1
    return _with_sections(draft, _swapped(draft.sections, at, there))


def _swapped(things: Sequence[_Moved], one: int, other: int) -> list[_Moved]:
    new = list(things)
    if 0 <= other < len(new):
        new[one], new[other] = new[other], new[one]
    return new


def _with_sections(draft: Draft, sections: Iterable[DraftSection]) -> Draft:
    return draft.replaced(sections=tuple(sections))


def _with_questions(draft: Draft, code: str, questions: Iterable[Any]) -> Draft:
    return section_changed(draft, code, questions=tuple(questions))


def _renamed(draft: Draft, old: str, new: str) -> Draft:
    """With conditions that name a question by its new code."""

    def match(each: DraftMatch) -> DraftMatch:
        return each.model_copy(update={"question": new}) if each.question == old else each

    return _with_whens(
        draft,
        lambda when: DraftWhen(
            all=tuple(match(each) for each in when.all), any=tuple(match(each) for each in when.any)
        ),
    )


def _with_whens(draft: Draft, change: Callable[[DraftWhen], DraftWhen]) -> Draft:
    sections = []
    for section in draft.sections:
        questions = tuple(
            each.model_copy(update={"when": change(each.when)}) if each.when else each
            for each in section.questions
        )
        update: dict[str, Any] = {"questions": questions}
        if section.when:
            update["when"] = change(section.when)
        sections.append(section.model_copy(update=update))
    return _with_sections(draft, sections)


def digest(part: Draft | DraftSection | Drafted) -> str:
    """A short name of what a part says: two readers who saw the same have the same.

    Of a draft it is its frame alone, of a section all but its questions: those are parts of their own.
    """
    left_out = {"sections", "questions"}
    said = part.model_dump(mode="json", exclude=left_out)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]
