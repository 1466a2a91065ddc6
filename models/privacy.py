"""Personal data as it is shown where nobody asked to see it (X-03): enough to recognise, not to reach."""

import re

from phonenumbers import NumberParseException, parse

STAR = "*"
SHORT = 6
"""A number of so many digits is an extension or a short code: four of them would be most of it."""
_ADDRESS = re.compile(r"[^\s<>\"'(),;:，。；：、（）]+@[A-Za-z0-9.-]+")
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_-])(?:\+?86[ -]?)?(?:0\d{2,3}-?\d{7,8}|1\d{2}[ -]?\d{4}[ -]?\d{4}|\d{7,})[Xx]?"
)
"""Telephone, account and identity numbers, but no number of a case: that has a word and a line before it."""


_CHINA = "86"
_MOBILE = re.compile(r"1[3-9]\d{9}")
_SERVICE = re.compile(r"[48]00\d{7}")
_LANDLINE = re.compile(r"0?(10|2\d|[3-9]\d{2})\d{7,8}")
"""Behind the country or a zero: the area code, which tells the city, and the number."""
MIDDLE = STAR * 4
"""Stands for all that is hidden, so that its length is not told."""


def masked_phone(phone: str) -> str:
    """138****5678, 0755****1234, +852 ****5432: what kind of number it is and from where, and four digits.

    Of what is no telephone number as we know them the last four signs are shown, of a short one one.
    """
    digits = re.sub(r"\D", "", phone)
    if not digits:
        return STAR * len(phone.strip())
    abroad = phone.strip().startswith(("+", "00"))
    number = digits.removeprefix("00") if abroad else digits
    in_china = number.startswith(_CHINA) and (abroad or len(number) == len("8613812345678"))
    if abroad and not in_china:
        return _masked_foreign(number)
    number = number.removeprefix(_CHINA) if in_china else number
    if _MOBILE.fullmatch(number) or _SERVICE.fullmatch(number):
        return f"{number[:3]}{MIDDLE}{number[-4:]}"
    landline = _LANDLINE.fullmatch(number) if in_china or number.startswith("0") else None
    if landline is not None:
        return f"0{landline[1]}{MIDDLE}{number[-4:]}"
    return _ending_of(number)


def _masked_foreign(number: str) -> str:
    """The country and the last four digits; of a number that no country has, the last digits alone."""
    try:
        country = str(parse(f"+{number}").country_code)
    except NumberParseException:
        return _ending_of(number)
    rest = number.removeprefix(country)
    return f"+{country} {MIDDLE}{rest[-4:] if len(rest) > SHORT else rest[-1:]}"


def _ending_of(number: str) -> str:
    shown = 4 if len(number) > SHORT else 1
    return STAR * (len(number) - shown) + number[-shown:]


def masked_name(name: str) -> str:
    """王*军 for 王建军, 李* for 李雷, J*** S**** for John Smith: never a whole name, not even a short one."""
    words = name.split()
    if not words:
        return ""
    if len(words) > 1:
        return " ".join(_first(word) for word in words)
    word = words[0]
    return _first(word) if word.isascii() or len(word) < 3 else word[0] + STAR * (len(word) - 2) + word[-1]


def masked_email(address: str) -> str:
    """l***@example.com: the first sign of several and the domain; the length of the rest is not told."""
    if not address.strip():
        return ""
    local, at, domain = address.strip().rpartition("@")
    if not at or not local:
        return STAR * 3
    return f"{local[:1] if len(local) > 1 else ''}{STAR * 3}@{domain}"


def masked_text(text: str, *names: str) -> str:
    """What somebody wrote, without the telephone numbers, mail addresses and `names` in it.

    What else may tell who is meant cannot be known; who writes a reason is told not to name anybody.
    """
    text = _ADDRESS.sub(lambda found: masked_email(found.group()), text)
    text = _NUMBER.sub(lambda found: masked_phone(found.group()), text)
    for name in filter(None, names):
        text = text.replace(name, masked_name(name))
    return text


def masked_addresses(text: str) -> str:
    """A text of a machine's, every mail address in it masked."""
    return _ADDRESS.sub(lambda found: masked_email(found.group()), text)


def _first(word: str) -> str:
    return word[0] + STAR * (len(word) - 1) if len(word) > 1 else STAR
