"""Cleans one file, whatever it is."""

from collections.abc import Callable

from models.cleaning import gif, heif, jpeg, office, pdf, png, webp
from models.cleaning.formats import format_of
from models.cleaning.result import Cleaned, Findings, Uncleanable
from models.cleaning.words import Format, Left, Trace

MOST_BYTES = 50 * 1024 * 1024
"""The largest file that is cleaned, as the hotline takes it."""

Cleaner = Callable[[bytes, Findings], bytes]
PICTURES: dict[Format, Cleaner] = {
    Format.JPEG: jpeg.clean,
    Format.PNG: png.clean,
    Format.GIF: gif.clean,
    Format.WEBP: webp.clean,
    Format.HEIC: heif.clean,
}
MOST_NESTED = 2
"""Documents in documents in a document are cleaned; what lies deeper is said to stay."""


def clean(content: bytes, name: str = "") -> Cleaned:
    """The file without its traces, with what was taken out and what stays. Never raises for a hostile file.

    A file that is not cleaned comes back as it was, with the reason under `left`: an unknown kind, damaged,
    behind a password, or too large when unpacked.
    """
    found = format_of(content, name)
    if found is None:
        return Cleaned(content, None, left=(Left.UNKNOWN,))
    if len(content) > MOST_BYTES:
        return Cleaned(content, found, left=(Left.TOO_LARGE,))
    findings = Findings()
    try:
        cleaned = _cleaned(content, found, findings, depth=0)
    except Uncleanable as refusal:
        return Cleaned(content, found, left=(refusal.why,))
    except (MemoryError, RecursionError):
        return Cleaned(content, found, left=(Left.TOO_LARGE,))
    left = findings.left | {Left.CONTENT}
    return Cleaned(
        cleaned,
        found,
        removed=tuple(each for each in Trace if each in findings.removed),
        left=tuple(each for each in Left if each in left),
    )


def _cleaned(content: bytes, found: Format, findings: Findings, *, depth: int) -> bytes:
    if found in PICTURES:
        return PICTURES[found](content, findings)
    if found is Format.PDF:
        return pdf.clean(content, findings)
    if found is Format.TEXT:
        return content
    return office.clean(content, found, findings, inner=lambda part: _inner(part, findings, depth=depth + 1))


def _inner(content: bytes, findings: Findings, *, depth: int) -> bytes:
    """A picture or document inside another. What cannot be cleaned stays as it is, and is noted down."""
    found = format_of(content)
    if found is None or found is Format.TEXT or depth > MOST_NESTED:
        findings.left.add(Left.INNER)
        return content
    try:
        return _cleaned(content, found, findings, depth=depth)
    except Uncleanable:
        findings.left.add(Left.INNER)
        return content
