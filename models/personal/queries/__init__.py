"""What we hold of a customer, and where it is (X-03)."""

from models.personal.queries.copy import Answered, CopiedCase, Copy, copy_of, invitations
from models.personal.queries.held import (
    TABLES,
    Held,
    Traces,
    audit_names,
    held_of,
    known_of_customer,
    traces_of,
    under,
)

__all__ = [
    "TABLES",
    "Answered",
    "CopiedCase",
    "Copy",
    "Held",
    "Traces",
    "audit_names",
    "copy_of",
    "held_of",
    "invitations",
    "known_of_customer",
    "traces_of",
    "under",
]
