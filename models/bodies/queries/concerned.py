"""Who may not vote on an item because it concerns them (A-04, M-01)."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from models.accountability.queries.due_people import concern_of
from models.accountability.queries.matters import whole
from models.accountability.rules.separation import bar
from models.accountability.tables import Matter
from models.accountability.words import Duty
from models.bodies.tables import AgendaItem
from models.bodies.words import Topic
from models.cases.tables import Case
from models.db import db


def concerned_in(item: AgendaItem, people: Collection[int], day: date) -> frozenset[int]:
    """Those of `people` who take no part in a vote: who handles the case, or who may not hear the appeal."""
    kind, _, number = item.about.partition(":")
    if kind == "case":
        handling = select(Case.owner_id, Case.second_id).where(Case.number == number)
        return frozenset(people) & {each for row in db.session.execute(handling) for each in row if each}
    if item.topic is not Topic.APPEAL:
        return frozenset()
    found = db.session.scalar(select(Matter.id).where(Matter.number == number))
    matter = whole(found) if found is not None else None
    if matter is None:
        return frozenset()
    concern = concern_of(matter, day)
    return frozenset(each for each in people if bar(Duty.HEAR, each, concern) is not None)
