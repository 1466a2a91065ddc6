"""What a file is by its content; names and what a browser claims do not count."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from models.cleaning.words import Format

HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
OFFICE = {
    b"wordprocessingml.document.main+xml": Format.WORD,
    b"spreadsheetml.sheet.main+xml": Format.EXCEL,
    b"presentationml.presentation.main+xml": Format.POWERPOINT,
    b"presentationml.slideshow.main+xml": Format.POWERPOINT,
}
CONTENTS = "[Content_Types].xml"
MOST_CONTENTS = 1 << 20
MOST_TEXT = 1 << 20
_ENDINGS = ("txt", "csv", "md", "log")


def format_of(content: bytes, name: str = "") -> Format | None:
    """The format, or None for one that we cannot clean. `name` only tells plain text from the rest."""
    head = content[:16]
    if head.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Format.GIF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return Format.HEIC
    if b"%PDF-" in content[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _office(content)
    return Format.TEXT if name.lower().endswith(_ENDINGS) and _plain(content) else None


def _office(content: bytes) -> Format | None:
    """Office documents without macros; those with macros are none of ours."""
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open(CONTENTS) as stream:
            listed = stream.read(MOST_CONTENTS)
    except (BadZipFile, KeyError, OSError, RuntimeError, EOFError, ValueError, NotImplementedError):
        return None
    return next((found for mark, found in OFFICE.items() if mark in listed), None)


def _plain(content: bytes) -> bool:
    return b"\0" not in content[:MOST_TEXT]
