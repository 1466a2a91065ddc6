"""What stands before the desk: setting up a key, waiting for it to be confirmed, or the lock.

Whoever typed while the desk locked itself keeps what they typed: it goes through the lock with them.
"""

import re
from hashlib import blake2b
from typing import Any

from flask import Response, request

from models.clock import now
from models.hotline.queries.keepers import active_keepers, recoveries_beside
from models.hotline.tables import HotlineKeeper
from portal.hotline.acts import BY_NAME
from portal.hotline.forms import NewPassphraseForm, PassphraseForm
from web.access import viewer
from web.fragments import page, rejected

SETUP, LOCKED = "portal/hotline/setup.html", "portal/hotline/locked.html"
_NUMBER = re.compile(r"[0-9A-Z]{10}")


def fingerprint(keeper: HotlineKeeper) -> str:
    """What two people compare over the telephone: eight groups of four hex digits of the public key."""
    digits = blake2b(keeper.public_key, digest_size=16).hexdigest()
    return " ".join(digits[place : place + 4] for place in range(0, 32, 4))


def gate(keeper: HotlineKeeper | None, number: str = "", act: str = "") -> Response:
    """The page before the desk. `number` names the report that was on its way, `act` what was typed for it:
    its fields go on in the form that unlocks, and nothing of them is stored."""
    if keeper is None:
        return page(SETUP, form=NewPassphraseForm(formdata=None))
    way = _on_the_way(number, act)
    return page(LOCKED, form=PassphraseForm(formdata=None), **_shown(keeper), **way)


def rejected_at_gate(form: PassphraseForm, keeper: HotlineKeeper) -> Response:
    """The lock once more, with what went on through it."""
    return rejected(LOCKED, form, **_shown(keeper), **_on_the_way(*asked_for()))


def asked_for() -> tuple[str, str]:
    """Which report somebody before the lock wanted, and which act they had typed; empty for none."""
    number, act = request.values.get("report", ""), request.form.get("act", "")
    if not _NUMBER.fullmatch(number):
        return "", ""
    return number, act if act in BY_NAME else ""


def _on_the_way(number: str, act: str) -> dict[str, Any]:
    typed = [pair for pair in request.form.items(multi=True) if act and pair[0].startswith(f"{act}-")]
    return {"number": number, "act": act, "typed": typed}


def _shown(keeper: HotlineKeeper) -> dict[str, Any]:
    confirming = [] if keeper.active else [each.staff for each in active_keepers(now()).values()]
    return {
        "keeper": keeper,
        "fingerprint": fingerprint(keeper),
        "confirming": confirming,
        "asked_for_sheets": bool(recoveries_beside(viewer())),
    }
