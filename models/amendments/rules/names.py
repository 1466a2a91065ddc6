"""How the next edition is called when its draft begins (RB-02). Pure."""

import re

_MARK_ZH = re.compile(r"（(?:首版|第[一二三四五六七八九十百\d]+版)）$")
_MARK_EN = re.compile(
    r" \((?:first|second|third|(?:\d+(?:st|nd|rd|th))) (?:version|edition)\)$|, version \d+$"
)
_DIGITS = "〇一二三四五六七八九"


def next_names(name_zh: str, name_en: str, number: int) -> tuple[str, str]:
    """The names of an edition made from another: what says that it is the first, or the so-many-th, gives way
    to its own number; a name that says nothing of the kind stays as its authors chose it."""
    return (
        _MARK_ZH.sub(f"（第{_counted_out(number)}版）", name_zh),
        _MARK_EN.sub(f", version {number}", name_en),
    )


def _counted_out(n: int) -> str:
    """1 to 99 in Chinese: 二, 十, 十一, 二十三; digits beyond."""
    if n > 99:
        return str(n)
    tens, ones = divmod(n, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
