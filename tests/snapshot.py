"""The whole structure of a database as plain lines, to compare two of them."""

import re
from typing import Any

from sqlalchemy import Engine, inspect, text

POSTGRESQL = (
    """SELECT format('%s.%s %s null:%s default:%s', table_name, column_name,
                     concat(data_type, character_maximum_length), is_nullable, column_default)
       FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT format('%s: %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype != 'n'""",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    """SELECT pg_get_functiondef(p.oid) FROM pg_proc p
       WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""",
)
SQLITE = (
    "SELECT sql FROM sqlite_master WHERE type IN ('trigger', 'view') OR (type = 'index' AND sql IS NOT NULL)",
)


def structure(engine: Engine) -> list[str]:
    """A sorted line for each column, constraint, index, trigger and function; Alembic's own table apart."""
    on_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        lines = [
            str(line)
            for query in (SQLITE if on_sqlite else POSTGRESQL)
            for line in connection.scalars(text(query))
        ]
    if on_sqlite:
        lines += _reflected(engine)
    return sorted(" ".join(line.split()) for line in lines if "alembic_version" not in line)


def _reflected(engine: Engine) -> list[str]:
    inspector = inspect(engine)
    lines = []
    for table in inspector.get_table_names():
        parts: dict[str, Any] = {
            "column": inspector.get_columns(table),
            "key": [inspector.get_pk_constraint(table)],
            "reference": inspector.get_foreign_keys(table),
            "unique": inspector.get_unique_constraints(table),
            "check": inspector.get_check_constraints(table),
        }
        lines += [f"{table}: {kind} {_plain(part)}" for kind, found in parts.items() for part in found]
    return lines


def _plain(part: dict[str, Any]) -> str:
    shown = {name: repr(value) if name == "type" else value for name, value in sorted(part.items())}
    return re.sub(r"\s+", " ", str(shown))
