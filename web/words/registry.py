"""The words by which people know the members of an enum."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TypeVar

from flask_babel.speaklater import LazyString
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

Member = TypeVar("Member", bound=Enum)

# By class first: members of different StrEnums with the same value are equal to each other.
_words: dict[type[Enum], dict[str, LazyString | str]] = {}


def name(enum: type[Member], words: Mapping[Member, LazyString | str]) -> None:
    """Names every member of `enum`. Raises ValueError when one is left out, or the enum has its words."""
    if enum in _words:
        raise ValueError(f"{enum.__name__} has its words already")
    missing = [member.name for member in enum if member not in words]
    if missing:
        raise ValueError(f"{enum.__name__} lacks words for {', '.join(missing)}")
    _words[enum] = {member.name: words[member] for member in enum}


def word(member: Enum | None) -> str:
    """A member in the reader's language; nothing for None. Raises KeyError for an enum nobody named."""
    return "" if member is None else str(_words[type(member)][member.name])


def choices(members: Iterable[Enum]) -> list[SelectChoice]:
    """Values and words, as a select field wants them."""
    return [SelectChoice(str(member.value), word(member)) for member in members]
