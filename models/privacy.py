"""Personal data as it is shown where nobody asked to see it (X-03): enough to recognise, not to reach."""

import re

STAR = "*"
_ADDRESS = re.compile(r"[^\s<>\"'(),;:]{1,64}@[^\s<>\"'(),;:]{1,255}")


def masked_phone(phone: str) -> str:
    """138****5678 for a mobile number; the last four digits of any longer one, less of a short one."""
    digits = re.sub(r"\D", "", phone)
    if not digits:
        return STAR * len(phone.strip())
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    if len(digits) >= 11:
        return f"{digits[:3]}{STAR * (len(digits) - 7)}{digits[-4:]}"
    if len(digits) >= 7:
        return f"{STAR * (len(digits) - 4)}{digits[-4:]}"
    return STAR * (len(digits) - 1) + digits[-1]


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
    """l***@example.com: the first sign and the domain; the length of the rest is not told."""
    if not address.strip():
        return ""
    local, at, domain = address.strip().rpartition("@")
    return f"{local[:1]}{STAR * 3}@{domain}" if at and local else STAR * 3


def masked_addresses(text: str) -> str:
    """A text of a machine's, every mail address in it masked."""
    return _ADDRESS.sub(lambda found: masked_email(found.group()), text)


def _first(word: str) -> str:
    return word[0] + STAR * (len(word) - 1) if len(word) > 1 else STAR
