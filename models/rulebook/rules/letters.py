"""What a letter to a customer may say: the fields of each occasion, and the renderer (H-05). Pure.

A field is written `{{ number }}`. There is nothing else to write: no condition, no filter, no
markup. Values are plain text, put in as they are and never read again.
"""

import re
from collections.abc import Iterable, Mapping

from models.errors import Invalid
from models.rulebook.words import MessageKind

SUBJECT_MOST = 120
BODY_MOST = 4000

ALWAYS = frozenset({"company", "customer", "hotline", "link", "number"})
"""Who writes, how the customer is addressed, the service hotline, the customer's own link, the case."""

FIELDS: Mapping[MessageKind, frozenset[str]] = {
    MessageKind.ACKNOWLEDGEMENT: ALWAYS | {"received_at", "respond_by", "title"},
    MessageKind.MORE_INFO_REQUEST: ALWAYS | {"answer_by", "question", "title"},
    MessageKind.MORE_INFO_REMINDER: ALWAYS | {"answer_by", "question", "title"},
    MessageKind.PROGRESS: ALWAYS | {"due_at", "progress", "title"},
    MessageKind.EXTENSION: ALWAYS | {"new_due_at", "old_due_at", "reason", "title"},
    MessageKind.REPLY: ALWAYS | {"apology", "result", "title"},
    MessageKind.REVISIT_INVITATION: ALWAYS | {"open_until", "title"},
    MessageKind.REVISIT_REMINDER: ALWAYS | {"open_until", "title"},
    MessageKind.REOPENED: ALWAYS | {"call_by", "caller", "round", "title"},
    MessageKind.OBJECTION: ALWAYS | {"call_by", "caller", "title"},
    MessageKind.MERGED: ALWAYS | {"other_link", "other_number", "title"},
    MessageKind.CLOSED: ALWAYS | {"closed_at", "title"},
    MessageKind.WITHDRAWN: ALWAYS | {"title"},
    MessageKind.CHAT_RATING: ALWAYS | {"open_until", "title"},
    MessageKind.CAMPAIGN_INVITATION: ALWAYS | {"open_until", "privacy", "title", "words"},
    MessageKind.CAMPAIGN_REMINDER: ALWAYS | {"open_until", "privacy", "title", "words"},
    MessageKind.TRACKING_CODE: ALWAYS | {"code", "valid_until"},
    MessageKind.IMPROVEMENT: ALWAYS | {"improvement", "title"},
}
"""The fields of each occasion; `models/rulebook/actions.py` refuses a text with any other."""

NEEDED: Mapping[MessageKind, frozenset[str]] = {
    MessageKind.ACKNOWLEDGEMENT: frozenset({"link", "number", "respond_by"}),
    MessageKind.MORE_INFO_REQUEST: frozenset({"link", "question"}),
    MessageKind.MORE_INFO_REMINDER: frozenset({"link", "question"}),
    MessageKind.PROGRESS: frozenset({"progress"}),
    MessageKind.EXTENSION: frozenset({"new_due_at", "reason"}),
    MessageKind.REPLY: frozenset({"apology", "link", "result"}),
    MessageKind.REVISIT_INVITATION: frozenset({"link"}),
    MessageKind.REVISIT_REMINDER: frozenset({"link"}),
    MessageKind.REOPENED: frozenset({"call_by"}),
    MessageKind.OBJECTION: frozenset({"call_by"}),
    MessageKind.MERGED: frozenset({"other_link", "other_number"}),
    MessageKind.CLOSED: frozenset({"number"}),
    MessageKind.WITHDRAWN: frozenset({"number"}),
    MessageKind.CHAT_RATING: frozenset({"link"}),
    MessageKind.CAMPAIGN_INVITATION: frozenset({"link", "privacy"}),
    MessageKind.CAMPAIGN_REMINDER: frozenset({"link", "privacy"}),
    MessageKind.TRACKING_CODE: frozenset({"code", "valid_until"}),
    MessageKind.IMPROVEMENT: frozenset({"improvement"}),
}
"""The fields without which a message would not do its duty (H-01, G-03, R-01, R-02)."""

_FIELD = re.compile(r"\{\{[ \t]*([a-z][a-z_]*)[ \t]*\}\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


class BadTemplate(Invalid):
    """A text that cannot be used. `field` is subject or body, `names` are the fields that are wrong.

    `why` is one of required, too_long, one_line, malformed_field, unknown_field, missing_field.
    """

    def __init__(self, field: str, why: str, names: Iterable[str] = ()) -> None:
        super().__init__(field, why)
        self.names = tuple(sorted(names))

    def __str__(self) -> str:
        return f"{self.field}: {self.why} {', '.join(self.names)}".rstrip()


def check(kind: MessageKind, subject: str, body: str) -> None:
    """Raises BadTemplate unless both texts can be used for this occasion."""
    for field, text, most in (("subject", subject, SUBJECT_MOST), ("body", body, BODY_MOST)):
        if not text.strip():
            raise BadTemplate(field, "required")
        if len(text) > most:
            raise BadTemplate(field, "too_long")
        if unknown := fields_of(field, text) - FIELDS[kind]:
            raise BadTemplate(field, "unknown_field", unknown)
    if _CONTROL.search(subject):
        raise BadTemplate("subject", "one_line")
    if missing := NEEDED[kind] - fields_of("body", body):
        raise BadTemplate("body", "missing_field", missing)


def render_subject(text: str, values: Mapping[str, str]) -> str:
    """A subject with its fields filled in, on one line whatever the values hold."""
    return _CONTROL.sub(" ", filled("subject", text, values)).strip()


def render_body(text: str, values: Mapping[str, str]) -> str:
    """A body with its fields filled in. An empty field on a line of its own leaves no gap."""
    return _EMPTY_LINES.sub("\n\n", filled("body", text, values)).strip() + "\n"


def fields_of(where: str, text: str) -> frozenset[str]:
    """The fields that a text names. Raises BadTemplate for one that is written wrongly."""
    rest = _FIELD.sub("", text)
    if "{{" in rest or "}}" in rest:
        raise BadTemplate(where, "malformed_field")
    return frozenset(_FIELD.findall(text))


def filled(where: str, text: str, values: Mapping[str, str]) -> str:
    """A text with its fields filled in. Raises BadTemplate for a field without a value: nothing half-filled
    is sent."""
    if missing := fields_of(where, text) - values.keys():
        raise BadTemplate(where, "missing_field", missing)
    return _FIELD.sub(lambda found: values[found.group(1)].replace("\r\n", "\n"), text)
