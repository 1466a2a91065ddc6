"""The lighter measures of a decision on an appeal, as an agenda item keeps them (M-01, A-03). Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.accountability.rules.measures import MeasureDraft
from models.accountability.words import MeasureKind


def kept_as(measures: Iterable[MeasureDraft]) -> list[dict[str, Any]]:
    """As a document."""
    return [{"kind": each.kind.value, "amount": each.amount, "months": each.months} for each in measures]


def read_from(document: Iterable[Mapping[str, Any]] | None) -> list[MeasureDraft]:
    """From a document; none where a decision makes nothing lighter."""
    return [
        MeasureDraft(MeasureKind(each["kind"]), each["amount"], each["months"]) for each in document or ()
    ]
