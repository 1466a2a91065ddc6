"""One SMS as a gateway gets it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sms:
    """To whom (E.164) and what. `key` is the same for every attempt, so that the gateway sends it once.

    `kind` is the occasion, for gateways that want a template named, `parts` how many it is charged as.
    """

    key: str
    to: str
    text: str
    language: str
    kind: str
    parts: int
