"""What a file's columns mean: recognised by their headers, in Chinese or English, or chosen by a person."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from models.errors import Invalid
from models.imports.installed import described
from models.imports.words import Column
from models.texts import composed

_NOTE = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_JOINTS = re.compile(r"[\s_\-‐–—*:：.。·’'`]+")


@dataclass(frozen=True)
class ColumnSpec:
    """One column as people know it. `most` is its longest text in characters."""

    column: Column
    name_zh: str
    name_en: str
    most: int
    required: bool
    headers: tuple[str, ...]
    explained_zh: str
    explained_en: str
    example_zh: str
    example_en: str


def folded(text: str) -> str:
    """A header or a word in the form in which they are compared: half width, lower case, no joints."""
    return _JOINTS.sub("", composed(text, "NFKC").lower())


@cache
def specs() -> tuple[ColumnSpec, ...]:
    """Every column, in the order of the template."""
    entries = [dict(entry) for entry in described()["columns"]]
    made = {
        Column(entry["column"]): ColumnSpec(
            **{
                **entry,
                "column": Column(entry["column"]),
                "required": entry.get("required", False),
                "headers": tuple(entry["headers"]),
            }
        )
        for entry in entries
    }
    return tuple(made[column] for column in Column)


SPECS = {spec.column: spec for spec in specs()}
REQUIRED = tuple(spec.column for spec in specs() if spec.required)


@cache
def _known() -> dict[str, Column]:
    known: dict[str, Column] = {}
    for spec in specs():
        for header in (spec.name_zh, spec.name_en, spec.column.value, *spec.headers):
            if known.setdefault(folded(header), spec.column) is not spec.column:
                raise ValueError(f"the header {header!r} means two columns")
    return known


def recognise(headers: Sequence[str]) -> dict[int, Column]:
    """Which column each header is, by its place, for those that we know.

    A note in brackets behind a header does not count. Of two headers that mean the same the one that is
    named as in the template wins, then the first; the other is left to a person.
    """
    found: dict[Column, int] = {}
    named = {spec.column: {folded(spec.name_zh), folded(spec.name_en)} for spec in specs()}
    for place, header in enumerate(headers):
        word = folded(header)
        column = _known().get(word) or _known().get(folded(_NOTE.sub("", composed(header, "NFKC"))))
        if column is None:
            continue
        if column not in found or (
            word in named[column] and folded(headers[found[column]]) not in named[column]
        ):
            found[column] = place
    return {place: column for column, place in sorted(found.items(), key=lambda each: each[1])}


def missing(columns: Iterable[Column]) -> list[Column]:
    """The columns without which nothing can be imported, and that are not among these."""
    there = set(columns)
    return [column for column in REQUIRED if column not in there]


def chosen(choice: Mapping[int, Column], headers: Sequence[str]) -> dict[int, Column]:
    """A person's choice, checked: every place exists, no column twice, no needed one missing.

    Raises Invalid("columns", why): `unknown`, `twice` or `columns_missing`.
    """
    if any(not 0 <= place < len(headers) for place in choice):
        raise Invalid("columns", "unknown")
    if len(set(choice.values())) != len(choice):
        raise Invalid("columns", "twice")
    if missing(choice.values()):
        raise Invalid("columns", "columns_missing")
    return dict(sorted(choice.items()))


@cache
def words_of(column: Column) -> Mapping[str, str]:
    """What may stand in a cell of this column, folded, and the value that each stands for."""
    listed: Mapping[str, Sequence[str]] = described()["words"][column.value]
    known: dict[str, str] = {}
    for value, words in listed.items():
        for word in (value, *words):
            if known.setdefault(folded(word), value) != value:
                raise ValueError(f"{word!r} in the column {column.value} means two values")
    return known
