"""What notices about retention periods say: icon, tone and sentence of each kind (X-03)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from web.language import counted
from web.language.filters import day

PERSONAL: Mapping[str, tuple[str, str, Callable[[Mapping[str, Any]], str]]] = {
    "expiry_asked": (
        "archive",
        "warn",
        lambda facts: counted(
            "%(n)s closed case is past its retention period: personal data go from %(day)s on, once you"
            " confirm.",
            "%(n)s closed cases are past their retention period: personal data go from %(day)s on, once you"
            " confirm.",
            facts.get("cases", 0),
            day=day(date.fromisoformat(facts["from"])) if "from" in facts else "",
        ),
    ),
}
