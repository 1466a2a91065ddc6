"""The SMS gateway as an operator types it (R-02)."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

RECEIPTS = "/hooks/sms/receipts"
"""Where a gateway tells what became of messages."""
_COUNTRY = re.compile(r"[1-9][0-9]{0,2}")
_LOOPBACK = {"localhost"}


def gateway_of(value: object) -> object:
    """What SMS_URL says. Raises ValueError for what cannot be used."""
    if not isinstance(value, str) or not value:
        return value
    parts = urlsplit(value)
    usable = parts.scheme == "https" or (parts.scheme == "http" and _on_this_machine(parts.hostname or ""))
    if not usable or not parts.hostname or parts.username or parts.fragment or not value.isascii():
        raise ValueError(value)
    if any(sign.isspace() for sign in value) or parts.port == 0:
        raise ValueError(value)
    return value


def countries_of(value: object) -> object:
    """What SMS_COUNTRIES says: calling codes, by commas. Raises ValueError for what is none."""
    if not isinstance(value, str):
        return value
    codes = tuple(dict.fromkeys(code.strip().removeprefix("+") for code in value.split(",")))
    if not all(_COUNTRY.fullmatch(code) for code in codes):
        raise ValueError(value)
    return codes


def _on_this_machine(host: str) -> bool:
    try:
        return host in _LOOPBACK or ip_address(host).is_loopback
    except ValueError:
        return False
