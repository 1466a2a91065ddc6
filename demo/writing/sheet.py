"""Sheets hold the fragments: text files under demo/sheets, sections of named lists, one fragment a line.

`== name` opens a section, `key: words` sets a field of it, `-- name` opens a list. `#` starts a remark.
A fragment may begin with the voices it belongs to and `>`, as in `老>姑娘你好`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from demo.writing.grammar import BadFragment
from demo.writing.pool import Pool, fragment, pool

FOLDER = Path(__file__).parent.parent / "sheets"


class BadSheet(ValueError):
    """A line that belongs to no section or list; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its fields are words, its lists are pools of fragments."""

    name: str
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lists: Mapping[str, Pool] = field(default_factory=dict)


def read(text: str, source: str) -> tuple[Section, ...]:
    """The sections of a sheet's text. Raises BadSheet."""
    sections: list[tuple[str, dict[str, tuple[str, ...]], dict[str, list[str]]]] = []
    current: list[str] | None = None
    for count, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        where = f"{source}:{count}"
        if not line or line.startswith("#"):
            continue
        if line.startswith("== "):
            sections.append((line[3:].strip(), {}, {}))
            current = None
        elif not sections:
            raise BadSheet(f"{where}: nothing stands before the first section")
        elif line.startswith("-- "):
            current = sections[-1][2].setdefault(line[3:].strip(), [])
        elif current is None:
            key, colon, words = line.partition(":")
            if not colon:
                raise BadSheet(f"{where}: neither a field nor in a list")
            sections[-1][1][key.strip()] = tuple(words.split())
        else:
            try:
                fragment(line)
            except BadFragment as bad:
                raise BadSheet(f"{where}: {bad}") from bad
            current.append(line)
    return tuple(
        Section(name, fields, {key: pool(lines) for key, lines in lists.items()})
        for name, fields, lists in sections
    )


@cache
def sheet(name: str) -> tuple[Section, ...]:
    """The sections of a sheet by its path under demo/sheets, without the ending."""
    path = FOLDER / f"{name}.txt"
    return read(path.read_text(encoding="utf-8"), f"{name}.txt")


@cache
def lists(name: str) -> Mapping[str, Mapping[str, Pool]]:
    """The lists of every section of a sheet, by section and list."""
    return {section.name: section.lists for section in sheet(name)}


def sheets() -> tuple[str, ...]:
    """The names of all sheets, in alphabetical order."""
    return tuple(
        sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.txt"))
    )
