"""Triggers by which the database itself keeps what was booked and what was closed (C-04)."""

from typing import Any

from sqlalchemy import DDL, Table, event

SQLITE_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}{when}
BEGIN SELECT RAISE(ABORT, 'what is booked stays'); END
"""
POSTGRESQL_REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_booked_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'what is booked stays'; END $$
"""
POSTGRESQL_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
FOR EACH ROW{when} EXECUTE FUNCTION refuse_booked_change()
"""
SQLITE_CLOSED = """
CREATE TRIGGER ledger_entry_period BEFORE INSERT ON ledger_entry
WHEN (SELECT state FROM ledger_period WHERE id = NEW.period_id) = 'closed'
BEGIN SELECT RAISE(ABORT, 'a closed month takes nothing'); END
"""
POSTGRESQL_CLOSED_REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_closed_month() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF (SELECT state FROM ledger_period WHERE id = NEW.period_id) = 'closed' THEN
RAISE EXCEPTION 'a closed month takes nothing';
END IF;
RETURN NEW;
END $$
"""
POSTGRESQL_CLOSED = """
CREATE TRIGGER ledger_entry_period BEFORE INSERT ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION refuse_closed_month()
"""


def kept_for_good(table: str, dialect: str, when: str = "") -> list[str]:
    """The statements that refuse changes of a table's rows; with `when`, of those it is true for."""
    on_sqlite = dialect == "sqlite"
    guard = SQLITE_GUARD if on_sqlite else POSTGRESQL_GUARD
    condition = "" if not when else f"\nWHEN {when}" if on_sqlite else f" WHEN ({when})"
    statements = [
        guard.format(table=table, verb=verb, VERB=verb.upper(), when=condition).strip()
        for verb in ("update", "delete")
    ]
    return statements if on_sqlite else [POSTGRESQL_REFUSAL.strip(), *statements]


def closed_months(dialect: str) -> list[str]:
    """The statements by which a closed month takes no entry any more."""
    if dialect == "sqlite":
        return [SQLITE_CLOSED.strip()]
    return [POSTGRESQL_CLOSED_REFUSAL.strip(), POSTGRESQL_CLOSED.strip()]


def guard(table: Any, *, when: str = "", closing: bool = False) -> None:
    """Puts the guards on a table wherever it is made."""
    assert isinstance(table, Table)
    for dialect in ("sqlite", "postgresql"):
        for statement in kept_for_good(table.name, dialect, when) + closed_months(dialect) * closing:
            ddl = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl)
