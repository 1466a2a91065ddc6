"""What comes out of the cleaning of one file."""

from dataclasses import dataclass, field

from models.cleaning.words import NOT_CLEANED, Format, Left, Trace


class Uncleanable(Exception):
    """A file that is not cleaned at all; `why` is one of NOT_CLEANED."""

    def __init__(self, why: Left) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Cleaned:
    """A file afterwards. What could not be cleaned has its old bytes, and says why under `left`."""

    content: bytes = field(repr=False)
    format: Format | None
    removed: tuple[Trace, ...] = ()
    left: tuple[Left, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether all was taken out that a program can take out."""
        return not NOT_CLEANED & set(self.left)


@dataclass
class Findings:
    """What is noted down while one file is cleaned, files within it included."""

    removed: set[Trace] = field(default_factory=set)
    left: set[Left] = field(default_factory=set)
