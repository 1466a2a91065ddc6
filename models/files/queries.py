"""Finding stored files, and those that nothing refers to."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select

from models.db import Base, db
from models.files.tables import StoredFile


def by_key(key: str) -> StoredFile | None:
    """The file whose bytes lie under a key of the store."""
    return db.session.scalars(select(StoredFile).where(StoredFile.key == key)).one_or_none()


def unreferenced(before: datetime, *, limit: int = 500) -> Sequence[StoredFile]:
    """Files kept before a moment that no row of any table points at, oldest first.

    They were sent with a form that was never completed, or lost their row by an erasure. Which
    tables could point at a file is read from the foreign keys, so an area to come is covered.
    """
    wanted = select(StoredFile).where(StoredFile.created_at < before, *_nothing_points())
    return db.session.scalars(wanted.order_by(StoredFile.id).limit(limit)).all()


def unreferenced_among(ids: Collection[int]) -> Sequence[StoredFile]:
    """Those of these files that no row of any table points at, whenever they were kept."""
    wanted = select(StoredFile).where(StoredFile.id.in_(ids), *_nothing_points())
    return db.session.scalars(wanted.order_by(StoredFile.id)).all()


def _nothing_points() -> Iterator[ColumnElement[bool]]:
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table is StoredFile.__table__ for key in column.foreign_keys):
                yield ~exists().where(column == StoredFile.id)


def known_keys(keys: Iterable[str]) -> set[str]:
    """Those of the keys that belong to a row; bytes under another key are strays."""
    return set(db.session.scalars(select(StoredFile.key).where(StoredFile.key.in_(list(keys)))))
