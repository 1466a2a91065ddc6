"""Every read of the trail: one subject's history, the trail as a whole, and its seals."""

from models.events.queries.chain import Seals, Verification, seals, verify
from models.events.queries.trail import (
    MOST_COUNTED,
    Narrowing,
    Page,
    Sealed,
    count,
    history,
    known_subjects,
    last_of,
    latest,
    stream,
    trail,
)

__all__ = [
    "MOST_COUNTED",
    "Narrowing",
    "Page",
    "Sealed",
    "Seals",
    "Verification",
    "count",
    "history",
    "known_subjects",
    "last_of",
    "latest",
    "seals",
    "stream",
    "trail",
    "verify",
]
