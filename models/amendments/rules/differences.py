"""What one document says otherwise than another, part by part (RB-02). Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from models.amendments.rules.sections import Document, parts
from models.amendments.words import Edit, Section


@dataclass(frozen=True)
class Difference:
    """One part that differs. `fields` are names with their value before and after; none for a part
    that came or went."""

    section: Section
    code: str
    edit: Edit
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    fields: tuple[tuple[str, Any, Any], ...] = ()


def differences(before: Document, after: Document) -> list[Difference]:
    """Every part that differs, in the order of the sections."""
    return [each for section in Section for each in _of(section, before, after)]


def _of(section: Section, before: Document, after: Document) -> Iterator[Difference]:
    old, new = parts(before, section), parts(after, section)
    for code, part in new.items():
        if code not in old:
            yield Difference(section, code, Edit.ADDED, None, part)
        elif fields := tuple(_fields(old[code], part)):
            retired = [after for name, _before, after in fields if name == "retired"]
            edit = (Edit.RETIRED if retired[0] else Edit.RESTORED) if retired else Edit.CHANGED
            shown = tuple(each for each in fields if each[0] != "retired")
            yield Difference(section, code, edit, old[code], part, shown)
    for code, part in old.items():
        if code not in new:
            yield Difference(section, code, Edit.REMOVED, part, None)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in [*new, *(name for name in old if name not in new)]:
        before, after = old.get(name), new.get(name)
        if not _same(before, after):
            yield name, before, after


def _same(before: Any, after: Any) -> bool:
    empty: tuple[Any, ...] = (None, "", [], {}, False)
    return before == after or (before in empty and after in empty)
