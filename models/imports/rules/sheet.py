"""What a file gives when it is read: a header, then lines of texts, whatever kind of file it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from models.errors import DomainError
from models.imports.words import Mark


class Unreadable(DomainError):
    """A file that is not taken at all. `why` is a short code, `facts` what its sentence names."""

    def __init__(self, why: str, **facts: Any) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts


@dataclass(frozen=True)
class Line:
    """One line of a file: its number as a spreadsheet shows it, its cells as text, and what is the matter
    with some of them by their place.
    """

    number: int
    texts: tuple[str, ...]
    marks: Mapping[int, Mark] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not self.marks and not any(text.strip() for text in self.texts)

    @property
    def width(self) -> int:
        """How many cells there are up to the last one that holds something."""
        last = max(self.marks, default=-1)
        written = max((place for place, text in enumerate(self.texts) if text.strip()), default=-1)
        return max(last, written) + 1


class Sheet(Protocol):
    """A file that was opened. `how` says as what it was read: encoding, separator, sheet."""

    how: dict[str, Any]

    def lines(self) -> Iterator[Line]:
        """Every line in order, empty ones too. Raises Unreadable where it cannot go on."""
        ...
