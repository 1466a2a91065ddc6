"""How the trail is chained: each digest covers an event and the digest before it."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from models.events.tables import Event

SEALED_WITHIN = timedelta(minutes=15)
"""How long an event may wait for its seal before the page says that nobody seals."""
START = "0" * 64
"""The digest before the first event."""


def digest_of(event: Event, previous: str) -> str:
    """SHA-256 over the digest before and every column of the event, as canonical JSON."""
    content = [
        previous,
        event.id,
        event.kind,
        event.subject,
        event.at.isoformat(),
        event.party.value,
        event.staff_id,
        event.reason,
        event.facts,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_words(reason: str, facts: dict[str, Any]) -> str:
    """SHA-256 over what is left of an event's words once personal data was taken out of them (X-03)."""
    text = json.dumps([reason, facts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
