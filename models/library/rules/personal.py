"""Finding personal data in a text, for a person to look at, and taking it out (L-05, X-03). Pure."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.library.rules.patterns import NOBODYS, PATTERNS
from models.library.words import Personal

_WIDE = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_NUMERALS = str.maketrans("〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两", "00012345678911234567892")
_SPELT = re.compile(r"[〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两]{7,}")
"""A number that was written as it is spoken."""
SHORTEST_NAME = 2

PLACEHOLDERS = {
    "zh": {
        Personal.NAME: "【姓名】",
        Personal.PHONE: "【电话】",
        Personal.ID_NUMBER: "【证件号】",
        Personal.ACCOUNT: "【账号】",
        Personal.EMAIL: "【邮箱】",
        Personal.PLATE: "【车牌】",
        Personal.ADDRESS: "【地址】",
        Personal.OTHER: "【略】",
    },
    "en": {
        Personal.NAME: "[name]",
        Personal.PHONE: "[telephone]",
        Personal.ID_NUMBER: "[ID number]",
        Personal.ACCOUNT: "[account]",
        Personal.EMAIL: "[e-mail]",
        Personal.PLATE: "[plate]",
        Personal.ADDRESS: "[address]",
        Personal.OTHER: "[removed]",
    },
}
"""What stands in a text, which has a language of its own, where personal data stood."""


@dataclass(frozen=True)
class Finding:
    """A place in a text; `known` when it is what we hold of this very customer, which is never kept."""

    start: int
    end: int
    kind: Personal
    text: str
    known: bool = False


@dataclass(frozen=True)
class Known:
    """What we hold of a customer, and what colleagues are called: found wherever it stands."""

    names: Collection[str] = ()
    phones: Collection[str] = ()
    accounts: Collection[str] = ()
    emails: Collection[str] = ()


NOTHING = Known()


def find_personal(
    text: str, known: Known = NOTHING, *, also: Iterable[str] = (), kept: Collection[str] = ()
) -> list[Finding]:
    """All personal data in a text, by place, none inside another.

    `also` are words that a person wants out, `kept` places that a person said are nobody's data; what we
    hold of the customer is found though it was kept.
    """
    plain = _plain(text)
    taken = [False] * len(text)
    found: list[Finding] = []
    wanted = [(each, Personal.OTHER, False) for each in also]
    for words, kind, held in (*_held(known), *wanted):
        for start in _places(plain, _plain(words)):
            _take(
                found, taken, Finding(start, start + len(words), kind, text[start : start + len(words)], held)
            )
    passed = [match.span() for match in NOBODYS.finditer(plain)]
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(plain):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            if kind in _NUMBERS and any(a <= start and end <= b for a, b in passed):
                continue
            _take(found, taken, Finding(start, end, kind, text[start:end]))
    left = (each for each in found if each.known or each.text not in kept)
    return _joined(sorted(left, key=lambda each: each.start))


def find_known(text: str, known: Known) -> list[Finding]:
    """Only what we hold of somebody, wherever it stands in a text, and nothing that merely looks like it."""
    plain = _plain(text)
    taken = [False] * len(text)
    found: list[Finding] = []
    for words, kind, held in _held(known):
        for start in _places(plain, _plain(words)):
            _take(
                found, taken, Finding(start, start + len(words), kind, text[start : start + len(words)], held)
            )
    return found


def without(text: str, findings: Sequence[Finding], language: str = "zh") -> str:
    """The text with a word for its kind wherever something was found."""
    words = PLACEHOLDERS["en" if language == "en" else "zh"]
    parts, place = [], 0
    for each in sorted(findings, key=lambda found: found.start):
        parts += [text[place : each.start], words[each.kind]]
        place = each.end
    return "".join([*parts, text[place:]])


def pieces(text: str, findings: Sequence[Finding]) -> Iterator[tuple[str, Finding | None]]:
    """The text in pieces, each found place a piece of its own: how a screen marks them."""
    place = 0
    for each in sorted(findings, key=lambda found: found.start):
        if each.start > place:
            yield text[place : each.start], None
        yield each.text, each
        place = each.end
    if place < len(text):
        yield text[place:], None


_NUMBERS = frozenset({Personal.PHONE, Personal.ACCOUNT, Personal.ID_NUMBER})


def _plain(text: str) -> str:
    """The text with narrow signs, and long numbers in digits; as long as before, sign for sign."""
    narrow = text.translate(_WIDE)
    return _SPELT.sub(lambda match: match.group().translate(_NUMERALS), narrow)


def _held(known: Known) -> Iterator[tuple[str, Personal, bool]]:
    for phone in known.phones:
        national = phone.removeprefix("+86")
        yield from ((each, Personal.PHONE, True) for each in dict.fromkeys((phone, national)) if each)
    yield from ((each, Personal.EMAIL, True) for each in known.emails if each)
    yield from ((each, Personal.ACCOUNT, True) for each in known.accounts if len(each) > SHORTEST_NAME)
    longest = sorted((each for each in known.names if len(each) >= SHORTEST_NAME), key=len, reverse=True)
    yield from ((each, Personal.NAME, True) for each in longest)


def _places(plain: str, words: str) -> Iterator[int]:
    folded, sought = plain.lower(), words.lower()
    if len(folded) != len(plain) or not sought:
        folded, sought = plain, words
    at = folded.find(sought) if sought else -1
    while at >= 0:
        yield at
        at = folded.find(sought, at + len(sought))


def _joined(found: Sequence[Finding]) -> list[Finding]:
    """Neighbours of one kind as one place: a street and the house in it."""
    joined: list[Finding] = []
    for each in found:
        last = joined[-1] if joined else None
        if last is not None and (last.end, last.kind, last.known) == (each.start, each.kind, each.known):
            joined[-1] = Finding(last.start, each.end, each.kind, last.text + each.text, each.known)
        else:
            joined.append(each)
    return joined


def _take(found: list[Finding], taken: list[bool], finding: Finding) -> None:
    """Adds what no earlier one touches; of a place that reaches into an earlier one, what is left before and
    after it."""
    for start, end in _free(taken, finding.start, finding.end):
        whole = (start, end) == (finding.start, finding.end)
        text = finding.text[start - finding.start : end - finding.start]
        if whole or any(sign.isalnum() for sign in text):
            found.append(Finding(start, end, finding.kind, text, finding.known))
            taken[start:end] = [True] * (end - start)


def _free(taken: Sequence[bool], start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin: int | None = None
    for place in range(start, end):
        if taken[place]:
            if begin is not None:
                spans.append((begin, place))
            begin = None
        elif begin is None:
            begin = place
    if begin is not None:
        spans.append((begin, end))
    return spans
