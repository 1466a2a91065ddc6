"""Form fields for lists in a rulebook document: each entry is a line that a person can read and write."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from models.files.rules import KINDS
from web.forms import cleaned
from web.language import _

_AMOUNT = re.compile(r"(\d{1,7})(?:\s*-\s*(\d{1,7}))?\s+([1-9])(?:\s*[:：]\s*(.*))?", re.ASCII)
_CAUSE = re.compile(r"(?:([a-z][a-z0-9_]{0,39})\s*=\s*)?([^=/|]{1,120})/([^=/|]{1,120})")
_PARTED = re.compile("[,，、;；]")
MOST_NUMBER = 1_000_000


class LineField(TextAreaField):
    """One entry a line. What cannot be read is named, and kept as it was typed."""

    data: Any

    def line(self, entry: Any) -> str:
        """An entry as it is written."""
        raise NotImplementedError

    def entry(self, line: str) -> Any:
        """What a line says; None for one that cannot be read."""
        raise NotImplementedError

    def explain(self) -> str:
        """How a line is written."""
        raise NotImplementedError

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "\n".join(self.line(each) for each in self.data or [])

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        lines = [each.strip() for each in cleaned(valuelist[0] if valuelist else "").split("\n")]
        self.data = []
        for line in filter(None, lines):
            entry = self.entry(line)
            if entry is None:
                raise ValueError(f"“{line[:40]}”" + _(": ") + self.explain())
            self.data.append(entry)


def amount_line(entry: Mapping[str, Any]) -> str:
    """An amount of a hint as people write it: 5000-20000 6: refund, loss."""
    span = str(entry.get("least", 1)) + (f"-{entry['most']}" if entry.get("most") else "")
    near = ", ".join(entry.get("near", ()))
    return f"{span} {entry['weight']}" + (f": {near}" if near else "")


class AmountsField(LineField):
    """Amounts of money that point to something: from, to, weight, and words that must be near (T-05)."""

    def line(self, entry: Mapping[str, Any]) -> str:
        return amount_line(entry)

    def entry(self, line: str) -> dict[str, Any] | None:
        read = _AMOUNT.fullmatch(line)
        if read is None:
            return None
        least, most = int(read[1]), int(read[2]) if read[2] else None
        near = [each.strip() for each in _PARTED.split(read[4] or "") if each.strip()]
        fits = 1 <= least <= (most or MOST_NUMBER) <= MOST_NUMBER and all(len(each) <= 60 for each in near)
        return {"least": least, "most": most, "near": near, "weight": int(read[3])} if fits else None

    def explain(self) -> str:
        return _("write it as “5000-20000 6: refund, loss”: from, to, weight, words near it.")


class CausesField(LineField):
    """Causes of compensation: a code that stays, and a name in each language (G-06)."""

    def line(self, entry: Mapping[str, Any]) -> str:
        return f"{entry['code']} = {entry['name_zh']} / {entry['name_en']}"

    def entry(self, line: str) -> dict[str, Any] | None:
        read = _CAUSE.fullmatch(line)
        if read is None or not (read[2].strip() and read[3].strip()):
            return None
        zh, en = read[2].strip(), read[3].strip()
        stem = re.sub(r"[^a-z0-9]+", "_", en.lower()).strip("_")[:40].strip("_")
        code = read[1] or (stem if stem[:1].isalpha() else f"cause_{stem}".strip("_"))
        return {"name_zh": zh, "name_en": en, "code": code}

    def explain(self) -> str:
        return _("write it as “Chinese name / English name”; a line that is there keeps its code.")

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        codes = [each["code"] for each in self.data]
        if not codes:
            raise ValueError(_("Please fill this in."))
        if len(set(codes)) < len(codes):
            raise ValueError(_("Each cause stands there once."))


class NumbersField(LineField):
    """Whole numbers, one a line."""

    def line(self, entry: int) -> str:
        return str(entry)

    def entry(self, line: str) -> int | None:
        fits = line.isascii() and line.isdecimal() and len(line) <= 7 and 1 <= int(line) <= MOST_NUMBER
        return int(line) if fits else None

    def explain(self) -> str:
        return _("Please give a whole number from 1 on.")


class TypesField(SelectMultipleField):
    """The kinds of files that may be attached, each by its extension; only kinds that we know."""

    OFFERED: Mapping[str, str] = {each: kind.media_type for kind in KINDS for each in kind.extensions}

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(
            label,
            choices=[SelectChoice(each, f".{each}") for each in self.OFFERED],
            widget=ListWidget(prefix_label=False),
            option_widget=CheckboxInput(),
            **options,
        )

    def process_data(self, value: Mapping[str, Sequence[str]] | None) -> None:
        self._before = dict(value or {})
        self.data = list(self._before)

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if not self.data:
            raise ValidationError(_("Please choose at least one."))

    def in_document(self) -> dict[str, list[str]]:
        """As documents write it: the media types of each extension, those that were there as they were."""
        chosen = set(self.data or [])
        kept = {each: list(types) for each, types in self._before.items() if each in chosen}
        return kept | {each: [kind] for each, kind in self.OFFERED.items() if each in chosen - set(kept)}
