"""Inspections in each state, made by the actions that make them in life."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from models.cases import actions as cases
from models.cases.tables import Case
from models.db import db
from models.events.actions import SYSTEM
from models.inspection import actions, queries
from models.inspection.actions import ItemDraft, MarkDraft, SheetDraft
from models.inspection.queries.inspections import whole
from models.inspection.tables import Checklist, Correction, Inspection
from models.inspection.words import Mark, Subject
from models.people.actions import Details, add_staff
from models.people.roles import Role
from models.people.tables import Staff
from tests.cast import LONG_AGO, Cast, department
from tests.models.cases.making import DAY, HOUR, answered
from tests.moments import MONDAY

MONTH = date(MONDAY.year, MONDAY.month, 1)
LATER = MONDAY + 30 * DAY
"""A moment in the month after the cases were closed."""
ITEMS = (
    ItemDraft("首次响应及时，态度得体", "First response in time and courteous", 20),
    ItemDraft("原因查明并有依据", "The cause was found and is backed", 30),
    ItemDraft("答复完整、用词得体", "The reply is complete and well put", 30),
    ItemDraft("未泄露客户信息", "No customer data was given away", 20, killer=True),
)


@dataclass(frozen=True)
class Bureau:
    """The inspectors: the cast's, a second one, and a third who works where the cases were handled."""

    first: Staff
    second: Staff
    insider: Staff


def bureau(cast: Cast) -> Bureau:
    """Two more inspectors beside the cast's."""
    return Bureau(cast.inspector, _inspector("志二", "I-0002", "ZL"), _inspector("志内", "I-0003", "JS"))


def extra_inspector(name: str = "志三", number: str = "I-0004") -> Staff:
    """One more, who had nothing to do with anything."""
    return _inspector(name, number, "ZL")


def _inspector(name: str, number: str, code: str) -> Staff:
    details = Details(name=name, name_en=name, department=department(code), email=f"{number}@example.com")
    person, _ = add_staff(
        details,
        number=number,
        login=number.lower(),
        joined_on=date(2020, 1, 6),
        roles=(Role.QUALITY_INSPECTOR,),
        by=SYSTEM,
        now=LONG_AGO,
    )
    person.password_temporary = False
    return person


def closed(cast: Cast, now: datetime = MONDAY, **told: object) -> Case:
    """A case that its customer confirmed."""
    case = answered(cast, now, **told)
    cases.confirm(case, True, "", now=now + 3 * HOUR)
    return case


def begun(people: Bureau, subject: Subject = Subject.CASE, now: datetime = MONDAY) -> Checklist:
    """A draft without items."""
    name = "结案工单质检表"
    return actions.begin_checklist(subject.value, subject, name, "Closed cases", by=people.first, now=now)


def published(people: Bureau, subject: Subject = Subject.CASE, now: datetime = MONDAY) -> Checklist:
    """A checklist in use, written by one inspector and published by another."""
    made = begun(people, subject, now)
    actions.change_items(made, ITEMS, by=people.first, now=now)
    return actions.publish_checklist(made, by=people.second, now=now)


def drawn(people: Bureau, now: datetime = LATER, seed: str = "SEED") -> Inspection:
    """The only inspection of the month, given to the first inspector."""
    draw = actions.draw_month(MONTH, by=people.first, now=now, seed=seed)
    made = db.session.query(Inspection).filter_by(draw_id=draw.id).one()
    return again(made)


def again(inspection: Inspection) -> Inspection:
    """The inspection as it is now."""
    found = whole(inspection.id)
    assert found is not None
    return found


def sheet(
    checklist: Checklist, faults: Mapping[int, Mark] | None = None, correction: str = "重新核对并补充答复"
) -> SheetDraft:
    """All items met but those at these places."""
    faults = faults or {}
    marks = {
        item.id: MarkDraft(mark, "" if mark is Mark.MET else "记录中没有依据", "工单时间线")
        for item in checklist.items
        for mark in (faults.get(item.position, Mark.MET),)
    }
    return SheetDraft(marks, "整体情况", correction)


def scored(
    inspection: Inspection, faults: Mapping[int, Mark] | None = None, now: datetime = LATER + HOUR
) -> Inspection:
    """Scored by its inspector."""
    assert inspection.inspector is not None
    actions.score(inspection, sheet(inspection.checklist, faults), by=inspection.inspector, now=now)
    return again(inspection)


def failed(inspection: Inspection, now: datetime = LATER + HOUR) -> Inspection:
    """Failed on its killer item."""
    return scored(inspection, {4: Mark.NOT_MET}, now)


def correction_of(inspection: Inspection, by: Staff) -> Correction:
    """Its correction, as somebody sees it."""
    assert inspection.correction_id is not None
    found = queries.correction(by, inspection.correction_id)
    assert found is not None
    return found
