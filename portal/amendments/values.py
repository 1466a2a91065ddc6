"""What a document holds, as people say it; and differences in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.amendments.rules.differences import Difference, differences
from models.amendments.rules.sections import PUBLIC, Document, parts
from models.amendments.words import Edit, Section
from models.people.queries import every_department
from models.rulebook.document import WEEKDAYS, Fault
from models.rulebook.words import Audience, Decider, MessageKind, TriggerKind, Unit
from portal.amendments.conduct import reward_text, row_text, wage_text
from portal.amendments.fields import yuan
from portal.amendments.labels import GROUPS, both, label_of
from portal.amendments.lists import amount_line
from web.language import _
from web.language.filters import day, named
from web.words import word
from web.words.periods import period

DEPARTMENTS = frozenset(
    {
        "assisting",
        "customer_service",
        "department",
        "finance",
        "human_resources",
        "legal",
        "public_relations",
        "quality",
    }
)
MONEY = frozenset({"legal_from_fen", "most_reward_fen"})
DESKS = frozenset({"calendar", "desk", "handling_calendar", "phone_calendar"})
WINDOWS = frozenset({*WEEKDAYS, "make_up_days", "windows"})


@dataclass(frozen=True)
class Told:
    """One difference for its reader: where, what became of the part, and its fields before and after.

    `note` says what matters of a part that is new.
    """

    section: Section
    code: str
    edit: Edit
    name: str
    fields: list[tuple[str, str, str]]
    note: str = ""


@dataclass(frozen=True)
class Book:
    """A document with what is needed to name what it speaks of."""

    document: Document
    departments: Mapping[str, Any]

    @classmethod
    def of(cls, document: Document) -> "Book":
        return cls(document, {each.code: each for each in every_department()})

    def name(self, section: Section, code: str, part: Mapping[str, Any] | None = None) -> str:
        """What a part is called."""
        part = part or parts(self.document, section).get(code) or {}
        if section is Section.HOLIDAYS:
            desk, _colon, on = code.partition(":")
            return f"{day(date.fromisoformat(on))} · {self.desk(desk)}"
        if section in (Section.LIMITS, Section.ROUTES):
            return str(GROUPS.get(code, code))
        return both(part, "name") or both(part, "text") or code

    def desk(self, code: str) -> str:
        if code == PUBLIC:
            return _("All hours that keep public holidays")
        calendar = self.document["calendars"].get(code)
        return both(calendar, "name") if calendar else code

    def value(self, field: str, value: Any) -> str:
        """A value as people say it."""
        if value is None or value == "" or value == [] or value == {}:
            return _("no work") if field in WINDOWS else _("none")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, Mapping) and "unit" in value:
            return period(value["amount"], Unit(value["unit"]))
        if field == "types":
            return _(", ").join(sorted(value))
        if field == "legal_minimum_wages":
            return _(", ").join(wage_text(region, fen) for region, fen in value.items())
        if isinstance(value, Mapping):
            return _(", ").join(f"{text} {weight}" for text, weight in value.items())
        if isinstance(value, list):
            return _(", ").join(self._one(field, each) for each in value)
        return self._one(field, value)

    def _one(self, field: str, value: Any) -> str:
        if field == "causes":
            return both(value, "name")
        if field == "amounts":
            return amount_line(value)
        if field == "scale_rows":
            return row_text(value)
        if field == "reward_kinds":
            return reward_text(value)
        if field == "trigger_about_people":
            return self.name(Section.CATEGORIES, value)
        if field == "trigger_silent":
            return word(TriggerKind(value))
        if field.startswith("scale_decider_"):
            return word(Decider(value))
        if field.startswith(("up_to_", "reward_up_to_")) or field in MONEY:
            return _("%(amount)s yuan", amount=yuan(value))
        if field in DEPARTMENTS:
            return named(self.departments[value]) if value in self.departments else str(value)
        if field in DESKS:
            return self.desk(value)
        if field == "parent":
            return self.name(Section.CATEGORIES, value)
        if field == "usual":
            return self.name(Section.CRITERIA, value)
        if field == "reminders":
            return self.name(Section.REMINDERS, value)
        if field in ("grade", "ungraded"):
            return self.name(Section.GRADES, str(value))
        if field in ("alerts", "audiences", "extension_approver"):
            return word(Audience(value))
        if field == "at_once":
            return word(MessageKind(value))
        if field in ("least_priority", "urgent", "important", "urgent_and_important", "neither"):
            return f"P{value}"
        if field in ("rule", "public_holidays"):
            return day_rule(value)
        return str(value)

    def fault(self, fault: Fault) -> str:
        """Why a document cannot be put in force, in the reader's language."""
        facts = dict(fault.facts)
        known = {"name": self.name(Section.CATEGORIES, facts.get("code", "")), **facts}
        match fault.why:
            case "childless":
                return _("“%(name)s” stands on the first level and has nothing in use below it.", **known)
            case "no_parent" | "third_level":
                return _("“%(name)s” must stand below a category of the first level.", **known)
            case "retired_parent":
                return _("“%(name)s” is in use, but the category above it is retired.", **known)
            case "leads_and_assists":
                return _("“%(name)s”: a department cannot be responsible and assisting at once.", **known)
            case "no_department":
                return _("The department %(code)s is not there (any more).", **known)
            case "no_calendar":
                return _("The hours “%(code)s” are still in use and cannot go.", **known)
            case "grade_without_criterion":
                return _("Grade %(code)s would have no criterion.", **known)
            case "no_criterion":
                criterion = self.name(Section.CRITERIA, facts["code"])
                category = self.name(Section.CATEGORIES, facts["category"])
                return _(
                    "“%(criterion)s” is usual for “%(category)s”: take it off there first.",
                    criterion=criterion,
                    category=category,
                )
            case "no_reminder":
                return _("Grade %(grade)s names a rung that is not there.", **known)
            case "reminder_units":
                return _("All rungs after the due time must be counted in the same unit.")
            case "reminder_order":
                return _(
                    "Each rung of the ladder must come later than the one before; two are at one moment."
                )
            case "hotline_extension":
                return _("With a reason it takes longer, not shorter: %(least)s months at least.", **known)
            case "hotline_limit":
                return _("Please count this in calendar days, as the law does.")
            case "hotline_outside":
                return _("Please name another person than the chair: this one reads what the chair may not.")
            case "duplicate":
                return _("“%(code)s” is there twice.", **known)
            case _:
                return _("This does not fit together: %(text)s", text=str(fault))


