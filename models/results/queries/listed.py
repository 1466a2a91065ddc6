"""Single answers and comments behind the figures, a page at a time (S-06)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import aliased

from models.cases.queries import visible_to
from models.cases.tables import Case
from models.db import db
from models.people.tables import Staff
from models.results.queries.joined import answered
from models.results.rules.measures import Measures, Place
from models.results.rules.selection import Selection
from models.surveys.rules.statistics import INSIDE
from models.surveys.tables import Invitation, Response, ResponseItem
from models.surveys.words import Reach
from models.texts import composed

MOST_COUNTED = 1000
"""Beyond so many a list says that there are more."""


@dataclass(frozen=True)
class Answered:
    """One answer: a score, words, or both. `case_number` is None where the viewer may not open the case.

    `score` is what the same customer said on the five points, where it was asked for and answered. Of an
    anonymous campaign there is neither moment, case nor score.
    """

    response_id: int
    at: datetime | None
    reach: Reach | None
    choice: int | None
    words: str
    question: str
    case_number: str | None
    department_id: int | None
    score: int | None = None


@dataclass(frozen=True)
class Listing:
    """A page of answers. `withheld`: there are too few of an anonymous campaign to show any."""

    rows: Sequence[Answered]
    total: int
    number: int
    size: int
    more: bool = False
    withheld: bool = False


def comments(
    viewer: Staff,
    selection: Selection,
    *,
    words: str = "",
    places: Sequence[Place] = (),
    points: Sequence[int] = (),
    page: int = 1,
    size: int = 20,
) -> Listing:
    """What customers wrote or said in their own words, the newest first, with their score at `places`.

    With `points`, of those alone whose score is one of these.

    Each word of a search must stand in the text, wherever it is: Chinese words of two characters as well as
    Latin ones, whatever their case (X-06). Of an anonymous campaign the words stand alone, in no order: no
    score, and `points` choose nothing.
    """
    found = answered(viewer, selection).join(ResponseItem, ResponseItem.response_id == Response.id)
    found = found.where(ResponseItem.words.is_not(None), ResponseItem.off_way.is_(False))
    for word in composed(words, "NFKC").split()[:6]:
        found = found.where(ResponseItem.words.icontains(word, autoescape=True))
    if selection.anonymous or not places:
        return _page(viewer, selection, found, ResponseItem, page, size)
    scored = aliased(ResponseItem)
    said = select(scored.response_id, scored.choice).where(scored.choice.is_not(None), _at(places, scored))
    if points:
        of_response = said.where(scored.response_id == Response.id, scored.choice.in_(points))
        found = found.where(of_response.correlate(Response, Invitation).exists())
    listing = _page(viewer, selection, found, ResponseItem, page, size)
    rows = [row.response_id for row in listing.rows]
    asked = said.join(Response, Response.id == scored.response_id)
    asked = asked.join(Invitation, Invitation.id == Response.invitation_id)
    pairs = db.session.execute(asked.where(scored.response_id.in_(rows))).all() if rows else ()
    scores = {pair.response_id: pair.choice for pair in pairs}
    return replace(listing, rows=[replace(row, score=scores.get(row.response_id)) for row in listing.rows])


def answers(
    viewer: Staff,
    selection: Selection,
    measures: Measures,
    measure: str,
    *,
    points: Sequence[int] = (),
    page: int = 1,
    size: int = 50,
) -> Listing:
    """The answers to one measure, those with one of these points where some are given, the newest first."""
    found = answered(viewer, selection).join(ResponseItem, ResponseItem.response_id == Response.id)
    found = found.where(ResponseItem.choice.is_not(None), _at(measures.places_of(measure), ResponseItem))
    if points:
        found = found.where(ResponseItem.choice.in_(points))
    return _page(viewer, selection, found, ResponseItem, page, size)


def _at(places: Sequence[Place], item: Any) -> ColumnElement[bool]:
    """Whether an item is an answer at one of these places, on the way that was taken."""
    there = or_(
        false(),
        *(
            and_(Invitation.version_id == version, item.question == question, item.part == part)
            for version, question, part in places
        ),
    )
    return and_(item.off_way.is_(False), there)


def _page(
    viewer: Staff, selection: Selection, found: Select[Any], item: Any, page: int, size: int
) -> Listing:
    counted = found.with_only_columns(item.id).limit(MOST_COUNTED + 1).subquery()
    total = db.session.scalar(select(func.count()).select_from(counted)) or 0
    more, total = total > MOST_COUNTED, min(total, MOST_COUNTED)
    if selection.anonymous and total < INSIDE:
        return Listing([], 0, 1, size, withheld=total > 0)
    number = min(max(page, 1), max(1, -(-total // size)))
    columns = (
        Response.id,
        Response.started_at,
        Response.reach,
        item.choice,
        item.words,
        item.question,
        Case.id,
        Case.lead_department_id,
    )
    order = (item.id,) if selection.anonymous else (Response.started_at.desc(), item.id)
    rows = db.session.execute(
        found.with_only_columns(*columns).order_by(*order).limit(size).offset((number - 1) * size)
    ).all()
    numbers = _openable(viewer, {row[6] for row in rows if row[6] is not None})
    made = [
        Answered(
            response_id,
            None if selection.anonymous else at,
            None if selection.anonymous else reach,
            choice,
            words or "",
            question,
            numbers.get(case_id),
            department_id,
        )
        for response_id, at, reach, choice, words, question, case_id, department_id in rows
    ]
    return Listing(made, total, number, size, more)


def _openable(viewer: Staff, case_ids: set[int]) -> dict[int, str]:
    """The numbers of those of these cases that the viewer may open."""
    found = visible_to(viewer).where(Case.id.in_(case_ids)).with_only_columns(Case.id, Case.number)
    return {row.id: row.number for row in db.session.execute(found)} if case_ids else {}
