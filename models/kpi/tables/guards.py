"""Triggers by which the database itself keeps the figures of a closed month (Q-02)."""

from typing import Any

from sqlalchemy import DDL, Table, event

CLOSED = "(SELECT state FROM kpi_month WHERE id = {row}.month_id) = 'closed'"
SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
WHEN {closed}
BEGIN SELECT RAISE(ABORT, 'a closed month stays as it is'); END
"""
REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_closed_kpi() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE concerned INTEGER; BEGIN
IF TG_OP = 'INSERT' THEN concerned := NEW.month_id; ELSE concerned := OLD.month_id; END IF;
IF (SELECT state FROM kpi_month WHERE id = concerned) = 'closed' THEN
RAISE EXCEPTION 'a closed month stays as it is';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_closed BEFORE INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_closed_kpi()
"""
SQLITE_REOPENED = """
CREATE TRIGGER kpi_month_closed BEFORE UPDATE ON kpi_month WHEN OLD.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'a closed month stays as it is'); END
"""
POSTGRESQL_REOPENED_REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_kpi_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a closed month stays as it is'; END $$
"""
POSTGRESQL_REOPENED = """
CREATE TRIGGER kpi_month_closed BEFORE UPDATE ON kpi_month
FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION refuse_kpi_change()
"""


def closed_stays(table: str, dialect: str) -> list[str]:
    """The statements that refuse changes of a table's rows that belong to a closed month."""
    if dialect == "sqlite":
        return [
            SQLITE.format(
                table=table,
                verb=verb,
                VERB=verb.upper(),
                closed=CLOSED.format(row="NEW" if verb == "insert" else "OLD"),
            ).strip()
            for verb in ("insert", "update", "delete")
        ]
    return [REFUSAL.strip(), POSTGRESQL.format(table=table).strip()]


def month_stays(dialect: str) -> list[str]:
    """The statements by which a closed month is not opened again."""
    if dialect == "sqlite":
        return [SQLITE_REOPENED.strip()]
    return [POSTGRESQL_REOPENED_REFUSAL.strip(), POSTGRESQL_REOPENED.strip()]


def kept_when_closed(table: Any) -> None:
    """Puts the guards on a table of a month wherever it is made."""
    assert isinstance(table, Table)
    for dialect in ("sqlite", "postgresql"):
        for statement in closed_stays(table.name, dialect):
            _after(table, statement, dialect)


def month_kept(table: Any) -> None:
    """Puts the guard on the table of months wherever it is made."""
    assert isinstance(table, Table)
    for dialect in ("sqlite", "postgresql"):
        for statement in month_stays(dialect):
            _after(table, statement, dialect)


def _after(table: Table, statement: str, dialect: str) -> None:
    ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
    event.listen(table, "after_create", ddl)