def day_rule(rule: Any) -> str:
    """What a day is, in words."""
    known = {
        "off": _("Day off"),
        "working": _("Working day"),
        "closed": _("no work"),
        "as_usual": _("open as usual"),
    }
    return known.get(rule, str(rule))


def told(before: Document, after: Document) -> list[Told]:
    """Every difference in words, in the order of the sections."""
    old, new = Book.of(before), Book.of(after)
    return [_told(each, old, new) for each in differences(before, after)]


def _told(each: Difference, old: Book, new: Book) -> Told:
    fields = []
    for field, before, after in each.fields:
        if isinstance(before, Mapping) and isinstance(after, Mapping) and field == "words":
            same = {text for text in before if before[text] == after.get(text)}
            before = {text: weight for text, weight in before.items() if text not in same}
            after = {text: weight for text, weight in after.items() if text not in same}
        fields.append((label_of(field), old.value(field, before), new.value(field, after)))
    book = new if each.after is not None else old
    note = summary(new, each.section, each.after) if each.before is None and each.after else ""
    return Told(each.section, each.code, each.edit, book.name(each.section, each.code), fields, note)


SUMMARIES: Mapping[Section, tuple[str, ...]] = {
    Section.GRADES: ("plan", "result", "assist", "review"),
    Section.CHANNELS: ("first_response", "calendar"),
    Section.CATEGORIES: ("department", "assisting"),
    Section.CRITERIA: ("grade",),
    Section.HOURS: ("monday", "saturday", "public_holidays"),
    Section.REMINDERS: ("used_percent", "overdue", "audiences"),
    Section.ROUTES: ("customer_service", "public_relations", "legal", "finance", "quality"),
}
"""What matters of a part in a list."""


def summary(book: Book, section: Section, part: Mapping[str, Any]) -> str:
    """What matters of a part, in one line."""
    if section is Section.HOLIDAYS:
        return book.value("windows" if isinstance(part["rule"], list) else "rule", part["rule"])
    lines = [
        (label_of(name), book.value(name, part[name]))
        for name in SUMMARIES.get(section, ())
        if part.get(name)
    ]
    return " · ".join(label + _(": ") + value for label, value in lines)
