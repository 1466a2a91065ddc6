"""The part of a document on key figures, flat as forms edit it, and whole again."""

from collections.abc import Mapping
from typing import Any

from models.rulebook.installed import first_kpi
from models.rulebook.words import Figure

Part = dict[str, Any]

TARGETS = "kpi_targets"
"""The group of all of it."""
START, EXCELLENT = "kpi_", "_from"


def kpi_parts(document: Mapping[str, Any]) -> dict[str, Part]:
    """The group by its code; of a document from before it, what came with the product."""
    whole = first_kpi() | (document.get("kpi") or {})
    found = {f"{START}{name}": value for name, value in whole.items() if name != "targets"}
    targets = {each["figure"]: each for each in whole["targets"]}
    for figure in Figure:
        target = targets.get(figure.value, {})
        found[f"{START}{figure}"] = target.get("target")
        found[f"{START}{figure}{EXCELLENT}"] = target.get("excellent")
    return {TARGETS: found}


def with_kpi(document: Mapping[str, Any], part: Mapping[str, Any]) -> Part:
    """The whole part of the document as the form has it; a figure without a target has no excellence."""
    names = {name for name in first_kpi() if name != "targets"}
    targets = [
        {
            "figure": figure.value,
            "target": part[f"{START}{figure}"],
            "excellent": part.get(f"{START}{figure}{EXCELLENT}"),
        }
        for figure in Figure
        if part.get(f"{START}{figure}") is not None
    ]
    return {**{name: part[f"{START}{name}"] for name in names}, "targets": targets}
