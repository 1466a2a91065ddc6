"""The verbs on a case, each a noun to POST to: `/portal/cases/<number>/<step>`."""

from portal.cases.verbs import assistance, extension, grave, handling, outcome, ownership, triage

__all__ = ["assistance", "extension", "grave", "handling", "outcome", "ownership", "triage"]
