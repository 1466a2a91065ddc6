"""Form fields of the scale of measures, of rewards and of minimum wages: each entry is a line (A, C)."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from models.rulebook.document import COUNTED, MONEY, MOST_MONTHS
from models.rulebook.words import MatterKind, MeasureKind, RewardKind, Severity
from portal.amendments.lists import LineField
from web.language import _
from web.words import word

_ROW = re.compile(r"([^/]+)/([^/]+)/\s*([1-9])\s*[:：](.+)")
_MEASURE = re.compile(r"(.+?)(?:\s+(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?)?(?:\s*[×xX*]\s*(\d{1,2})[^\d×xX*]*)?")
_REWARD = re.compile(r"(.+?)\s*[:：]\s*(\d{1,6})\s*[-–]\s*(\d{1,6})\s*[,，;；/]\s*(\d{1,4})")
_WAGE = re.compile(r"(.{1,60}?)\s+(\d{1,7})(?:\.(\d{2}))?")
_PARTED = re.compile("[,，、;；]")
YUAN = 100
CLOCKS = (
    "candidate",
    "notice",
    "statement",
    "investigation",
    "finding",
    "proposal",
    "decision",
    "delivery",
    "appeal",
    "hearing",
    "longest",
)
"""The times of a matter, in their order."""

Word = TypeVar("Word", bound=StrEnum)


def _known(kind: type[Word], text: str) -> Word | None:
    """The word that a text means, as it is shown or as it is stored."""
    said = text.strip().casefold()
    return next((each for each in kind if said in (word(each).casefold(), each.value)), None)


def measure_text(entry: Mapping[str, Any]) -> str:
    """A measure of the scale with its range, money in yuan; a pay cut with its months at most."""
    kind = MeasureKind(entry["kind"])
    if entry.get("least") is None:
        return word(kind)
    unit = YUAN if kind in MONEY else 1
    span = f"{entry['least'] // unit}-{entry['most'] // unit}"
    text = f"{word(kind)} " + (_("CNY %(span)s", span=span) if kind in MONEY else _("%(n)s points", n=span))
    months = entry.get("months")
    return text if months is None else _("%(text)s × %(n)s months", text=text, n=months)


def row_text(entry: Mapping[str, Any]) -> str:
    """A row of the scale as people write it."""
    kinds = _(", ").join(word(MatterKind(each)) for each in entry["kinds"])
    measures = _(", ").join(measure_text(each) for each in entry["measures"])
    return f"{kinds} / {word(Severity(entry['severity']))} / {entry['times']}: {measures}"


def reward_text(entry: Mapping[str, Any]) -> str:
    """A kind of reward as people write it: amounts in yuan, then points."""
    amounts = f"{entry.get('least_fen', 0) // YUAN}-{entry.get('most_fen', 0) // YUAN}"
    return f"{word(RewardKind(entry['kind']))}: {amounts}, {entry.get('points', 0)}"


def wage_text(region: str, fen: int) -> str:
    """The minimum wage of a region in yuan a month."""
    return f"{region} {fen // YUAN}.{fen % YUAN:02d}"


class ScaleField(LineField):
    """Rows of the scale (C-03): conduct, severity, which time, and what may follow."""

    def line(self, entry: Mapping[str, Any]) -> str:
        return row_text(entry)

    def entry(self, line: str) -> dict[str, Any] | None:
        read = _ROW.fullmatch(line)
        if read is None:
            return None
        kinds = [_known(MatterKind, each) for each in _PARTED.split(read[1])]
        severity = _known(Severity, read[2])
        measures = [self._measure(each.strip()) for each in _PARTED.split(read[4])]
        if severity is None or None in kinds or None in measures:
            return None
        return {
            "kinds": [each.value for each in kinds if each],
            "severity": severity.value,
            "times": int(read[3]),
            "measures": measures,
        }

    def _measure(self, text: str) -> dict[str, Any] | None:
        read = _MEASURE.fullmatch(text)
        kind = _known(MeasureKind, read[1]) if read else None
        if read is None or kind is None or (kind in COUNTED) != (read[2] is not None):
            return None
        if read[4] is not None and (kind is not MeasureKind.PAY_CUT or not 1 <= int(read[4]) <= MOST_MONTHS):
            return None
        if read[2] is None:
            return {"kind": kind.value, "least": None, "most": None}
        unit = YUAN if kind in MONEY else 1
        least, most = int(read[2]) * unit, int(read[3] or read[2]) * unit
        if not 1 <= least <= most:
            return None
        found = {"kind": kind.value, "least": least, "most": most}
        return found if read[4] is None else found | {"months": int(read[4])}

    def explain(self) -> str:
        return _("write it as “conduct / severity / which time: measures with their range”.")


class RewardsField(LineField):
    """Kinds of rewards with their amounts and points (C-01, C-02)."""

    def line(self, entry: Mapping[str, Any]) -> str:
        return reward_text(entry)

    def entry(self, line: str) -> dict[str, Any] | None:
        read = _REWARD.fullmatch(line)
        kind = _known(RewardKind, read[1]) if read else None
        if read is None or kind is None or int(read[2]) > int(read[3]):
            return None
        least, most = int(read[2]) * YUAN, int(read[3]) * YUAN
        return {"kind": kind.value, "least_fen": least, "most_fen": most, "points": int(read[4])}

    def explain(self) -> str:
        return _("write it as “kind: from-to in yuan, points”.")


class WagesField(LineField):
    """Minimum wages by region; `data` is a mapping to fen a month."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "\n".join(wage_text(region, fen) for region, fen in (self.data or {}).items())

    def entry(self, line: str) -> tuple[str, int] | None:
        read = _WAGE.fullmatch(line)
        fen = int(read[2]) * YUAN + int(read[3] or 0) if read else 0
        return (read[1].strip(), fen) if read and fen else None

    def explain(self) -> str:
        return _("write it as “region, a space, yuan a month”.")

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        self.data = dict(self.data)
        if not self.data:
            raise ValueError(_("Please fill this in."))
