"""Counting answers in the database: a fixed number of queries, however many answers there are (S-06)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import func

from models.campaigns.tables import CampaignMember
from models.db import db
from models.people.tables import Staff
from models.results.queries.joined import COLUMNS, answered
from models.results.queries.moments import bucket
from models.results.rules.measures import Measures, Place, Tallies
from models.results.rules.selection import Selection
from models.results.words import Attribute, Course
from models.surveys.tables import Invitation, Response, ResponseItem


class Head(NamedTuple):
    """How many answered to the end, and how many in part."""

    complete: int
    partial: int

    @property
    def n(self) -> int:
        return self.complete + self.partial


def head(viewer: Staff, selection: Selection) -> Head:
    """How many responses are selected."""
    found = answered(viewer, selection, func.count(), func.count(Response.completed_at))
    n, complete = db.session.execute(found).one()
    return Head(complete, n - complete)


def over_time(viewer: Staff, selection: Selection, measures: Measures, course: Course) -> Tallies[str]:
    """All answers by the month or week in which they were begun."""
    tallies: Tallies[str] = Tallies(measures)
    for place, choice, key, n in _counted(viewer, selection, bucket(Response.started_at, course)):
        tallies.add(place, choice, key, n)
    return tallies


def by_attributes(
    viewer: Staff,
    selection: Selection,
    measures: Measures,
    measure: str,
    attributes: Sequence[Attribute],
) -> Tallies[tuple[Any, ...]]:
    """The answers to one measure by some attributes of their cases, None where there is no case."""
    tallies: Tallies[tuple[Any, ...]] = Tallies(measures)
    questions = {question for _version, question, _part in measures.places_of(measure)}
    columns = [COLUMNS[attribute] for attribute in attributes]
    for place, choice, *keys, n in _counted(viewer, selection, *columns, questions=questions):
        if measures.places.get(place) == measure:
            tallies.add(place, choice, tuple(keys), n)
    return tallies


def by_campaign(viewer: Staff, selection: Selection, measures: Measures) -> Tallies[int]:
    """All answers by the campaign, its id the key."""
    tallies: Tallies[int] = Tallies(measures)
    for place, choice, key, n in _counted(viewer, selection, Invitation.campaign_id):
        tallies.add(place, choice, key, n)
    return tallies


def by_stratum(viewer: Staff, selection: Selection, measures: Measures, measure: str) -> Tallies[str]:
    """The answers to one measure by the stratum from which people were drawn (S-03)."""
    tallies: Tallies[str] = Tallies(measures)
    questions = {question for _version, question, _part in measures.places_of(measure)}
    for place, choice, key, n in _counted(viewer, selection, CampaignMember.stratum, questions=questions):
        tallies.add(place, choice, key, n)
    return tallies


def _counted(
    viewer: Staff, selection: Selection, *keys: Any, questions: set[str] | None = None
) -> list[tuple[Any, ...]]:
    """(place, choice, *keys, n) for every choice that was made."""
    where = (Invitation.version_id, ResponseItem.question, ResponseItem.part, ResponseItem.choice)
    found = (
        answered(viewer, selection, *where, *keys, func.count())
        .join(ResponseItem, ResponseItem.response_id == Response.id)
        .where(ResponseItem.choice.is_not(None), ResponseItem.off_way.is_(False))
        .group_by(*where, *keys)
    )
    if questions is not None:
        found = found.where(ResponseItem.question.in_(questions))
    rows = []
    for version, question, part, choice, *rest in db.session.execute(found):
        place: Place = (version, question, part)
        rows.append((place, choice, *rest))
    return rows
