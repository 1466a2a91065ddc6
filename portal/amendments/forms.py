"""The forms of amendments: of any part, of the edition itself, and of decisions on it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from wtforms import BooleanField, DateField, HiddenField
from wtforms.validators import InputRequired

from models.amendments.rules.sections import PUBLIC, day_code, digest, parts
from models.amendments.words import Section
from models.people.queries import department_tree
from portal.amendments.lists import TypesField
from portal.amendments.specs import Offers, fields_of
from portal.people.forms import tree_choices
from web.forms import Form, Line, Moment, Near, Paragraph, Required, Seen
from web.language import _, lazy

LONGEST_HOLIDAY = 31
EMPTY: tuple[Any, ...] = (None, "", [], {}, False)


class PartForm(Form):
    """A part of the draft as it is edited; `seen` names what its editor read (H-07)."""

    seen = HiddenField()
    section: Section
    code: str | None
    fields: tuple[str, ...]

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        return self._fits() and sound

    def _fits(self) -> bool:
        """What one field asks of another."""
        if self.section is Section.REMINDERS:
            both = (self["used_percent"].data is None, self["overdue"].data is None)
            if both[0] == both[1] and not self["overdue"].errors and not self["used_percent"].errors:
                return self._refuse(
                    "used_percent", _("Give either the per cent, or the time after it is due.")
                )
            if not self["audiences"].data:
                return self._refuse("audiences", _("Please choose at least one."))
        if self.section is Section.HOLIDAYS:
            if self["rule"].data == "hours" and not self["windows"].data and not self["windows"].errors:
                return self._refuse("windows", _("Please fill this in."))
            if (
                self.code is None
                and not self["day"].errors
                and not 0 <= len(self.days()) - 1 < LONGEST_HOLIDAY
            ):
                return self._refuse("until", _("The last day is not before the first, nor a month later."))
        amounts = [self[name].data for name in self.fields if name.startswith("up_to_")]
        if None not in amounts and amounts != sorted(set(amounts)):
            return self._refuse(self.fields[1], _("Each limit must be higher than the one before."))
        votes = [self[name] for name in self.fields if name.startswith("votes_")]
        if votes and len({bool(each.data) for each in votes}) > 1 and not any(each.errors for each in votes):
            return self._refuse("votes_most", _("Give all four of the votes, or none."))
        if self.section is Section.GRADES and bool(self["extension_times"].data) != bool(
            self["extension_days"].data
        ):
            return self._refuse("extension_days", _("Give both how often and how long, or neither."))
        if self.section is Section.GRADES and self["extension_times"].data:
            decided = self["extension_decided"]
            if decided.data is None and not decided.errors:
                return self._refuse("extension_decided", _("Please fill this in."))
        return True

    def _refuse(self, name: str, sentence: str) -> bool:
        self[name].errors = [*self[name].errors, sentence]
        return False

    def days(self) -> list[date]:
        """Every day from the first to the last; at most a few more than may be."""
        first: date = self["day"].data
        last: date = self["until"].data or first
        count = min((last - first).days + 1, LONGEST_HOLIDAY + 1)
        return [first + timedelta(days=n) for n in range(count)]

    def day_rule(self) -> Any:
        """What a day is, as documents write it."""
        return self["windows"].data if self["rule"].data == "hours" else self["rule"].data

    def part(self, old: Mapping[str, Any]) -> dict[str, Any]:
        """The part as it was filled in; what the form does not show stays."""
        if self.section is Section.HOLIDAYS:
            return {**old, "rule": self.day_rule()}
        new = dict(old)
        for name in self.fields:
            field = self[name]
            value = field.in_document() if isinstance(field, TypesField) else field.data
            if name == "parent":
                value = value or None
            if value in EMPTY and name not in old:
                continue
            new[name] = value
        if self.section is Section.GRADES and not new.get("extension_times"):
            new["extension_approver"] = new["extension_decided"] = None
        return new


def part_form(section: Section, code: str | None, document: Mapping[str, Any], *, fresh: bool) -> PartForm:
    """The form of a part, of a new one without a code; as it is when `fresh`, else as it was sent.

    Raises KeyError for a part that is not there.
    """
    offers = Offers(document, tree_choices(department_tree()))
    made = {name: make(offers) for name, make in fields_of(section, code).items()}
    form = type("FilledPartForm", (PartForm,), made)
    old = parts(document, section)[code] if code is not None else None
    data: dict[str, Any] = {"seen": digest(old)}
    if old is not None:
        data |= old
        if section is Section.HOLIDAYS and not isinstance(old["rule"], str):
            data |= {"rule": "hours", "windows": old["rule"]}
    filled: PartForm = form(formdata=None, data=data) if fresh else form(data=data)
    filled.section, filled.code, filled.fields = section, code, tuple(made)
    return filled


def new_code(section: Section, form: PartForm, document: Mapping[str, Any]) -> str:
    """A code for a new part, from its English name, that no other has."""
    english = form["text_en" if "text_en" in form.fields else "name_en"].data
    stem = re.sub(r"[^a-z0-9]+", "_", english.lower()).strip("_")[:40].strip("_")
    if not stem or not stem[0].isalpha():
        stem = f"{section.value}_{stem}".strip("_")
    taken, code, n = parts(document, section), stem, 2
    while code in taken or code == PUBLIC:
        code, n = f"{stem}_{n}", n + 1
    return code


def new_days(form: PartForm) -> dict[str, dict[str, Any]]:
    """The days of a holiday by code, as documents write them."""
    desk = form["desk"].data
    return {
        day_code(desk, day.isoformat()): {"desk": desk, "day": day.isoformat(), "rule": form.day_rule()}
        for day in form.days()
    }


class DescriptionForm(Form):
    """What the edition is called, from when it holds, and why it is made."""

    name_zh = Line(lazy("Name in Chinese"), most=120, required=True)
    name_en = Line(lazy("Name in English"), most=120, required=True)
    effective_from = Moment(lazy("In force from"), required=True)
    note = Paragraph(lazy("Why these rules change"), most=1000, required=True)
    version = Seen()


class ReasonForm(Form):
    """A reason in words."""

    reason = Paragraph(lazy("Reason"), Required(), most=500, required=True)
    version = Seen()


class ApproveForm(Form):
    """Whether open cases go by the new periods too."""

    apply_to_open = BooleanField(lazy("Apply the new due times and hours to open cases too"))
    version = Seen()


class PeriodForm(Form):
    """Which past cases are replayed."""

    since = DateField(lazy("Received from"), [InputRequired(), Near()])
    until = DateField(lazy("Received through"), [InputRequired(), Near()])
