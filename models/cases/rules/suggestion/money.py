"""Amounts of money in a text: 98 元, ¥1,200, 8万元, 三千五百块, 一万二, 15 yuan."""

import re
from typing import NamedTuple

MOST = 10**12
DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
SCALES = {"k": 1000, "w": 10_000} | UNITS
CHINESE = "".join((*DIGITS, *UNITS))
CURRENCY = "元|块|圆|yuan|rmb|cny"
PERSONS = "人户次台个名位件条单张年天月日号楼米字兆步遍"

PATTERN = re.compile(
    rf"(?:¥|rmb|cny)\s?(?P<after>\d[\d,]{{0,15}}(?:\.\d{{1,2}})?)\s?(?P<scale1>[万千kw](?![a-z]))?"
    rf"|(?P<plain>(?<![\d.])\d[\d,]{{0,15}}(?:\.\d{{1,4}})?)\s?(?P<scale2>[万千百kw])?[多余来几]?\s?(?:{CURRENCY})"
    rf"|(?P<ten>(?<![\d.])\d[\d,]{{0,9}}(?:\.\d{{1,4}})?)\s?万(?!\s?[多余来几]?[{PERSONS}])"
    rf"|(?P<words>[{CHINESE}]{{1,16}})[多余来几]?(?:{CURRENCY})"
    rf"|(?P<wan>[{CHINESE}]{{1,8}}万[{CHINESE}]{{0,8}})(?!\s?[多余来几]?[{PERSONS}])"
)


class Money(NamedTuple):
    """An amount in yuan, and where in the text it stands."""

    begin: int
    end: int
    yuan: float


def amounts(text: str) -> list[Money]:
    """Every amount of money in a text that was folded to half-width and lower case, in its order."""
    return [
        Money(found.start(), found.end(), yuan)
        for found in PATTERN.finditer(text)
        if 0 < (yuan := _yuan(found)) <= MOST
    ]


def _yuan(found: re.Match[str]) -> float:
    if words := found["words"] or found["wan"]:
        return counted(words)
    if found["ten"]:
        return _number(found["ten"]) * 10_000
    return _number(found["after"] or found["plain"]) * SCALES.get(found["scale1"] or found["scale2"] or "", 1)


def _number(digits: str) -> float:
    return float(digits.replace(",", ""))


def counted(words: str) -> int:
    """A number in Chinese words: 三千五百 is 3500, and so is 三千五, as people say it."""
    hundred_millions = ten_thousands = part = last = 0
    unit = 1
    for sign in words:
        if sign in DIGITS:
            last = DIGITS[sign]
            unit = 1 if last == 0 else unit
            continue
        unit = UNITS[sign]
        if sign == "亿":
            hundred_millions += (ten_thousands + part + last) * unit
            ten_thousands = part = 0
        elif sign == "万":
            ten_thousands += (part + last) * unit
            part = 0
        else:
            part += (last or 1) * unit
        last = 0
    said_short = last and unit >= UNITS["百"]
    return hundred_millions + ten_thousands + part + (last * unit // 10 if said_short else last)
