"""How the content of a file shows what it is. A proof reads from the file's start and says yes or no."""

import codecs
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

import puremagic
from PIL import Image, UnidentifiedImageError

HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
M4A_BRANDS = frozenset({b"M4A ", b"M4B "})
MP4_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso8", b"mp41", b"mp42", b"avc1", b"M4V "}
    | {b"dash", b"mmp4", b"MSNV", b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"hvc1", b"av01"}
)
_MARKUP = re.compile(
    rb"<(!doctype|\?xml|\?php|html|head|body|script|svg|iframe|object|embed|style|link|meta|base)\b|<(!--|\?=|%)",
    re.IGNORECASE,
)
_ORDERS = re.compile(rb"^\s*(#!|@echo\b|mshta\b|powershell\b)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ACTIVE = frozenset({".pdf", ".html", ".svg", ".rtf", ".reg", ".sh", ".bat", ".vbs", ".lnk", ".swf", ".msc"})
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MOST_READS = 100_000
_SOME = 1 << 20  # a content type list or a chunk of text longer than this is not read
_OFFICE_LIST = "[Content_Types].xml"
_BROKEN_ZIP = (zipfile.BadZipFile, KeyError, OSError, RuntimeError, EOFError, ValueError, zlib.error)
_MP3_RATES = frozenset(range(1, 15))


def starting(*signatures: bytes) -> Callable[[BinaryIO], bool]:
    """The file begins with one of these bytes."""

    def proof(file: BinaryIO) -> bool:
        return file.read(16).startswith(signatures)

    return proof


class Patience:
    """Reads a file for Pillow, at most MOST_READS times.

    A picture of ten megabytes has some thousand parts. One made of ten million empty ones would keep a
    process busy, and on SQLite all writers waiting.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = MOST_READS
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        """As the file's own. Raises OSError when it was asked too often."""
        self._left -= 1
        if self._left < 0:
            raise OSError("this picture has too many parts")
        return self._file.read(size)


def picture(*formats: str) -> Callable[[BinaryIO], bool]:
    """Pillow reads it as one of these formats and finds it whole; pixel bombs are refused.

    The JPEG reader takes the several pictures in one (MPO) that some phones make, too.
    """

    def proof(file: BinaryIO) -> bool:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                with Image.open(Patience(file), formats=formats) as image:  # type: ignore[arg-type]
                    image.verify()
        except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
            return False
        return True

    return proof


def box(brands: frozenset[bytes]) -> Callable[[BinaryIO], bool]:
    """An ISO media file (MP4 and its family, HEIC) whose main brand is one of these."""

    def proof(file: BinaryIO) -> bool:
        head = file.read(12)
        return len(head) == 12 and head[4:8] == b"ftyp" and head[8:12] in brands

    return proof


def wave(file: BinaryIO) -> bool:
    """A RIFF container that holds sound."""
    head = file.read(12)
    return head[:4] == b"RIFF" and head[8:12] == b"WAVE"


def mp3(file: BinaryIO) -> bool:
    """An ID3 tag, or a frame of MPEG sound: eleven bits of sync, then a layer and rates that exist."""
    head = file.read(4)
    if head[:3] == b"ID3":
        return True
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, frequency = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer == 1 and rate in _MP3_RATES and frequency != 3


def office(part: str) -> Callable[[BinaryIO], bool]:
    """A zip that says it is this Office document, without macros."""
    mark = f"officedocument.{part}.main+xml".encode()

    def proof(file: BinaryIO) -> bool:
        if file.read(4) != b"PK\x03\x04":
            return False
        try:
            with zipfile.ZipFile(file) as archive:
                if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
                    return False
                with archive.open(_OFFICE_LIST) as contents:
                    return mark in contents.read(_SOME)
        except _BROKEN_ZIP:
            return False

    return proof


def text(file: BinaryIO) -> bool:
    """Plain words in UTF-8, UTF-16 or GB18030: no markup, no script, no other kind of file in disguise."""
    content = file.read()
    if not content.startswith(_WIDE) and _CONTROL.search(content):
        return False
    words = _words(content)
    if words is None or "\0" in words:
        return False
    opening = words[:_SOME].encode()
    if _MARKUP.search(opening[:4096]) or _ORDERS.search(opening[:64]):
        return False
    return not _known_otherwise(content)


def _words(content: bytes) -> str | None:
    encodings = ("utf-16",) if content.startswith(_WIDE) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _known_otherwise(content: bytes) -> bool:
    """Whether the content bears the signature of something that runs, or of a binary file."""
    try:
        found = puremagic.magic_string(content)
    except puremagic.PureError:
        return False
    return any(match.extension in _ACTIVE or _binary(match.byte_match) for match in found)


def _binary(signature: bytes) -> bool:
    return len(signature) >= 4 and not signature.isascii()
