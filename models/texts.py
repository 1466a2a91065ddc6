"""Unicode's normal forms of what strangers send, in a time that grows no faster than its length."""

import re
import unicodedata
from functools import cache
from typing import Literal

MOST_MARKS = 30
"""As in the stream-safe format of UAX #15; no writing system comes near it."""

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")

FIRST_MARK, BEYOND_MARKS = 0x300, 0x20000


def composed(text: str, form: Literal["NFC", "NFKC"] = "NFC") -> str:
    """A text in a normal form. A sign keeps at most MOST_MARKS marks above and below it.

    Python sorts a row of marks in a time that grows with the square of its length: a form full of them
    would keep a process busy for hours.
    """
    if text.isascii():
        return text
    if not _marks().isdisjoint(text):
        text = _rows_of_marks().sub(r"\1", text)
    return unicodedata.normalize(form, text)


def cleaned(text: str | None) -> str:
    """As it was meant: composed (NFC), line ends as \\n, without signs that nobody sees, trimmed."""
    if not text:
        return ""
    whole = composed(text).replace("\r\n", "\n").replace("\r", "\n")
    return UNSEEN.sub("", whole).strip()


@cache
def _rows_of_marks() -> re.Pattern[str]:
    marks = re.escape("".join(sorted(_marks())))
    return re.compile(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+")


@cache
def _marks() -> frozenset[str]:
    return frozenset(sign for sign in map(chr, range(FIRST_MARK, BEYOND_MARKS)) if _is_mark(sign))


def _is_mark(sign: str) -> bool:
    """Whether a sign is sorted among its neighbours, or begins with one that is when it is taken apart."""
    if unicodedata.decomposition(sign):
        return unicodedata.combining(unicodedata.normalize("NFKD", sign)[0]) > 0
    return unicodedata.combining(sign) > 0
