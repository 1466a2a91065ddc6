"""Appointments as files that calendars read (RFC 5545): escaped, folded, in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

MEDIA_TYPE = "text/calendar; charset=utf-8"
LONGEST = 75
"""Octets of a line; what is longer goes on in the next."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True)
class Appointment:
    """One entry. `sequence` rises with each change, so that a calendar knows which one is newer."""

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    place: str = ""
    text: str = ""
    url: str = ""
    sequence: int = 0
    cancelled: bool = False


def calendar(name: str, appointments: Iterable[Appointment]) -> bytes:
    """A calendar with these appointments, in UTF-8 with CRLF line ends."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Huiyin//Training//ZH", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{name.translate(_ESCAPED)}")
    for each in appointments:
        lines += _event(each)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(each: Appointment) -> list[str]:
    texts = (("SUMMARY", each.title), ("LOCATION", each.place), ("DESCRIPTION", each.text))
    return [
        "BEGIN:VEVENT",
        f"UID:{each.uid}",
        f"DTSTAMP:{_stamp(each.changed_at)}",
        f"DTSTART:{_stamp(each.starts_at)}",
        f"DTEND:{_stamp(each.ends_at)}",
        f"SEQUENCE:{each.sequence}",
        f"STATUS:{'CANCELLED' if each.cancelled else 'CONFIRMED'}",
        *(f"{field}:{text.translate(_ESCAPED)}" for field, text in texts if text),
        *([f"URL:{each.url}"] if each.url else []),
        "END:VEVENT",
    ]


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> list[str]:
    """A line in parts of at most LONGEST octets, no sign torn apart; all but the first begin with a space."""
    parts, part, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST:
            parts.append(part)
            part, size = " ", 1
        part += sign
        size += octets
    return [*parts, part]
