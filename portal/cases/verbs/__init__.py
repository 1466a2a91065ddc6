"""The verbs on a case, each a noun to POST to: `/portal/cases/<number>/<step>`."""

from portal.cases.verbs import (
    assistance,
    belonging,
    channels,
    compensation,
    consultation,
    extension,
    grave,
    handling,
    joint_talk,
    outcome,
    outside,
    ownership,
    triage,
)

__all__ = [
    "assistance",
    "belonging",
    "channels",
    "compensation",
    "consultation",
    "extension",
    "grave",
    "handling",
    "joint_talk",
    "outcome",
    "outside",
    "ownership",
    "triage",
]
