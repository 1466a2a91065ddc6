"""The forms of an inspection of a department: plan, findings and answer with files, conclusion (Q-03)."""

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from models.clock import now
from models.inspection.tables import ChecklistItem
from models.inspection.words import Mark
from models.people.queries import departments
from models.people.tables import Department, Staff
from models.rulebook.queries import rules_at
from models.supervision.actions import FindingDraft, PlanDraft
from models.supervision.tables import DepartmentFinding, DepartmentInspection
from models.supervision.words import FilePart
from portal.inspections.forms import shown
from portal.inspections.words import item_text
from portal.matters.forms import FilesForm
from web.forms import Form, Line, Near, Paragraph, Seen, ticks
from web.language import lazy
from web.language.filters import named
from web.words import choices

CHOOSE = InputRequired(lazy("Please choose one."))
FAULTS = (Mark.PARTLY, Mark.NOT_MET)
LONG, SHORT = 4000, 1000


class TeamForm(Form):
    """Who makes an inspection."""

    version = Seen()
    leader = SelectField(lazy("Inspection led by"), validators=[CHOOSE])
    others = ticks(lazy("Who else inspects"))

    def offer(self, people: Sequence[Staff]) -> None:
        """Fills in who can be chosen."""
        self.people = {str(each.id): each for each in people}
        self.leader.choices = [(key, shown(each)) for key, each in self.people.items()]
        self.others.choices = [(key, shown(each)) for key, each in self.people.items()]

    @property
    def chosen(self) -> tuple[Staff, list[Staff]]:
        """The leader and the others."""
        return self.people[self.leader.data], [self.people[key] for key in self.others.data or ()]


class PlanForm(TeamForm):
    """What is inspected, when, and by whom."""

    department = SelectField(lazy("Department"), validators=[CHOOSE])
    scope = Paragraph(lazy("What is inspected"), most=LONG, required=True)
    first_day = DateField(lazy("Work from"), validators=[InputRequired(), Near()])
    last_day = DateField(lazy("Work until"), validators=[InputRequired(), Near()])
    planned_on = DateField(lazy("Day of the inspection"), validators=[InputRequired(), Near()])

    def offer(self, people: Sequence[Staff]) -> None:
        """Fills in departments and people."""
        super().offer(people)
        self.places: dict[str, Department] = {str(row.id): row for row in departments()}
        self.department.choices = [(key, named(row)) for key, row in self.places.items()]

    def draft(self) -> PlanDraft:
        """The plan as it was typed."""
        leader, others = self.chosen
        days = (self.first_day.data, self.last_day.data, self.planned_on.data)
        assert all(days), "a checked form has its days"
        return PlanDraft(self.places[self.department.data], self.scope.data or "", *days, leader, others)  # type: ignore[arg-type]  # checked


class PartForm(FilesForm):
    """Words with the files of a part of an inspection. What is kept already is carried on, so a file whose
    tick was taken away is taken off."""

    def begin(self, found: DepartmentInspection, part: FilePart, by: Staff) -> None:
        """Binds kept files to this inspection, part and person."""
        self.uploads, self.kept = rules_at(now()).uploads, found.files_of(part)
        self._sent_as = f"supervision.{found.number}.{part}.{by.id}"


class FindingsForm(PartForm):
    """What was found of each item; made for a checklist by `findings_form`. Items may be left for later."""

    text = None  # type: ignore[assignment]  # its words are at the items
    items: tuple[ChecklistItem, ...] = ()

    @property
    def rows(self) -> list[tuple[ChecklistItem, Any, Any, Any, Any]]:
        """Each item with its four fields."""
        parts = ("mark", "note", "evidence", "remedy")
        return [(item, *(self[f"{part}_{item.id}"] for part in parts)) for item in self.items]

    def validate(self, extra_validators: Any = None) -> bool:
        """A fault without a note is shown at its item."""
        sound = super().validate(extra_validators)
        for _item, mark, note, _evidence, _remedy in self.rows:
            if mark.data in FAULTS and not (note.data or "").strip():
                note.errors = [*note.errors, str(lazy("Please say what is missing."))]
                sound = False
        return sound

    def drafts(self) -> dict[int, FindingDraft]:
        """The findings so far, by the ids of their items."""
        return {
            item.id: FindingDraft(Mark(mark.data), note.data or "", evidence.data or "", remedy.data or "")
            for item, mark, note, evidence, remedy in self.rows
            if mark.data
        }


def findings_form(found: DepartmentInspection, by: Staff, typed: Any = None) -> FindingsForm:
    """The form of an inspection's findings, with what is kept of them."""
    fields: dict[str, Any] = {"items": tuple(found.checklist.items)}
    for item in found.checklist.items:
        fields |= {
            f"mark_{item.id}": RadioField(item_text(item), choices=choices(Mark), validators=[Optional()]),
            f"note_{item.id}": Line(lazy("What is missing"), most=SHORT),
            f"evidence_{item.id}": Line(lazy("Where it shows"), most=300),
            f"remedy_{item.id}": Line(lazy("What the department is to put right"), most=SHORT),
        }
    data: dict[str, Any] = {"version": found.version}
    for each in found.findings:
        data |= {
            f"mark_{each.item_id}": each.mark.value, f"note_{each.item_id}": each.note,
            f"evidence_{each.item_id}": each.evidence, f"remedy_{each.item_id}": each.remedy,
        }  # fmt: skip
    form = type("MadeFindingsForm", (FindingsForm,), fields)(typed, data=data)
    assert isinstance(form, FindingsForm)
    form.begin(found, FilePart.FINDINGS, by)
    return form


class AnswerForm(PartForm):
    """What the department says to the findings, and what shows it."""

    text = Paragraph(lazy("What the department says to the findings"), most=LONG, required=True)


def answer_form(found: DepartmentInspection, by: Staff, typed: Any = None) -> AnswerForm:
    """The form of the department's answer."""
    form = AnswerForm(typed, data={"version": found.version})
    form.begin(found, FilePart.ANSWER, by)
    return form


class DropForm(Form):
    """Why an inspection is called off."""

    version = Seen()
    reason = Paragraph(lazy("Reason"), most=SHORT, required=True)


class ConclusionForm(Form):
    """What stands; made for the faults of an inspection by `conclusion_form`."""

    version = Seen()
    words = Paragraph(lazy("Conclusion"), most=LONG, required=True)
    faults: tuple[DepartmentFinding, ...] = ()

    @property
    def rows(self) -> list[tuple[DepartmentFinding, Any]]:
        """Each fault with the field that withdraws it."""
        return [(each, self[f"withdrawn_{each.id}"]) for each in self.faults]

    def withdrawn(self) -> dict[int, str]:
        """Why which faults are withdrawn."""
        return {each.id: field.data for each, field in self.rows if (field.data or "").strip()}


def conclusion_form(found: DepartmentInspection, typed: Any = None) -> ConclusionForm:
    """The form that concludes an inspection."""
    faults = tuple(each for each in found.findings if each.fault)
    fields: dict[str, Any] = {"faults": faults}
    for each in faults:
        fields[f"withdrawn_{each.id}"] = Line(lazy("Withdrawn, because"), most=SHORT)
    form = type("MadeConclusionForm", (ConclusionForm,), fields)(typed, data={"version": found.version})
    assert isinstance(form, ConclusionForm)
    return form
