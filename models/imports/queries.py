"""Imports for their screens and for the clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from models.cases.tables import Case
from models.cases.words import State
from models.db import db
from models.imports.rules.limits import KEPT
from models.imports.tables import Import, ImportRow
from models.imports.words import BUSY, OVER, ImportState
from models.people.tables import Staff

LATEST = 20


@dataclass(frozen=True)
class Part:
    """A part of an import's lines. Pages count from 1."""

    rows: Sequence[ImportRow]
    total: int
    number: int
    size: int


def listing(page: int = 1, size: int = 50) -> tuple[Sequence[Import], int]:
    """A page of all imports, newest first, with who sent each; and how many there are."""
    total = db.session.scalar(select(func.count(Import.id))) or 0
    page = min(max(page, 1), max(1, -(-total // size)))
    rows = db.session.scalars(
        select(Import)
        .options(joinedload(Import.by).options(lazyload(Staff.grants), lazyload(Staff.department)))
        .order_by(Import.id.desc())
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    return rows, total


def one(import_id: int) -> Import | None:
    """An import with its people."""
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    return db.session.scalars(
        select(Import)
        .where(Import.id == import_id)
        .options(joinedload(Import.by).options(*quiet), joinedload(Import.started_by).options(*quiet))
    ).one_or_none()


def held(import_id: int) -> Import | None:
    """An import as it is now, kept from all other writers until this transaction ends (H-07)."""
    return db.session.scalars(
        select(Import)
        .where(Import.id == import_id)
        .with_for_update(of=Import)
        .execution_options(populate_existing=True)
    ).one_or_none()


def sent_before(submission: str) -> Import | None:
    """The import that a form was, when it was sent before."""
    return db.session.scalars(select(Import).where(Import.submission == submission)).one_or_none()


def done_before(sha256: str) -> Import | None:
    """The import by which this very file became cases."""
    return db.session.scalars(
        select(Import)
        .where(Import.sha256 == sha256, Import.state == ImportState.DONE)
        .options(joinedload(Import.by))
    ).one_or_none()


def lines(found: Import, *, faulty: bool | None = None, page: int = 1, size: int = 50) -> Part:
    """A page of an import's lines in the order of the file, all or only those (not) at fault."""
    wanted = [ImportRow.import_id == found.id]
    if faulty is not None:
        wanted.append(ImportRow.faulty == faulty)
    total = db.session.scalar(select(func.count(ImportRow.id)).where(*wanted)) or 0
    number = min(max(page, 1), max(1, -(-total // size)))
    rows = db.session.scalars(
        select(ImportRow)
        .where(*wanted)
        .options(joinedload(ImportRow.case), joinedload(ImportRow.known_case))
        .order_by(ImportRow.line)
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    return Part(rows, total, number, size)


def first_lines(found: Import, count: int) -> Sequence[ImportRow]:
    """The first lines of a file, as samples of what its columns hold."""
    return db.session.scalars(
        select(ImportRow).where(ImportRow.import_id == found.id).order_by(ImportRow.line).limit(count)
    ).all()


def chunk(import_id: int, after: int, size: int) -> Sequence[ImportRow]:
    """The next lines after one, in the order of the file."""
    return db.session.scalars(
        select(ImportRow)
        .where(ImportRow.import_id == import_id, ImportRow.line > after)
        .order_by(ImportRow.line)
        .limit(size)
    ).all()


def numbers_given(found: Import) -> Sequence[tuple[int, str, str]]:
    """Line, number there and number here of every case that an import made, in the order of the file."""
    rows = db.session.execute(
        select(ImportRow.line, ImportRow.external, Case.number)
        .join(Case, Case.id == ImportRow.case_id)
        .where(ImportRow.import_id == found.id)
        .order_by(ImportRow.line)
    )
    return [(row.line, row.external, row.number) for row in rows]


def first_and_last(found: Import) -> tuple[str, str] | None:
    """The numbers of the first and the last case that an import made; they follow each other."""
    ends = select(func.min(ImportRow.case_id), func.max(ImportRow.case_id)).where(
        ImportRow.import_id == found.id
    )
    first, last = db.session.execute(ends).one()
    if first is None or last is None:
        return None
    numbers = dict(db.session.execute(select(Case.id, Case.number).where(Case.id.in_((first, last)))).all())
    return numbers[first], numbers[last]


def still_open(found: Import) -> int:
    """How many of an import's cases wait for triage now."""
    waiting = select(func.count(Case.id)).join(ImportRow, ImportRow.case_id == Case.id)
    return db.session.scalar(waiting.where(ImportRow.import_id == found.id, Case.state == State.NEW)) or 0


def sources() -> Sequence[str]:
    """The systems that were named before, the latest first, each once."""
    named = select(Import.source).group_by(Import.source).order_by(func.max(Import.id).desc())
    return db.session.scalars(named.limit(LATEST)).all()


def columns_before(source: str, headers: Sequence[str]) -> Mapping[str, str] | None:
    """What the columns meant when a file of this system with the same headers was imported last."""
    earlier = db.session.scalars(
        select(Import)
        .where(Import.source == source, Import.state == ImportState.DONE)
        .order_by(Import.id.desc())
        .limit(LATEST)
    )
    return next((each.columns for each in earlier if each.headers == list(headers)), None)


def to_work_on(now: datetime) -> Sequence[int]:
    """The imports whose turn is the clock's and that no process works on, the longest waiting first."""
    free = or_(Import.claimed_until.is_(None), Import.claimed_until < now)
    return db.session.scalars(select(Import.id).where(Import.state.in_(BUSY), free).order_by(Import.id)).all()


def forgotten(now: datetime) -> Sequence[int]:
    """Imports that nobody started in all the time that a file is kept."""
    return db.session.scalars(
        select(Import.id).where(Import.state.not_in((*OVER, *BUSY)), Import.changed_at < now - KEPT)
    ).all()
