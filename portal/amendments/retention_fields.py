"""The fields of the rules on how long personal data are kept (X-03)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel.speaklater import LazyString

from models.rulebook.document.retention import LONGEST, SHORTEST
from web.language import lazy

RETENTION: Mapping[str, LazyString] = {
    "complaint_months": lazy("Complaints keep personal data, in months after closing"),
    "severe_months": lazy("Complaints of grade 3, in months after closing"),
    "other_months": lazy("All other cases, in months after closing"),
    "mail_months": lazy("Mails that became no case, in months after they came"),
    "list_months": lazy("People on lists for surveys, in months after the survey was over"),
    "again_days": lazy("Days after which what was written later of an expired case is gone through again"),
    "wait_days": lazy("Days between the first warning and the first data that go"),
}
RETENTION_HINTS: Mapping[str, LazyString] = {
    "complaint_months": lazy(
        "No longer than you need them (PIPL, article 19). 1200 is a hundred years: in effect for ever."
    ),
    "wait_days": lazy("A shorter period than before is confirmed by an administrator first."),
}


def retention_fields(number: Callable[..., Any]) -> dict[str, Any]:
    """By name, in the order of the labels."""
    made = {name: number(name, SHORTEST, LONGEST) for name in RETENTION}
    brief = {name: number(name, 1, LONGEST) for name in ("mail_months", "list_months")}
    days = {"again_days": number("again_days", 1, 90), "wait_days": number("wait_days", 7, 365)}
    return made | brief | days
