"""A rulebook document taken apart into sections of parts, and put together again. Pure.

A part is plain JSON with a code; changing one gives a new document and leaves the old as it was.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from models.amendments.rules.conduct import conduct_parts, with_conduct
from models.amendments.rules.kpi import TARGETS, kpi_parts, with_kpi
from models.amendments.words import Section
from models.rulebook.document import (
    WEEKDAYS,
    HotlineRules,
    Inspections,
    Outside,
    RetentionRules,
    Support,
    Training,
)
from models.rulebook.document.intake import Opinion
from models.rulebook.document.triage import Extension
from models.rulebook.installed import first_hotline, first_retention

Document = Mapping[str, Any]
Part = dict[str, Any]

DECIDED: Any = Extension.model_fields["decided"].default.model_dump(mode="json")
"""How soon more time is decided on by documents that do not say so."""

KEYS = {
    Section.GRADES: ("grades", "grade"),
    Section.CHANNELS: ("channels", "channel"),
    Section.CATEGORIES: ("categories", "code"),
    Section.CRITERIA: ("criteria", "code"),
    Section.REMINDERS: ("reminders", "code"),
}
"""Sections that are a list of the document, and what names its members."""

SIGNS = {Section.URGENCY: "urgency", Section.IMPORTANCE: "importance"}
"""Sections that are the checklist within a part of the document."""

GROUPS = {
    "waiting": ("waiting",),
    "regulator": ("regulator",),
    "outside": ("outside",),
    "support": ("support",),
    "inspections": ("inspections",),
    "training": ("training",),
    "hotline": ("hotline",),
    "retention": ("retention",),
    "revisit": ("revisit",),
    "contact": ("contact",),
    "public_form": ("public_form",),
    "mailbox": ("mailbox",),
    "duplicates": ("duplicates",),
    "files": ("uploads",),
    "sending": ("sending",),
    "opinion": ("opinion",),
    "urgent": ("urgency",),
    "important": ("importance",),
    "matrix": ("matrix",),
}
"""The groups of limits that lie in one part of the document; what of it a form does not show stays."""

HIDDEN = {"revisit": {"scale"}, "urgent": {"criteria"}, "important": {"criteria"}}
"""What of a group is no limit: scales and checklists."""

DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "opinion": Opinion().model_dump(mode="json"),
    "outside": Outside().model_dump(mode="json"),
    "support": Support().model_dump(mode="json"),
    "inspections": Inspections().model_dump(mode="json"),
    "training": Training().model_dump(mode="json"),
    "hotline": HotlineRules.model_validate(first_hotline()).model_dump(mode="json"),
    "retention": RetentionRules.model_validate(first_retention()).model_dump(mode="json"),
}
"""Parts that documents from before them do not hold, or not the whole of."""

WEIGHING = {"reach": "negation_reach", "least": "least_weight"}
"""What fields of the suggestion are called among those of other parts; its votes lie beside them."""

TIME = ("handling_calendar", "announced_through", "ungraded", "consultation")
"""What of the document itself is a limit."""

SINGLE = "all"
"""The code of the part of a section that has only one."""

ADDABLE = frozenset(
    {
        Section.CATEGORIES,
        Section.CRITERIA,
        Section.URGENCY,
        Section.IMPORTANCE,
        Section.HOURS,
        Section.HOLIDAYS,
        Section.REMINDERS,
    }
)
"""The sections whose parts come and go; those of the others are fixed."""

PUBLIC = "public"
"""The desk of a day that holds for all desks that keep public holidays."""


def parts(document: Document, section: Section) -> dict[str, Part]:
    """The parts of a section by code, in order."""
    if section in KEYS:
        name, key = KEYS[section]
        shape = _flat_grade if section is Section.GRADES else dict
        return {str(each[key]): shape(each) for each in document[name]}
    if section in SIGNS:
        return {each["code"]: dict(each) for each in document[SIGNS[section]]["criteria"]}
    match section:
        case Section.ROUTES:
            return {SINGLE: dict(document["routes"])}
        case Section.HOURS:
            return {name: _flat_desk(each) for name, each in document["calendars"].items()}
        case Section.HOLIDAYS:
            return dict(sorted(_days(document).items(), key=lambda item: (item[1]["day"], item[0])))
        case _:
            return _limits(document)


def _without(part: Mapping[str, Any], names: set[str]) -> Part:
    return {name: value for name, value in part.items() if name not in names}


def _flat_grade(grade: Mapping[str, Any]) -> Part:
    extension = grade.get("extension") or {}
    return _without(grade, {"extension"}) | {
        "extension_times": extension.get("times"),
        "extension_days": extension.get("longest_days"),
        "extension_approver": extension.get("approver"),
        "extension_decided": extension.get("decided", DECIDED) if extension else None,
    }


def _nested_grade(part: Mapping[str, Any]) -> Part:
    grade = _without(part, {"extension_times", "extension_days", "extension_approver", "extension_decided"})
    if part.get("extension_times") and part.get("extension_days"):
        grade["extension"] = {
            "times": part["extension_times"],
            "longest_days": part["extension_days"],
            "approver": part["extension_approver"],
            **({"decided": part["extension_decided"]} if part.get("extension_decided") else {}),
        }
    return grade


def _flat_desk(calendar: Mapping[str, Any]) -> Part:
    return _without(calendar, {"days", "week"}) | {day: list(calendar["week"][day]) for day in WEEKDAYS}


def _nested_desk(part: Mapping[str, Any]) -> Part:
    return _without(part, set(WEEKDAYS)) | {"week": {day: part[day] for day in WEEKDAYS}}


def day_code(desk: str, day: str) -> str:
    """The code of a single day of a desk, or of all that keep public holidays."""
    return f"{desk}:{day}"


def _days(document: Document) -> dict[str, Part]:
    found = {
        day_code(PUBLIC, day): {"desk": PUBLIC, "day": day, "rule": rule}
        for day, rule in document["public_days"].items()
    }
    for desk, calendar in document["calendars"].items():
        for day, rule in calendar["days"].items():
            found[day_code(desk, day)] = {"desk": desk, "day": day, "rule": rule}
    return found


def _limits(document: Document) -> dict[str, Part]:
    found = {
        "time": {name: document.get(name) for name in TIME},
        "priorities": {f"p{each['level']}": each.get("first_response") for each in document["priorities"]},
    }
    for code, (name,) in GROUPS.items():
        part = {**DEFAULTS.get(name, {}), **(document.get(name) or {})}
        found[code] = _without(part, HIDDEN.get(code, set()))
    found["suggestion"] = _flat_suggestion(document["suggestion"])
    if money := document.get("compensation"):
        amounts = {f"up_to_{each['approver']}": each["up_to_fen"] for each in _limited(money)}
        found["compensation"] = amounts | _without(money, {"limits"})
    return found | conduct_parts(document) | kpi_parts(document)


def _limited(money: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The limits of compensation that have an amount: all but the last."""
    return [each for each in money["limits"] if each.get("up_to_fen") is not None]


