"""What went on a day because its time was over is counted (X-03)."""

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite

from models.clock import local_day
from models.db import db
from models.personal.tables import ExpiryDay


def count_gone(now: datetime, **gone: int) -> None:
    """Adds to the counts of today: `cases`, `customers`, `files`, `mails`, `addresses`. Two at once both
    count."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    row = insert(ExpiryDay).values(day=local_day(now), **gone)
    db.session.execute(
        row.on_conflict_do_update(
            index_elements=["day"],
            set_={name: getattr(ExpiryDay, name) + n for name, n in gone.items()},
        )
    )
