"""Whether a workbook is safe to be opened: looked through as an archive before anything else reads it.

Refused are macros, links to other files, data connections, embedded objects, parts that unpack to more
than a workbook needs, and XML that defines entities or is not UTF-8. Python's archive reader never
unpacks more of a part than the archive says it holds, so what the archive says can be relied on.
"""

import re
import zipfile
import zlib
from typing import BinaryIO

from openpyxl.packaging.manifest import Manifest
from openpyxl.xml.functions import fromstring

from models.imports.rules.limits import MOST_BUILT, MOST_PARTS, MOST_SIDE_PART, MOST_TAGS, MOST_UNPACKED
from models.imports.rules.sheet import Unreadable

TYPES = "[Content_Types].xml"
WORKBOOK = b"spreadsheetml.sheet.main+xml"
MACROS = b"macroenabled"
BOOK = "main+xml"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a workbook begins that is protected by a password, or of Excel 97."""
_REFUSED = {
    "vbaproject": "macros",
    "xl/macrosheets/": "macros",
    "xl/externallinks/": "links",
    "xl/connections.xml": "connections",
    "xl/querytables/": "connections",
    "xl/embeddings/": "objects",
    "xl/activex/": "objects",
}
_ALWAYS_BUILT = {"xl/workbook.xml", "xl/styles.xml", "docProps/core.xml", "docProps/custom.xml"}
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = {b"utf-8", b"us-ascii", b"ascii"}
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_LONGEST_MARK = max(len(mark) for mark in _ENTITIES)
_BLOCK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


def check_archive(file: BinaryIO) -> None:
    """Raises Unreadable for a file that is no workbook, or none that is safe. Reads from its start."""
    start = file.read(len(OLD_OFFICE))
    if start == OLD_OFFICE:
        raise Unreadable("old_or_locked")
    if not start.startswith(b"PK\x03\x04"):
        raise Unreadable("not_a_workbook")
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(archive)
            _check_xml(archive, archive.getinfo(TYPES), MOST_BUILT)
            built = _built(archive)
            for part in archive.infolist():
                if part.filename in built:
                    _check_xml(archive, part, MOST_BUILT)
                elif part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_xml(archive, part, MOST_TAGS)
    except _BROKEN:
        raise Unreadable("broken") from None
    finally:
        file.seek(0)


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    for part in parts:
        name = part.filename.lower()
        why = next((why for mark, why in _REFUSED.items() if mark in name), None)
        if why is not None:
            raise Unreadable(why)
        if part.flag_bits & 1:
            raise Unreadable("old_or_locked")
        main = name.startswith(("xl/worksheets/", "xl/media/")) or name == "xl/sharedstrings.xml"
        if not main and part.file_size > MOST_SIDE_PART:
            raise Unreadable("too_big_inside")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable("too_big_inside")
    if len({part.filename for part in parts}) != len(parts) or TYPES not in archive.namelist():
        raise Unreadable("not_a_workbook")
    types = archive.read(TYPES)
    if MACROS in types.lower():
        raise Unreadable("macros")
    if WORKBOOK not in types:
        raise Unreadable("not_a_workbook")


def _built(archive: zipfile.ZipFile) -> set[str]:
    """The parts of which the library builds objects, all at once: styles, relations, and the workbook itself,
    which may have any name.
    """
    try:
        declared = Manifest.from_tree(fromstring(archive.read(TYPES))).Override
    except Exception:
        raise Unreadable("broken") from None
    workbooks = {each.PartName.lstrip("/") for each in declared if each.ContentType.endswith(BOOK)}
    names = archive.namelist()
    return workbooks | {name for name in names if name.endswith(".rels") or name in _ALWAYS_BUILT}


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> None:
    """Reads a part once, block by block: no entities, one encoding, not more tags than a sheet can need."""
    tags, tail, first = 0, b"", True
    with archive.open(part) as content:
        while block := content.read(_BLOCK):
            if first:
                first = False
                _check_encoding(block)
            seen = tail + block
            if any(mark in seen for mark in _ENTITIES):
                raise Unreadable("entities")
            tags += block.count(b"<")
            if tags > most:
                raise Unreadable("too_big_inside")
            tail = seen[-_LONGEST_MARK:]


def _check_encoding(block: bytes) -> None:
    opening = block[:200].removeprefix(b"\xef\xbb\xbf")
    declared = _ENCODING.match(opening)
    if b"\0" in opening or (declared and declared[1].lower() not in _ENCODINGS):
        raise Unreadable("entities")
