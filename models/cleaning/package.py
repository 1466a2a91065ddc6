"""The zip of an Office document: read with limits, written without a word of where it was made."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError  # noqa: N812  (named like the others)

from models.cleaning.result import Uncleanable
from models.cleaning.words import Left

MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_IN_PART = 64 * 1024 * 1024
CHUNK = 1 << 16
EARLIEST = (1980, 1, 1, 0, 0, 0)
_LOCKED = 0x1


def unpacked(content: bytes) -> dict[str, bytes]:
    """Its parts by name. Raises Uncleanable: TOO_LARGE beyond the limits, LOCKED, or DAMAGED.

    What a part says of its own size is not believed: reading stops at the limit.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            listed = archive.infolist()
            if len(listed) > MOST_PARTS:
                raise Uncleanable(Left.TOO_LARGE)
            return _read(archive, listed)
    except (BadZipFile, DeflateError, OSError, RuntimeError, EOFError, ValueError, NotImplementedError):
        raise Uncleanable(Left.DAMAGED) from None


def _read(archive: ZipFile, listed: Iterable[ZipInfo]) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MOST_UNPACKED
    for entry in listed:
        if entry.is_dir():
            continue
        if entry.flag_bits & _LOCKED:
            raise Uncleanable(Left.LOCKED)
        name = entry.filename.lstrip("/")
        if name in parts or ".." in name.split("/"):
            raise Uncleanable(Left.DAMAGED)
        most = min(room, MOST_IN_PART)
        with archive.open(entry) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise Uncleanable(Left.TOO_LARGE)
        room -= len(data)
        parts[name] = data
    return parts


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts in their order: no times, no system, no remarks."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = ZipInfo(name, EARLIEST)
            entry.create_system = 0
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
    return written.getvalue()
