"""What we hold of a customer, and where it is (X-03)."""

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

__all__ = ["TABLES", "Held", "Traces", "audit_names", "held_of", "known_of_customer", "traces_of", "under"]