def _compensation(money: Mapping[str, Any], part: Mapping[str, Any]) -> Part:
    """Compensation with other causes, amounts and times; approvers stay."""
    limits = [
        {**each, "up_to_fen": part[f"up_to_{each['approver']}"]} if each.get("up_to_fen") else each
        for each in money["limits"]
    ]
    times = {name: value for name, value in part.items() if not name.startswith("up_to_")}
    return {**money, **times, "limits": limits}


def _flat_suggestion(suggestion: Mapping[str, Any]) -> Part:
    votes = suggestion.get("votes") or {}
    flat = {WEIGHING.get(name, name): value for name, value in suggestion.items() if name != "votes"}
    return flat | {f"votes_{name}": votes.get(name) for name in ("most", "likeness", "weight", "agreeing")}


def _nested_suggestion(part: Mapping[str, Any]) -> Part:
    """As the document holds it; without the number of votes, earlier decisions do not count."""
    names = {flat: name for name, flat in WEIGHING.items()}
    votes = {name.removeprefix("votes_"): value for name, value in part.items() if name.startswith("votes_")}
    rest = {names.get(name, name): value for name, value in part.items() if not name.startswith("votes_")}
    return {**rest, "votes": votes if all(votes.values()) else None}


def with_part(document: Document, section: Section, code: str, part: Mapping[str, Any]) -> Part:
    """The document with a part changed, or added at the end of its section."""
    new = dict(document)
    if section in KEYS:
        name, key = KEYS[section]
        member = _nested_grade(part) if section is Section.GRADES else part
        new[name] = _replaced(document[name], key, code, member)
        if section is Section.REMINDERS:
            new[name] = sorted(new[name], key=_rung)
    elif section in SIGNS:
        name = SIGNS[section]
        new[name] = {**document[name], "criteria": _replaced(document[name]["criteria"], "code", code, part)}
    elif section is Section.ROUTES:
        new["routes"] = {**document["routes"], **part}
    elif section is Section.HOURS:
        days = document["calendars"].get(code, {}).get("days", {})
        new["calendars"] = {**document["calendars"], code: {**_nested_desk(part), "days": days}}
    elif section is Section.HOLIDAYS:
        _set_day(new, part["desk"], part["day"], part["rule"])
    elif code == "time":
        new |= part
    elif code == "compensation":
        new[code] = _compensation(document[code], part)
    elif code.startswith("conduct_"):
        new["conduct"] = with_conduct(document, code, part)
    elif code == TARGETS:
        new["kpi"] = with_kpi(document, part)
    elif code == "suggestion":
        new[code] = {**document[code], **_nested_suggestion(part)}
    elif code == "priorities":
        new["priorities"] = [
            {**each, "first_response": part.get(f"p{each['level']}")} for each in document["priorities"]
        ]
    else:
        (name,) = GROUPS[code]
        new[name] = {**(document.get(name) or DEFAULTS.get(name, {})), **part}
    return new


