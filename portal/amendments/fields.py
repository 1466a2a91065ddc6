"""Form fields whose data is what a rulebook document holds."""

import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup
from wtforms import Field, StringField, TextAreaField

from models.errors import Invalid
from models.rulebook.words import Unit
from models.rulebook.worktime import windows_in, written_window
from web.errors.reasons import sentence_for_fault
from web.forms import cleaned
from web.language import _
from web.words import word

_YUAN = re.compile(r"(\d{1,9})(?:\.(\d{1,2}))?", re.ASCII)


class PeriodWidget:
    """A number and its unit side by side, both under the field's name."""

    input_type = "period"

    def __call__(self, field: "PeriodField", **attributes: Any) -> Markup:
        amount, unit = field.typed()
        attributes.pop("required", None)
        attributes.pop("type", None)
        options = Markup("").join(
            Markup('<option value="{}"{}>{}</option>').format(
                each.value, Markup(" selected") if each.value == unit else "", word(each)
            )
            for each in Unit
        )
        extra = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in attributes.items())
        return Markup(
            '<span class="period"><input id="{}" name="{}" value="{}" inputmode="numeric" maxlength="7"{}>'
            '<select name="{}" aria-label="{}">{}</select></span>'
        ).format(field.id, field.name, amount, extra, field.name, _("Counted in"), options)


class PeriodField(Field):
    """A length of time; `data` is as documents write it, or None when empty."""

    widget = PeriodWidget()
    data: dict[str, Any] | None

    def typed(self) -> tuple[str, str]:
        """The number and the unit as they were typed, or as they are."""
        if self.raw_data:
            return str(self.raw_data[0]), str(self.raw_data[-1])
        if self.data:
            return str(self.data["amount"]), str(self.data["unit"])
        return "", Unit.WORKING_DAYS.value

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        amount = valuelist[0].strip()
        if not (amount.isascii() and amount.isdecimal() and 1 <= int(amount) <= 1_000_000):
            self.data = None
            raise ValueError(_("Please give a whole number from 1 on."))
        if valuelist[-1] not in {unit.value for unit in Unit}:
            raise ValueError(_("Please choose one of those offered."))
        self.data = {"amount": int(amount), "unit": valuelist[-1]}


class WindowsField(StringField):
    """The hours of a day, such as 09:00-12:00, 13:30-18:00; empty is closed."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return ", ".join(self.data or [])

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        try:
            found = windows_in(cleaned(valuelist[0]) if valuelist else "")
        except Invalid as fault:
            raise ValueError(sentence_for_fault(fault.why)) from fault
        self.data = [written_window(window) for window in found]


class LinesField(TextAreaField):
    """One phrase a line."""

    data: Any

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "\n".join(self.data or [])

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        lines = [line.strip() for line in cleaned(valuelist[0] if valuelist else "").split("\n")]
        self.data = [line for line in lines if line]
        if any(len(line) > 60 for line in self.data):
            raise ValueError(_("A phrase has at most 60 characters."))


class WordsField(TextAreaField):
    """One word a line, with its weight from 1 to 9 behind it."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "\n".join(f"{text} {weight}" for text, weight in (self.data or {}).items())

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        found: dict[str, int] = {}
        for line in cleaned(valuelist[0] if valuelist else "").split("\n"):
            if not line.strip():
                continue
            text, _space, weight = line.strip().rpartition(" ")
            if not text or not (weight.isascii() and weight.isdecimal() and 1 <= int(weight) <= 9):
                raise ValueError(
                    _(
                        "“%(line)s”: write the word, a space, and a weight from 1 to 9.",
                        line=line.strip()[:40],
                    )
                )
            if len(text.strip()) > 60:
                raise ValueError(_("A phrase has at most 60 characters."))
            found[text.strip()] = int(weight)
        self.data = found


class YuanField(StringField):
    """An amount of money written in yuan; `data` is in fen."""

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return yuan(self.data) if self.data else ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        written = _YUAN.fullmatch(cleaned(valuelist[0] if valuelist else "").replace(",", ""))
        self.data = int(written[1]) * 100 + int((written[2] or "").ljust(2, "0")) if written else None
        if not self.data:
            raise ValueError(_("Please give an amount in yuan, such as 200.00."))


def yuan(fen: int) -> str:
    """An amount of fen, in yuan."""
    return f"{fen // 100}.{fen % 100:02d}"
