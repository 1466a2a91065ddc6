"""What notices about retention periods say: icon, tone and sentence of each kind (X-03)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from web.language import _
from web.language.filters import day

PERSONAL: Mapping[str, tuple[str, str, Callable[[Mapping[str, Any]], str]]] = {
    "expiry_asked": (
        "archive",
        "warn",
        lambda facts: _(
            "Past their retention period: cases %(cases)s, mails %(mails)s, people on lists %(addresses)s."
            " Personal data go from %(day)s on, once you confirm.",
            cases=facts.get("cases", 0),
            mails=facts.get("mails", 0),
            addresses=facts.get("addresses", 0),
            day=day(date.fromisoformat(facts["from"])) if "from" in facts else "",
        ),
    ),
}