def _replaced(members: list[Any], key: str, code: str, part: Mapping[str, Any]) -> list[Any]:
    if any(str(each[key]) == code for each in members):
        return [dict(part) if str(each[key]) == code else each for each in members]
    return [*members, dict(part)]


def _rung(reminder: Mapping[str, Any]) -> tuple[int, int]:
    if reminder.get("overdue"):
        return 1, reminder["overdue"]["amount"]
    return 0, reminder["used_percent"]


def _set_day(new: Part, desk: str, day: str, rule: Any) -> None:
    """Sets what a day is to a desk; None forgets it."""
    where = new["public_days"] if desk == PUBLIC else new["calendars"][desk]["days"]
    days = {**where, day: rule}
    if rule is None:
        del days[day]
    days = dict(sorted(days.items()))
    if desk == PUBLIC:
        new["public_days"] = days
    else:
        new["calendars"] = {**new["calendars"], desk: {**new["calendars"][desk], "days": days}}


def without_part(document: Document, section: Section, code: str) -> Part:
    """The document without a part of a section whose parts may go. Raises KeyError for any other."""
    if section not in ADDABLE:
        raise KeyError(section)
    new = dict(document)
    if section is Section.HOURS:
        new["calendars"] = _without(document["calendars"], {code})
    elif section is Section.HOLIDAYS:
        desk, _colon, day = code.partition(":")
        _set_day(new, desk, day, None)
    elif section in SIGNS:
        name = SIGNS[section]
        kept = [each for each in document[name]["criteria"] if each["code"] != code]
        new[name] = {**document[name], "criteria": kept}
    else:
        name, key = KEYS[section]
        new[name] = [each for each in document[name] if each[key] != code]
    if section is Section.REMINDERS:
        new["grades"] = [
            {**each, "reminders": [rung for rung in each["reminders"] if rung != code]}
            for each in document["grades"]
        ]
    return new


def digest(part: Mapping[str, Any] | None) -> str:
    """A short name of what a part says: two readers who saw the same have the same."""
    text = json.dumps(part, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
