"""Inspections of departments in each state, made by the actions that make them in life."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from models.bodies.actions import Appointment, appoint
from models.bodies.words import BodyKind, Seat
from models.clock import local_day
from models.files.tables import StoredFile
from models.inspection import actions as inspections
from models.inspection.words import Mark, Subject
from models.supervision import actions
from models.supervision.actions import FindingDraft, PlanDraft
from models.supervision.tables import DepartmentInspection
from tests.cast import Cast, department
from tests.models.cases.making import DAY, HOUR
from tests.models.inspection.making import ITEMS
from tests.moments import MONDAY

SCOPE = "九至十月装移机投诉的处理时限、回访记录和客户信息保护。"
FAULTS = {2: Mark.PARTLY, 3: Mark.NOT_MET}


def seat(cast: Cast, now: datetime = MONDAY) -> None:
    """The inspector chairs the group; finance, and the handler of the department, are members."""
    seats = ((cast.inspector, Seat.CHAIR), (cast.finance, Seat.MEMBER), (cast.handler, Seat.MEMBER))
    for person, place in seats:
        wanted = Appointment(person, place, local_day(now - 60 * DAY))
        appoint(BodyKind.SUPERVISION_GROUP, wanted, by=cast.hr, now=now - DAY)


def checklist(cast: Cast, now: datetime = MONDAY) -> None:
    """A checklist for departments is in use."""
    made = inspections.begin_checklist(
        "department", Subject.DEPARTMENT, "部门检查表", "Departments", by=cast.inspector, now=now - 2 * DAY
    )
    inspections.change_items(made, ITEMS, by=cast.inspector, now=now - 2 * DAY)
    inspections.publish_checklist(made, by=cast.leader, now=now - 2 * DAY)


def draft(cast: Cast, now: datetime = MONDAY) -> PlanDraft:
    """Technical operations is inspected tomorrow, by inspector and finance."""
    today = local_day(now)
    first, last = today - timedelta(days=60), today - timedelta(days=1)
    return PlanDraft(
        department("JS"), SCOPE, first, last, today + timedelta(days=1), cast.inspector, (cast.finance,)
    )


def planned(cast: Cast, now: datetime = MONDAY) -> DepartmentInspection:
    """Planned by the chair of a group that sits, by a checklist in use."""
    seat(cast, now)
    checklist(cast, now)
    return actions.plan_inspection(draft(cast, now), by=cast.inspector, now=now)


def findings(made: DepartmentInspection, faults: Mapping[int, Mark] = FAULTS) -> dict[int, FindingDraft]:
    """All items met but those at these places, each of which says what is to be put right."""
    found = {}
    for item in made.checklist.items:
        mark = faults.get(item.position, Mark.MET)
        words = (
            ("回访记录缺三件", "十月台账第 4 页", "补齐回访记录并由负责人抽查")
            if mark in FAULTS.values()
            else ("",) * 3
        )
        found[item.id] = FindingDraft(mark, *words)
    return found


def recorded(
    cast: Cast,
    now: datetime = MONDAY,
    faults: Mapping[int, Mark] = FAULTS,
    files: Collection[StoredFile] = (),
) -> DepartmentInspection:
    """Every item was looked at, on the planned day."""
    made = planned(cast, now)
    return actions.record_findings(
        made, findings(made, faults), files, by=cast.finance, now=now + DAY, seen=made.version
    )


def sent(
    cast: Cast,
    now: datetime = MONDAY,
    faults: Mapping[int, Mark] = FAULTS,
    files: Collection[StoredFile] = (),
) -> DepartmentInspection:
    """The head is to answer."""
    made = recorded(cast, now, faults, files)
    return actions.send_findings(made, by=cast.inspector, now=now + DAY + HOUR, seen=None)


def answered(
    cast: Cast,
    now: datetime = MONDAY,
    files: Collection[StoredFile] = (),
    proof: Collection[StoredFile] = (),
) -> DepartmentInspection:
    """The head answered, with what proves it."""
    made = sent(cast, now, files=files)
    words = "第三项属实，已安排补录；第二项台账另存于档案室。"
    return actions.answer_findings(made, words, proof, by=cast.head, now=now + DAY + 3 * HOUR, seen=None)


def concluded(
    cast: Cast,
    now: datetime = MONDAY,
    files: Collection[StoredFile] = (),
    proof: Collection[StoredFile] = (),
) -> DepartmentInspection:
    """One fault was withdrawn, one stands and is to be put right."""
    made = answered(cast, now, files, proof)
    partly = next(each for each in made.findings if each.mark is Mark.PARTLY)
    reasons = {partly.id: "核对档案室台账，记录齐全。"}
    words = "总体较好，回访记录不全，按期整改后复查。"
    return actions.conclude(made, words, reasons, by=cast.inspector, now=now + DAY + 5 * HOUR, seen=None)
