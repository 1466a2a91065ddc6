"""The forms of inspections: a sheet, an objection and its decision, a correction and its check."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, NumberRange, Optional

from models.clock import now
from models.files.tables import StoredFile
from models.inspection.actions import ItemDraft, MarkDraft, SheetDraft
from models.inspection.tables import Checklist, ChecklistItem, Correction, Inspection
from models.inspection.words import Mark, Subject
from models.people.tables import Staff
from models.rulebook.queries import rules_at
from portal.inspections.words import item_text
from portal.matters.forms import FilesForm
from web.forms import Form, Line, Paragraph, Seen, ticks
from web.language import lazy
from web.language.filters import named, titled
from web.words import choices

CHOOSE = InputRequired(lazy("Please choose one."))
YES, NO = "yes", "no"
SPARE = 3
"""Empty rows that the form of a checklist offers."""


class SheetForm(FilesForm):
    """A mark for each item; made for a checklist by `sheet_form`."""

    remark = Paragraph(lazy("Remark"), most=2000)
    correction = Paragraph(lazy("What the department is to put right"), most=2000)
    items: tuple[ChecklistItem, ...] = ()
    text = None  # type: ignore[assignment]  # its words are at the items
    version = None  # type: ignore[assignment]  # a sheet is handed in once

    def begin(self, inspection: Inspection, by: Staff) -> None:
        """Binds kept files to this inspection and person."""
        self.uploads, self.kept = rules_at(now()).uploads, list[StoredFile]()
        self._sent_as = f"inspection.{inspection.id}.{by.id}"

    @property
    def rows(self) -> list[tuple[ChecklistItem, Any, Any, Any]]:
        """Each item with its three fields."""
        return [
            (item, self[f"mark_{item.id}"], self[f"note_{item.id}"], self[f"evidence_{item.id}"])
            for item in self.items
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """A fault without a note is shown at its item."""
        sound = super().validate(extra_validators)
        for _item, mark, note, _evidence in self.rows:
            if mark.data in (Mark.PARTLY, Mark.NOT_MET) and not (note.data or "").strip():
                note.errors = [*note.errors, str(lazy("Please say what is missing."))]
                sound = False
        return sound

    def draft(self) -> SheetDraft:
        """The sheet as it was typed."""
        marks = {
            item.id: MarkDraft(Mark(mark.data), note.data or "", evidence.data or "")
            for item, mark, note, evidence in self.rows
        }
        return SheetDraft(marks, self.remark.data or "", self.correction.data or "", self.kept)


def sheet_form(inspection: Inspection, by: Staff, typed: Any = None) -> SheetForm:
    """The form of somebody's sheet by the checklist of an inspection."""
    checklist = inspection.checklist
    fields: dict[str, Any] = {"items": tuple(checklist.items)}
    for item in checklist.items:
        fields[f"mark_{item.id}"] = RadioField(item_text(item), choices=choices(Mark), validators=[CHOOSE])
        fields[f"note_{item.id}"] = Line(lazy("What is missing"), most=1000)
        fields[f"evidence_{item.id}"] = Line(lazy("Where it shows"), most=300)
    made = type("MadeSheetForm", (SheetForm,), fields)
    form = made(typed)
    assert isinstance(form, SheetForm)
    form.begin(inspection, by)
    return form


class TextForm(Form):
    """Words."""

    text = Paragraph(lazy("In words"), most=4000, required=True)


class DecisionForm(Form):
    """What becomes of an objection."""

    upheld = RadioField(
        lazy("Your decision"),
        choices=[
            SelectChoice(YES, lazy("Upheld: the inspection is overturned")),
            SelectChoice(NO, lazy("Declined: the inspection stands")),
        ],
        validators=[CHOOSE],
    )
    reason = Paragraph(lazy("Reason"), most=2000, required=True)


class PersonForm(Form):
    """Who inspects instead."""

    person = SelectField(lazy("Inspector"), validators=[CHOOSE])

    def offer(self, people: Iterable[Staff]) -> None:
        """Fills in who is free."""
        self.person.choices = [(str(each.id), shown(each)) for each in people]


