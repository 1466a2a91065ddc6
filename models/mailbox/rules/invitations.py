"""What an invitation to a meeting says (text/calendar), in the four lines that matter."""

import re
from dataclasses import dataclass

_FOLDED = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r"^(METHOD|SUMMARY|DTSTART|DTEND|LOCATION)(?:;[^:\n]{0,200})?:(.{0,300})", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\;,nN])")


@dataclass(frozen=True)
class Invitation:
    """`method` is REQUEST for an invitation, REPLY for the answer of a calendar program to one."""

    method: str
    summary: str
    starts: str
    place: str

    @property
    def words(self) -> str:
        """It as words: what, when, where."""
        return "\n".join(filter(None, (self.summary, self.starts, self.place)))


def invitation_in(text: str) -> Invitation:
    """Reads the first event of a calendar; what is not there is empty."""
    found: dict[str, str] = {}
    for name, value in _LINE.findall(_FOLDED.sub("", text[:100_000])):
        found.setdefault(name, _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value).strip())
    return Invitation(
        found.get("METHOD", "").upper(),
        found.get("SUMMARY", ""),
        found.get("DTSTART", ""),
        found.get("LOCATION", ""),
    )
