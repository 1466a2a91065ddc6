"""Which files are taken, and under which names: pure, by content, never by what a browser claims."""

from models.files.rules.kinds import KINDS, Kind, accepted, kind_for, shown_inline
from models.files.rules.names import LONGEST_NAME, cleaned, extension_of

__all__ = [
    "KINDS",
    "LONGEST_NAME",
    "Kind",
    "accepted",
    "cleaned",
    "extension_of",
    "kind_for",
    "shown_inline",
]