class InsteadForm(PersonForm):
    """Who scores or checks instead, and why."""

    reason = Line(lazy("Why another"), most=300, required=True)


class ReportForm(FilesForm):
    """What the department did, with proof."""

    def begin(self, correction: Correction, by: Staff) -> None:
        """Binds kept files to this correction and person."""
        self.uploads, self.kept = rules_at(now()).uploads, list[StoredFile]()
        self._sent_as = f"correction.{correction.id}.{correction.round}.{by.id}"


class CheckForm(Form):
    """What the check of a correction came to."""

    verdict = RadioField(
        lazy("Your decision"),
        choices=[SelectChoice(YES, lazy("Accept it")), SelectChoice(NO, lazy("Send it back"))],
        validators=[CHOOSE],
    )
    remark = Paragraph(lazy("Remark"), most=2000)


class DrawForm(Form):
    """Which month is drawn."""

    month = SelectField(lazy("Closed in"), validators=[CHOOSE])


class CalibrateForm(Form):
    """Which case is scored by whom."""

    case = Line(lazy("Case number"), most=30, required=True)
    people = ticks(lazy("Inspectors"))

    def offer(self, people: Iterable[Staff]) -> None:
        """Fills in who inspects."""
        self.people.choices = [(str(each.id), shown(each)) for each in people]


class ChecklistForm(Form):
    """A new checklist."""

    name_zh = Line(lazy("Name in Chinese"), most=120, required=True)
    name_en = Line(lazy("Name in English"), most=120, required=True)
    code = Line(lazy("Code"), most=40, required=True)
    subject = RadioField(lazy("For"), choices=[], validators=[CHOOSE])

    def prepare(self) -> None:
        """Fills in what it can be for."""
        self.subject.choices = choices(Subject)


class ItemsForm(Form):
    """The items of a draft; made by `items_form`. Rows without a text are left out."""

    seen = Seen()
    count = 0

    @property
    def rows(self) -> list[tuple[Any, Any, Any, Any]]:
        """The four fields of each row."""
        one = self.__getitem__
        return [
            (one(f"text_zh_{n}"), one(f"text_en_{n}"), one(f"weight_{n}"), one(f"killer_{n}"))
            for n in range(self.count)
        ]

    def drafts(self) -> list[ItemDraft]:
        """The items as they were typed, in order."""
        return [
            ItemDraft(zh.data or "", en.data or "", weight.data or 0, bool(killer.data))
            for zh, en, weight, killer in self.rows
            if (zh.data or "").strip() or (en.data or "").strip()
        ]


def items_form(checklist: Checklist, typed: Any = None) -> ItemsForm:
    """The form of a draft's items, with some empty rows."""
    asked = sum(name.startswith("text_zh_") for name in typed) if typed else 0
    count = min(max(asked, len(checklist.items) + SPARE), 80)
    fields: dict[str, Any] = {"count": count}
    data: dict[str, Any] = {"seen": checklist.edits}
    for n in range(count):
        fields |= {
            f"text_zh_{n}": Line(lazy("Item in Chinese"), most=300),
            f"text_en_{n}": Line(lazy("Item in English"), most=300),
            f"weight_{n}": IntegerField(lazy("Weight in points"), [Optional(), NumberRange(1, 100)]),
            f"killer_{n}": BooleanField(lazy("Killer item")),
        }
    for n, item in enumerate(checklist.items):
        data |= {
            f"text_zh_{n}": item.text_zh,
            f"text_en_{n}": item.text_en,
            f"weight_{n}": item.weight,
            f"killer_{n}": item.killer,
        }
    form = type("MadeItemsForm", (ItemsForm,), fields)(typed, data=data)
    assert isinstance(form, ItemsForm)
    return form


def shown(person: Staff) -> str:
    """A person to choose: name and title."""
    return " · ".join(filter(None, (named(person), titled(person))))
