"""Reading what lies sealed in a report that is open (W-02, W-03)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from models.db import db
from models.files.storage import Store
from models.hotline.rules import places
from models.hotline.rules.access import Access
from models.hotline.rules.chunks import check, opened
from models.hotline.rules.content import Content, FileFacts
from models.hotline.rules.sealing import unseal_with
from models.hotline.tables import HotlineEntry, HotlineFile, HotlineReport
from models.hotline.words import EntryKind, Side
from models.ids import LOWEST_KEY


@dataclass(frozen=True)
class Entry:
    """A text that was opened."""

    id: int
    position: int
    side: Side
    content: Content


@dataclass(frozen=True)
class File:
    """A file whose name was opened."""

    id: int
    position: int
    side: Side
    facts: FileFacts


@dataclass(frozen=True)
class Thread:
    """A report with all that its opener can read, in order. `hidden` texts are of versions they had no
    share of."""

    report: HotlineReport
    entries: tuple[Entry, ...]
    files: tuple[File, ...]
    hidden: int

    def of(self, *kinds: EntryKind) -> list[Entry]:
        """The texts of some kinds."""
        return [entry for entry in self.entries if entry.content.kind in kinds]

    @property
    def texts(self) -> list[tuple[int, Content]]:
        """What every text says, with its place."""
        return [(entry.position, entry.content) for entry in self.entries]

    def last(self, kind: EntryKind) -> Entry | None:
        """The newest text of a kind."""
        return next(reversed(self.of(kind)), None)

    def files_on(self, day: date) -> list[File]:
        return [file for file in self.files if file.facts.on == day]


def read(access: Access) -> Thread:
    """All texts and file names of a report, opened in memory. Three queries. Raises Damaged."""
    report = db.session.get_one(HotlineReport, access.report_id)
    entries: list[Entry] = []
    hidden = 0
    for row in _rows(access):
        pair = access.pair(row.side, row.epoch)
        if pair is None:
            hidden += 1
            continue
        plain = unseal_with(row.sealed, pair, places.entry(row.id, row.report_id, row.epoch))
        entries.append(Entry(row.id, row.position, row.side, Content.model_validate_json(plain)))
    files = [file for row in _files(access) if (file := _opened_file(row, access)) is not None]
    return Thread(report, tuple(entries), tuple(files), hidden)


def file_in(access: Access, file_id: int) -> File | None:
    """One file of a report that is open."""
    row = _file(access, file_id)
    return _opened_file(row, access) if row is not None else None


def read_file(access: Access, file_id: int, store: Store) -> tuple[FileFacts, Iterator[bytes]]:
    """A file, checked to its end before its first byte is given. Raises LookupError, Damaged."""
    row = _file(access, file_id)
    file = _opened_file(row, access) if row is not None else None
    pair = access.pair(row.side, row.epoch) if row is not None else None
    if row is None or file is None or pair is None:
        raise LookupError(f"no file {file_id}")
    place = places.file_bytes(row.id, row.report_id, row.epoch)
    with store.open(row.key) as sealed:
        check(sealed, pair, place, size=file.facts.size)

    def pieces() -> Iterator[bytes]:
        with store.open(row.key) as sealed:
            yield from opened(sealed, pair, place, size=file.facts.size)

    return file.facts, pieces()


def file_keys() -> frozenset[str]:
    """Where in the store files of the hotline lie: for the job that removes strays."""
    return frozenset(db.session.scalars(select(HotlineFile.key)))


def count_files(report_id: int, side: Side) -> int:
    """How many files a report has on a side; the readers' own take nothing from the reporter's share."""
    found = select(func.count()).where(HotlineFile.report_id == report_id, HotlineFile.side == side)
    return db.session.scalar(found) or 0


def _rows(access: Access) -> Sequence[HotlineEntry]:
    found = select(HotlineEntry).where(
        HotlineEntry.report_id == access.report_id, HotlineEntry.side.in_(access.sides)
    )
    return db.session.scalars(found.order_by(HotlineEntry.position)).all()


def _files(access: Access) -> Sequence[HotlineFile]:
    found = select(HotlineFile).where(
        HotlineFile.report_id == access.report_id, HotlineFile.side.in_(access.sides)
    )
    return db.session.scalars(found.order_by(HotlineFile.position)).all()


def _file(access: Access, file_id: int) -> HotlineFile | None:
    if not LOWEST_KEY <= file_id < 0:
        return None  # a number that somebody made up, and that no database takes
    found = select(HotlineFile).where(
        HotlineFile.id == file_id,
        HotlineFile.report_id == access.report_id,
        HotlineFile.side.in_(access.sides),
    )
    return db.session.scalars(found).one_or_none()


def _opened_file(row: HotlineFile, access: Access) -> File | None:
    pair = access.pair(row.side, row.epoch)
    if pair is None:
        return None
    plain = unseal_with(row.facts_sealed, pair, places.file_facts(row.id, row.report_id, row.epoch))
    return File(row.id, row.position, row.side, FileFacts.model_validate_json(plain))
