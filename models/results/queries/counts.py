"""Counting answers in the database: a fixed number of queries, however many answers there are (S-06)."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, select

from models.campaigns.tables import CampaignMember
from models.cases.tables import Case
from models.db import db
from models.people.tables import Staff
from models.results.queries.joined import COLUMNS, LAID_OUT, answered, tables_of
from models.results.queries.moments import bucket
from models.results.rules.measures import Measures, Tallies
from models.results.rules.selection import Selection
from models.results.rules.sheets import BETWEEN, WITHIN, Counted, Head, tallied
from models.results.words import Attribute, Course
from models.surveys.tables import Invitation, Response, ResponseItem


def head(viewer: Staff, selection: Selection) -> Head:
    """How many responses are selected."""
    found = answered(viewer, selection, func.count(), func.count(Response.completed_at))
    n, complete = db.session.execute(found).one()
    return Head(complete, n - complete)


def by_moment_and_attributes(
    viewer: Staff, selection: Selection, course: Course | None, attributes: Sequence[Attribute]
) -> list[Counted]:
    """All selected responses by the month or week in which they were begun, or without a course by their
    campaign; and by some attributes of their cases.
    """
    moment = Invitation.campaign_id if course is None else bucket(Response.started_at, course)
    return counted(viewer, selection, moment, *(COLUMNS[attribute] for attribute in attributes))


def over_time(viewer: Staff, selection: Selection, measures: Measures, course: Course) -> Tallies[str]:
    """All answers by the month or week in which they were begun."""
    found = counted(viewer, selection, bucket(Response.started_at, course))
    return tallied(found, measures, lambda keys: str(keys[0]))


def by_attributes(
    viewer: Staff,
    selection: Selection,
    measures: Measures,
    measure: str,
    attributes: Sequence[Attribute],
) -> Tallies[tuple[Any, ...]]:
    """The answers to one measure by some attributes of their cases, None where there is no case."""
    columns = (COLUMNS[attribute] for attribute in attributes)
    found = counted(viewer, selection, *columns, questions=_questions(measures, measure))
    return tallied(found, measures, lambda keys: keys, only=measure)


def by_campaign(viewer: Staff, selection: Selection, measures: Measures) -> Tallies[int]:
    """All answers by the campaign, its id the key."""
    return tallied(counted(viewer, selection, Invitation.campaign_id), measures, lambda keys: keys[0])


def by_stratum(viewer: Staff, selection: Selection, measures: Measures, measure: str) -> Tallies[str]:
    """The answers to one measure by the stratum from which people were drawn (S-03)."""
    questions = _questions(measures, measure)
    found = counted(viewer, selection, CampaignMember.stratum, questions=questions)
    return tallied(found, measures, lambda keys: keys[0])


def counted(
    viewer: Staff, selection: Selection, *keys: Any, questions: Collection[str] | None = None
) -> list[Counted]:
    """All selected responses in one pass: those that chose the same and share these keys are one row.

    With `questions` of each response what it chose there alone. Responses come along the index of their
    moment, so that no answer is sorted, and none from outside the period is read.
    """
    chosen = and_(
        ResponseItem.response_id == Response.id,
        ResponseItem.choice.is_not(None),
        ResponseItem.off_way.is_(False),
    )
    if questions is not None:
        chosen = and_(chosen, ResponseItem.question.in_(questions))
    named = [key.label(f"key_{place}") for place, key in enumerate(keys)]
    one = (
        answered(
            viewer,
            selection,
            Invitation.version_id.label("version"),
            _sheet().label("sheet"),
            Response.completed_at.label("completed_at"),
            *named,
        )
        .outerjoin(ResponseItem, chosen)
        .with_hint(Case, LAID_OUT, "sqlite")
        .group_by(Response.started_at, Response.id, *_one_each(keys))
        .subquery()
    )
    same = (one.c.version, one.c.sheet, *(one.c[key.name] for key in named))
    rows = db.session.execute(select(*same, func.count(one.c.completed_at), func.count()).group_by(*same))
    return [Counted(row[0], row[1], tuple(row[2:-2]), row[-2], row[-1]) for row in rows]


def _sheet() -> ColumnElement[str]:
    """SQL for what one response chose, as `rules/sheets.py` reads it.

    In one order, so that those who chose the same are one row.
    """
    parts = (ResponseItem.question, ResponseItem.part, cast(ResponseItem.choice, String))
    choice = parts[0] + WITHIN + parts[1] + WITHIN + parts[2]
    together = func.aggregate_strings(choice, BETWEEN)
    if db.engine.dialect.name == "sqlite":  # it reads them along their index, and learnt to order in 3.44
        return together
    return together.aggregate_order_by(ResponseItem.id)


def _one_each(keys: Sequence[Any]) -> list[Any]:
    """The ids of what each response has one of, as far as it is read."""
    read = tables_of(keys)
    return [Invitation.id, *(each.id for each in (Case, CampaignMember) if each.__table__ in read)]


def _questions(measures: Measures, measure: str) -> set[str]:
    return {question for _version, question, _part in measures.places_of(measure)}
