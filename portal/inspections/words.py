"""How inspections look: tones of their states, names of checklists, items and strata, agreement in words."""

from collections.abc import Mapping

from models.inspection.rules.agreement import Agreement
from models.inspection.tables import Checklist, ChecklistItem
from models.inspection.words import ChecklistState, CorrectionState, InspectionState, Mark
from models.people.queries import every_department
from models.people.tables import Language
from models.rulebook.document import Rules
from web.errors import fault
from web.language import _, current_language, lazy
from web.language.filters import named

TONES: Mapping[InspectionState, str] = {
    InspectionState.DRAWN: "neutral",
    InspectionState.PASSED: "good",
    InspectionState.FAILED: "bad",
    InspectionState.OVERTURNED: "warn",
    InspectionState.COMPARED: "info",
}
CORRECTION_TONES: Mapping[CorrectionState, str] = {
    CorrectionState.ORDERED: "warn",
    CorrectionState.REPORTED: "info",
    CorrectionState.ACCEPTED: "good",
    CorrectionState.DROPPED: "neutral",
}
CHECKLIST_TONES: Mapping[ChecklistState, str] = {
    ChecklistState.DRAFT: "warn",
    ChecklistState.PUBLISHED: "good",
    ChecklistState.RETIRED: "neutral",
}
MARK_TONES: Mapping[Mark, str] = {
    Mark.MET: "good",
    Mark.PARTLY: "warn",
    Mark.NOT_MET: "bad",
    Mark.NOT_APPLICABLE: "neutral",
}

fault("nothing_scored", lazy("At least one item must apply."))
fault("month_not_over", lazy("This month is not over yet."))
fault("no_checklist", lazy("There is no checklist in use. Write one and have it published first."))
fault("not_free", lazy("Somebody who handled the case, or belongs to its department, cannot inspect it."))
fault("not_closed", lazy("Only a closed case can be scored."))
fault("two_inspectors", lazy("A calibration needs two inspectors or more."))
fault("too_many_items", lazy("These are too many items."))
fault("weight", lazy("An item has 1 to 100 points."))
fault("checklist_taken", lazy("There is a checklist with this code already."))


def checklist_name(checklist: Checklist) -> str:
    """Its name in the reader's language, with the version."""
    english = current_language() is Language.EN
    name = checklist.name_en if english else checklist.name_zh
    return _("%(name)s, version %(version)s", name=name, version=checklist.version_number)


def item_text(item: ChecklistItem) -> str:
    """What an item asks, in the reader's language."""
    return item.text_en if current_language() is Language.EN else item.text_zh


def stratum_text(stratum: str, rules: Rules) -> str:
    """A stratum in words: department, category and grade."""
    department, category, grade = stratum.split("/")
    names = {str(row.id): named(row) for row in every_department()}
    found = next((each for each in rules.categories if each.code == category), None)
    shown = [names.get(department, department), named(found) if found else category]
    if grade in ("1", "2", "3"):
        shown.append(_("Grade %(grade)s", grade=grade))
    return " · ".join(filter(None, shown))


def kappa_text(found: Agreement) -> str:
    """Kappa with its interval, or why there is none."""
    if not found.n:
        return _("Nothing scored twice yet")
    if found.kappa is None or found.low is None or found.high is None:
        return _("No kappa: everybody gave the same mark")
    values = {"kappa": f"{found.kappa:.2f}", "low": f"{found.low:.2f}", "high": f"{found.high:.2f}"}
    return _("%(kappa)s (95%% interval %(low)s to %(high)s)", **values)
