"""JPEG: keeps the segments that draw the picture, byte for byte, and drops all others."""

import re
import struct

from models.cleaning import exif
from models.cleaning.result import Findings, Uncleanable
from models.cleaning.words import Left, Trace

START, SCAN, END = 0xD8, 0xDA, 0xD9
DRAWING = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD, 0xDE, 0xDF, SCAN})
"""Frames, tables, restart intervals, scans."""
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
JFIF, EXIF, ICC, ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JFIF_WITHOUT_PREVIEW, _ADOBE_LENGTH = 14, 12


def clean(content: bytes, findings: Findings) -> bytes:
    """The same picture. Raises Uncleanable(DAMAGED) where its segments cannot be followed."""
    kept: list[bytes] = []
    way, at, ended = exif.UPRIGHT, 2, False
    while at < len(content):
        if content[at] != 0xFF:
            raise Uncleanable(Left.DAMAGED)
        while at < len(content) and content[at] == 0xFF:
            at += 1
        if at >= len(content):
            break
        marker, at = content[at], at + 1
        if marker == END:
            ended = True
            break
        if marker in ALONE:
            kept.append(bytes((0xFF, marker)))
            continue
        payload = _payload(content, at)
        at += 2 + len(payload)
        if marker == EXIF and payload.startswith(b"Exif\0\0"):
            way = exif.orientation(payload[6:])
        kept += _kept(marker, payload, findings)
        if marker == SCAN:
            found = _NEXT.search(content, at)
            end = found.start() if found else len(content)
            kept.append(content[at:end])
            at = end
    if ended and content[at:].strip(b"\0"):
        findings.removed.add(Trace.BEHIND)
    if not any(part[1] == SCAN for part in kept if part[:1] == b"\xff" and len(part) > 1):
        raise Uncleanable(Left.DAMAGED)
    upright = [] if way == exif.UPRIGHT else [_segment(EXIF, b"Exif\0\0" + exif.only_orientation(way))]
    return b"".join([b"\xff\xd8", *upright, *kept, b"\xff\xd9"])


def _payload(content: bytes, at: int) -> bytes:
    if at + 2 > len(content):
        raise Uncleanable(Left.DAMAGED)
    length = int.from_bytes(content[at : at + 2], "big")
    if length < 2 or at + length > len(content):
        raise Uncleanable(Left.DAMAGED)
    return content[at + 2 : at + length]


def _kept(marker: int, payload: bytes, findings: Findings) -> list[bytes]:
    if marker in DRAWING:
        return [_segment(marker, payload)]
    if marker == JFIF and payload.startswith(b"JFIF\0") and len(payload) >= _JFIF_WITHOUT_PREVIEW:
        if len(payload) > _JFIF_WITHOUT_PREVIEW:
            findings.removed.add(Trace.PREVIEW)
        return [_segment(JFIF, payload[:12] + b"\0\0")]
    if marker == ADOBE and payload.startswith(b"Adobe") and len(payload) >= _ADOBE_LENGTH:
        return [_segment(ADOBE, payload[:_ADOBE_LENGTH])]
    findings.removed |= _traces(marker, payload)
    return []


def _traces(marker: int, payload: bytes) -> set[Trace]:
    if marker == EXIF and payload.startswith(b"Exif\0\0"):
        return exif.traces_in(payload[6:])
    if marker == ICC and payload.startswith(b"ICC_PROFILE\0"):
        return {Trace.COLOURS}
    if marker == JFIF:
        return {Trace.PREVIEW}
    return {Trace.REMARK} if marker == 0xFE else {Trace.PROPERTIES}


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload
