"""The part of a document on accountability, rewards and penalties, flat as forms edit it, and whole again."""

from collections.abc import Mapping
from typing import Any

from models.rulebook.installed import first_conduct

Part = dict[str, Any]

GROUPS: Mapping[str, tuple[str, str]] = {
    "conduct_triggers": ("triggers", "trigger_"),
    "conduct_clocks": ("clocks", "clock_"),
    "conduct_legal": ("legal", "legal_"),
    "conduct_rewards": ("rewards", "reward_"),
    "conduct_points": ("points", "point_"),
}
"""The groups that are one part within it, with what stands before the names of their fields."""

SCALE = "conduct_scale"
DECIDERS = "scale_decider_"
LIMITS = "reward_up_to_"


def conduct_parts(document: Mapping[str, Any]) -> dict[str, Part]:
    """The groups by code; of a document from before them, or from before a field of points, what came with
    the product."""
    whole = document.get("conduct") or first_conduct()
    first = first_conduct()["points"]
    whole = {**whole, "points": {**first, **whole["points"]}}
    found = {code: _prefixed(whole[name], start) for code, (name, start) in GROUPS.items()}
    found[SCALE] = {
        "scale_repetition_months": whole["repetition_months"],
        "scale_overload_percent": whole["overload_percent"],
        "scale_rows": whole["scale"],
        **{f"{DECIDERS}{each['severity']}": each["decider"] for each in whole["deciders"]},
    }
    rewards = found["conduct_rewards"]
    limits = rewards.pop("reward_limits")
    rewards |= {f"{LIMITS}{each['approver']}": each["up_to_fen"] for each in limits if each.get("up_to_fen")}
    return found


def with_conduct(document: Mapping[str, Any], code: str, part: Mapping[str, Any]) -> Part:
    """The whole part of the document with one group of it changed. Raises KeyError for no group of it."""
    whole = document.get("conduct") or first_conduct()
    if code == SCALE:
        return {**whole, **_scale(whole, part)}
    name, start = GROUPS[code]
    new = {field.removeprefix(start): value for field, value in part.items() if not field.startswith(LIMITS)}
    if code == "conduct_rewards":
        new["limits"] = [
            {**each, "up_to_fen": part[f"{LIMITS}{each['approver']}"]} if each.get("up_to_fen") else each
            for each in whole["rewards"]["limits"]
        ]
    return {**whole, name: {**whole[name], **new}}


def _scale(whole: Mapping[str, Any], part: Mapping[str, Any]) -> Part:
    return {
        "repetition_months": part["scale_repetition_months"],
        "overload_percent": part["scale_overload_percent"],
        "scale": part["scale_rows"],
        "deciders": [
            {**each, "decider": part[f"{DECIDERS}{each['severity']}"]} for each in whole["deciders"]
        ],
    }


def _prefixed(part: Mapping[str, Any], start: str) -> Part:
    return {f"{start}{name}": value for name, value in part.items()}
