"""Case numbers and keys as people type them, and who holds the key of a case (H-08)."""

import re
from urllib.parse import parse_qs

from flask import current_app

from models.cases.queries import tracked
from models.cases.tables import Case
from models.ids import Signer
from models.texts import composed

PURPOSE = "track"
LONGEST = 500
"""More than a whole link with its key takes; what is longer is neither number nor key."""
_NUMBER = re.compile(r"(?:HY)?[\W_]*(\d{8})[\W_]*(\d{1,8})")


def proof_of(case: Case) -> str:
    """The key of a case as it stands in its link."""
    return _signer().proof(PURPOSE, case.track_subject)


def case_for(number: str, key: str) -> Case | None:
    """The case of this number if the key is its own. No number and a wrong key look the same.

    A number that does not exist is checked too, against nothing, so that both take the same time.
    """
    case = tracked(number)
    subject = case.track_subject if case is not None else "nothing"
    fits = _signer().proves(PURPOSE, subject, typed_key(key))
    return case if fits and case is not None else None


def typed_number(text: str) -> str | None:
    """HY-20261121-0042 for hy20261121-42, ＨＹ２０２６…, the number without HY, or a whole link."""
    text = composed(text[:LONGEST], "NFKC").strip().upper()
    if "/TRACK/" in text:
        text = text.split("/TRACK/", 1)[1].split("?", 1)[0]
    found = _NUMBER.fullmatch(text)
    return f"HY-{found[1]}-{int(found[2]):04d}" if found else None


def typed_key(text: str) -> str:
    """The key as typed, in other widths or pasted with its whole link."""
    text = composed(text[:LONGEST], "NFKC").strip()
    if "?" in text:
        text = parse_qs(text.partition("?")[2].partition("#")[0]).get("key", [""])[0]
    return "".join(sign for sign in text if sign.isalnum())


def _signer() -> Signer:
    signer: Signer = current_app.extensions["signer"]
    return signer
