"""A paper gets its number and is issued; the clock prints it."""

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite

from models.clock import local_day
from models.db import db
from models.events.actions import record
from models.events.tables import Party
from models.ids import random_code
from models.papers.document import Facts
from models.papers.rules import CODE_LENGTH, fits, number_of
from models.papers.tables import Paper, PaperCounter
from models.papers.words import SERIES_OF, PaperKind, Series
from models.people.tables import Language, Staff


def issue(
    kind: PaperKind,
    *,
    about: str,
    facts: Facts,
    language: Language,
    by: Staff | Party,
    now: datetime,
) -> Paper:
    """Gives a paper the next number of its series and year and freezes what it says (A-03, C-05).

    `about` is the audit name of what it is about, such as "matter:M2026-0012". Event `paper.issued`.
    Whoever calls has checked who may issue it. The job `papers-print` makes its file. Raises
    ValueError for facts that do not make a paper of this kind.
    """
    if not fits(kind, facts):
        raise ValueError(f"{type(facts).__name__} makes no {kind}")
    day, series = local_day(now), SERIES_OF[kind]
    serial = _next_serial(series, day.year)
    paper = Paper(
        number=number_of(series, day.year, serial),
        series=series,
        year=day.year,
        serial=serial,
        kind=kind,
        about=about,
        facts=facts.model_dump(mode="json"),
        language=language,
        issued_on=day,
        issued_by_id=by.id if isinstance(by, Staff) else None,
        code=random_code(CODE_LENGTH),
        created_at=now,
    )
    db.session.add(paper)
    db.session.flush()
    record("paper.issued", paper, by=by, now=now, paper_kind=kind, about=about)
    return paper


def _next_serial(series: Series, year: int) -> int:
    """The next of the year. Two at once get different ones, the second waits for the first."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    serial: int | None = db.session.scalar(
        insert(PaperCounter)
        .values(series=series, year=year, last=1)
        .on_conflict_do_update(index_elements=["series", "year"], set_={"last": PaperCounter.last + 1})
        .returning(PaperCounter.last)
    )
    assert serial is not None
    return serial
