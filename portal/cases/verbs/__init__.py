"""The verbs on a case, each a noun to POST to: `/portal/cases/<number>/<step>`."""

from portal.cases.verbs import extension, handling, outcome, ownership, triage

__all__ = ["extension", "handling", "outcome", "ownership", "triage"]
