"""Single records for a file: one a response, with everything that was answered (S-06)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from models.cases.tables import Case
from models.cases.words import Channel
from models.db import db
from models.people.tables import Staff
from models.results.queries.joined import answered
from models.results.rules.selection import Selection
from models.surveys.tables import Response, ResponseItem
from models.surveys.words import Reach

MOST_RECORDS = 50_000
BATCH = 500


@dataclass(frozen=True)
class Record:
    """One response. Of an anonymous campaign it says neither when nor how it came, and holds no words.

    `choices` are by question and part, `words` by question.
    """

    case_number: str | None
    at: datetime | None
    reach: Reach | None
    complete: bool
    department_id: int | None
    category: str | None
    channel: Channel | None
    grade: int | None
    choices: Mapping[tuple[str, str], int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


def records(viewer: Staff, selection: Selection) -> Iterator[Record]:
    """All selected responses, read in batches; at most MOST_RECORDS. In no order of time."""
    columns = (
        Response.id,
        Case.number,
        Response.started_at,
        Response.reach,
        Response.completed_at,
        Case.lead_department_id,
        Case.category,
        Case.channel,
        Case.grade,
    )
    found = answered(viewer, selection, *columns).order_by(Response.id)
    last: int | None = None  # keys of anonymous answers are below zero
    read = 0
    while read < MOST_RECORDS:
        further = found if last is None else found.where(Response.id > last)
        rows = db.session.execute(further.limit(BATCH)).all()
        if not rows:
            return
        last, read = rows[-1][0], read + len(rows)
        choices, words = _items([row[0] for row in rows])
        hide = selection.anonymous
        for response_id, case_number, at, reach, completed, department, category, channel, grade in rows:
            yield Record(
                case_number,
                None if hide else at,
                None if hide else reach,
                completed is not None,
                department,
                category,
                channel,
                grade,
                choices.get(response_id, {}),
                {} if hide else words.get(response_id, {}),
            )


def loose_words(viewer: Staff, selection: Selection) -> Iterator[tuple[str, str]]:
    """The words of an anonymous campaign apart from its answers, in no order: the question, what was said."""
    found = (
        answered(viewer, selection, ResponseItem.question, ResponseItem.words)
        .join(ResponseItem, ResponseItem.response_id == Response.id)
        .where(ResponseItem.words.is_not(None), ResponseItem.off_way.is_(False))
        .order_by(ResponseItem.id)
        .limit(MOST_RECORDS)
    )
    yield from ((question, words) for question, words in db.session.execute(found))


def _items(
    response_ids: list[int],
) -> tuple[dict[int, dict[tuple[str, str], int]], dict[int, dict[str, str]]]:
    choices: dict[int, dict[tuple[str, str], int]] = {}
    words: dict[int, dict[str, str]] = {}
    rows = db.session.execute(
        select(
            ResponseItem.response_id,
            ResponseItem.question,
            ResponseItem.part,
            ResponseItem.choice,
            ResponseItem.words,
        ).where(ResponseItem.response_id.in_(response_ids), ResponseItem.off_way.is_(False))
    )
    for response_id, question, part, choice, text in rows:
        if choice is not None:
            choices.setdefault(response_id, {})[question, part] = choice
        elif text is not None:
            words.setdefault(response_id, {})[question] = text
    return choices, words
