"""Who may not vote on an item because it concerns them (A-04, M-01)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from models.accountability.queries.due_people import concern_of
from models.accountability.queries.matters import whole
from models.accountability.rules.separation import bar
from models.accountability.tables import Matter
from models.accountability.words import Duty
from models.bodies.tables import AgendaItem
from models.bodies.words import Topic
from models.cases.tables import Case
from models.clock import local_day
from models.conduct.queries.talks import line_of_department
from models.db import db
from models.inspection.tables import Correction
from models.kpi.tables import KpiFlag
from models.people.tables import Department


def concerned_in(item: AgendaItem, people: Collection[int], now: datetime) -> frozenset[int]:
    """Those of `people` who take no part in a vote: who handles the case, who may not hear the appeal, who
    works in or heads the department that is off its target or late with a correction."""
    kind, _, number = item.about.partition(":")
    if kind == "case":
        handling = select(Case.owner_id, Case.second_id).where(Case.number == number)
        return frozenset(people) & {each for row in db.session.execute(handling) for each in row if each}
    if item.topic in (Topic.FLAG, Topic.CORRECTION):
        return _of_the_department(item, now) & frozenset(people)
    if item.topic is not Topic.APPEAL:
        return frozenset()
    found = db.session.scalar(select(Matter.id).where(Matter.number == number))
    matter = whole(found) if found is not None else None
    if matter is None:
        return frozenset()
    concern = concern_of(matter, local_day(now))
    return frozenset(each for each in people if bar(Duty.HEAR, each, concern) is not None)


def _of_the_department(item: AgendaItem, now: datetime) -> frozenset[int]:
    table = KpiFlag if item.topic is Topic.FLAG else Correction
    theirs = select(table.department_id).where(table.id == int(item.about.partition(":")[2]))
    department = db.session.scalars(select(Department).where(Department.id.in_(theirs))).one_or_none()
    return frozenset() if department is None else line_of_department(department, now)
