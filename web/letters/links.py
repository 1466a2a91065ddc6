"""The links in letters, the secret ones too: made here when a letter is written, and stored nowhere else."""

import re

from flask import current_app

from models.cases.tables import Case
from models.ids import ALPHABET, Signer
from web.config import Config

GROUP = 5
CODE_DIGITS = 6
HIDDEN = "••••••"
_TRACKING = re.compile(r"(/track/[A-Za-z0-9-]+\?key=)[A-Za-z0-9]+")
_SHORT = re.compile(r"(/t/)[0-9]{12,16}[A-Za-z0-9]{20}")
_SURVEY = re.compile(r"(/s/)[A-Za-z0-9]{24,}")


def tracking_link(case: Case) -> str:
    """Where the customer follows a case (H-08): its number, and a proof that the link is ours."""
    proof = _signer().proof("track", case.track_subject)
    return f"{_public_url()}/track/{case.number}?key={proof}"


def short_tracking_link(case: Case) -> str:
    """As `tracking_link` for an SMS, where each sign is paid for: the number's digits and the proof."""
    proof = _signer().proof("track", case.track_subject)
    return f"{_public_url()}/t/{''.join(filter(str.isdecimal, case.number))}{proof}"


def tracking_key(case: Case) -> str:
    """The proof alone in groups of five, to be read out, written down and typed."""
    proof = _signer().proof("track", case.track_subject)
    return "-".join(proof[start : start + GROUP] for start in range(0, len(proof), GROUP))


def tracking_code(salt: str, case: Case) -> str:
    """The six digits of a code (H-08), made from its salt wherever it is written or checked."""
    proof = _signer().proof("track code", f"{case.track_subject}:{salt}")
    number = 0
    for sign in proof:
        number = number * len(ALPHABET) + ALPHABET.index(sign)
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def tracking_address() -> str:
    """Where number and key are typed."""
    return f"{_public_url()}/track"


def survey_link(locator: str) -> str:
    """Where the customer answers a survey (S-04): one token that finds the invitation and proves itself."""
    return f"{_public_url()}/s/{_signer().token('survey', locator)}"


def open_link(code: str, *, by_qr: bool = False) -> str:
    """Where anybody answers an open survey; a QR code says so, as it is counted apart (S-06)."""
    return f"{_public_url()}/q/{code}{'?by=qr' if by_qr else ''}"


def portal_link(about: str) -> str:
    """Where staff find what a notice is about: its case, else the list of notices. Both ask for a login."""
    area, _colon, name = about.partition(":")
    return f"{_public_url()}/portal/" + (f"cases/{name}" if area == "case" and name else "notices")


def my_day_link() -> str:
    """Where a person of the house sees all that waits."""
    return f"{_public_url()}/portal"


def mail_choice_link() -> str:
    """Where a person chooses which notices come by mail."""
    return f"{_public_url()}/portal/account#account-mail"


def without_secrets(text: str) -> str:
    """A letter's text or HTML as somebody else may see it: links that no longer open anything."""
    for link in (_TRACKING, _SHORT, _SURVEY):
        text = link.sub(rf"\1{HIDDEN}", text)
    return text


def _signer() -> Signer:
    signer: Signer = current_app.extensions["signer"]
    return signer


def _public_url() -> str:
    config: Config = current_app.config["HUIYIN"]
    return config.public_url
