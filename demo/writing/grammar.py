"""The grammar of fragments: `[a|b]` chooses, `{name}` fills in a fact, `{2~9}` draws a number.

Ranges keep the decimals of their lower bound (`{24.1~27.9}`); in Chinese numerals (`{二~九}`) they
give Chinese numerals, with 两 for a lone two. Choices may be nested and may be empty.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FIRST = frozenset(DIGITS[1:] + "两十")


class BadFragment(ValueError):
    """A fragment whose brackets do not close, or whose slot is empty."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several, each as likely: a plain text, or a sequence of nodes."""

    options: tuple["str | Sequence", ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A fact of the case, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Span:
    """A number between two bounds, both included."""

    low: float
    high: float
    decimals: int
    chinese: bool


Node = str | Choice | Slot | Span
Sequence = tuple[Node, ...]


def chinese_number(value: int) -> str:
    """A whole number below 10,000 in Chinese, as it is spoken; a lone two is 两, as in counting."""
    if value == 2:
        return "两"
    out = ""
    gap = False
    for unit, size in reversed(_UNITS.items()):
        digit, value = divmod(value, size)
        if digit:
            out += "零" * gap + ("" if unit == "十" and digit == 1 and not out else DIGITS[digit]) + unit
            gap = False
        elif out:
            gap = True
    return out + "零" * (gap and value > 0) + (DIGITS[value] if value or not out else "")


def chinese_value(text: str) -> int:
    """The number below 10,000 that Chinese digits stand for."""
    total = digit = 0
    for sign in text.replace("两", "二"):
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = DIGITS.index(sign)
    return total + digit


def _step(low: int, high: int) -> int:
    """Round numbers are given in round steps: 三百 to 九百 by hundreds."""
    for size in (1000, 100, 10):
        if high >= 100 and low % size == 0 and high % size == 0:
            return size
    return 1


def _slot(inner: str) -> Node:
    low, tilde, high = inner.partition("~")
    if not inner:
        raise BadFragment("empty slot")
    if not tilde:
        return Slot(inner)
    if low[0] in _FIRST:
        return Span(chinese_value(low), chinese_value(high), 0, True)
    decimals = len(low.partition(".")[2])
    return Span(float(low), float(high), decimals, False)


def _sequence(text: str, start: int, ends: str) -> tuple[Sequence, int]:
    nodes: list[Node] = []
    literal: list[str] = []
    place = start
    while place < len(text):
        sign = text[place]
        if sign in ends:
            break
        if sign == "[":
            options: list[Sequence] = []
            place += 1
            while True:
                option, place = _sequence(text, place, "|]")
                if place >= len(text):
                    raise BadFragment(f"a bracket stays open: {text}")
                options.append(option)
                place += 1
                if text[place - 1] == "]":
                    break
            node: Node = Choice(tuple(_plain(each) for each in options))
        elif sign == "{":
            close = text.find("}", place)
            if close < 0:
                raise BadFragment(f"a slot stays open: {text}")
            node = _slot(text[place + 1 : close])
            place = close + 1
        elif sign in "]}":
            raise BadFragment(f"a bracket closes that was not opened: {text}")
        else:
            literal.append(sign)
            place += 1
            continue
        if literal:
            nodes.append("".join(literal))
            literal.clear()
        nodes.append(node)
    if literal:
        nodes.append("".join(literal))
    return tuple(nodes), place


def _plain(sequence: Sequence) -> "str | Sequence":
    if not sequence:
        return ""
    only = sequence[0]
    return only if len(sequence) == 1 and isinstance(only, str) else sequence


@cache
def parse(text: str) -> Sequence:
    """The parts of a fragment. Raises BadFragment."""
    sequence, _ = _sequence(text, 0, "")
    return sequence


def slots_of(sequence: Sequence) -> frozenset[str]:
    """The names of all facts a fragment may ask for."""
    names: set[str] = set()
    for node in sequence:
        if isinstance(node, Slot):
            names.add(node.name)
        elif isinstance(node, Choice):
            for option in node.options:
                names |= frozenset() if isinstance(option, str) else slots_of(option)
    return frozenset(names)


def _number(span: Span, draw: Random) -> str:
    if span.decimals:
        return f"{draw.uniform(span.low, span.high):.{span.decimals}f}"
    low, high = int(span.low), int(span.high)
    step = _step(low, high) if span.chinese else 1
    value = low + int(draw.random() * ((high - low) // step + 1)) * step
    return chinese_number(value) if span.chinese else str(value)


def _fill(sequence: Sequence, draw: Random, fact: Callable[[str], str], out: list[str]) -> None:
    # Asked hundreds of thousands of times: comparing classes costs half of isinstance.
    for node in sequence:
        kind = node.__class__
        if kind is str:
            out.append(node)  # type: ignore[arg-type]
        elif kind is Choice:
            options = node.options  # type: ignore[union-attr]
            option = options[int(draw.random() * len(options))]
            if option.__class__ is str:
                out.append(option)
            else:
                _fill(option, draw, fact, out)  # type: ignore[arg-type]
        elif kind is Slot:
            out.append(fact(node.name))  # type: ignore[union-attr]
        else:
            out.append(_number(node, draw))  # type: ignore[arg-type]


def expand(sequence: Sequence, draw: Random, fact: Callable[[str], str]) -> str:
    """One of the texts that a fragment can give."""
    out: list[str] = []
    _fill(sequence, draw, fact, out)
    return "".join(out)
