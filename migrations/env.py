"""How migrations reach the database of the current application, and what they compare.

A migration is one transaction on either database. Two processes that migrate at once wait for each other.
"""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import JSON, Connection, text

from models.db import SIZES, UTCDateTime, db, writing
from models.schema import metadata

LOCK = 482_610_771  # any number that nothing else on the server uses


def run() -> None:
    """Bring the database to the revision asked for."""
    with db.engine.connect() as connection, writing():
        if connection.dialect.name == "sqlite":
            _on_sqlite(connection)
        else:
            _migrate(connection)


def _on_sqlite(connection: Connection) -> None:
    """SQLite alters a table by building it anew; meanwhile nothing may be deleted for a lost reference.

    What it knew of the sizes of such a table is lost with it, and the clock would learn them by night only.
    """
    sqlite: Any = connection.connection.dbapi_connection
    sqlite.execute("PRAGMA foreign_keys=OFF")
    try:
        _migrate(connection)
        broken = sqlite.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"rows refer to what is not there: {broken[:5]}")
        for statement in SIZES:
            sqlite.execute(statement)
    finally:
        sqlite.execute("PRAGMA foreign_keys=ON")


def _migrate(connection: Connection) -> None:
    given = current_app.extensions["migrate"].configure_args
    ours = {
        "target_metadata": metadata,
        "compare_type": True,
        "render_as_batch": True,
        "render_item": _plain_types,
        "transactional_ddl": True,
        "transaction_per_migration": False,
    }
    context.configure(connection=connection, **given | ours)
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        context.run_migrations()


def _plain_types(kind: str, thing: Any, autogenerate: Any) -> str | Literal[False]:
    """Migrations name plain types, so that they keep meaning the same when our classes change."""
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime()"
    if kind == "type" and isinstance(thing, JSON):
        autogenerate.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql')"
    return False


run()
