"""Writing tens of millions of rows: a raw connection, no checks on the way, indexes made afterwards."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Index, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateIndex

from models.cases.tables import case_gram
from models.db import SIZES

FAST = (
    "journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "ignore_check_constraints=ON",
    "cache_size=-400000", "locking_mode=EXCLUSIVE",
)  # fmt: skip
Rows = Iterable[Sequence[Any]]


class Bulk:
    """A connection for filling; what is the same on both databases. Statements are made here, with no values
    from outside.
    """

    dialect: Any
    mark = "?"

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def run(self, sql: str) -> Any:
        """Run one statement."""
        return self.connection.execute(sql)

    def many(self, table: str, rows: Rows) -> None:
        """Insert rows as they come."""
        rows = list(rows)
        if not rows:
            return
        marks = ", ".join([self.mark] * len(rows[0]))
        self.connection.cursor().executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608

    def ids(self, table: str, rows: list[int]) -> str:
        """SQL for "one of these ids"."""
        return f"id IN ({', '.join(map(str, rows)) or 'NULL'})"

    def make_index(self, index: Index) -> None:
        """Make an index of a table's."""
        self.run(str(CreateIndex(index).compile(dialect=self.dialect)))

    def drop_index(self, index: Index) -> None:
        """Take an index away until the rows are there."""
        self.run(f"DROP INDEX {index.name}")

    def make_room(self, tables: Sequence[Table]) -> None:
        """What makes inserting into these tables fast; what `told_…` tables hold is in them afterwards."""

    def moved(self, column: str, back: int) -> str:
        """SQL for a moment so many years earlier, in the same hour, at the minute of the copy."""
        raise NotImplementedError

    def json(self, text: str) -> str:
        """SQL for a JSON document that a text is."""
        raise NotImplementedError

    def put_grams(self, stretches: Iterable[tuple[int, Sequence[int]]]) -> None:
        """Fill the index of words: for each part, growing, the ids of the cases that have it, growing."""
        raise NotImplementedError

    def settle(self, tables: Iterable[Table]) -> None:
        """What a database does by itself in time: count on from the last ids, know what the tables hold."""
        raise NotImplementedError

    def measure(self) -> None:
        """Know what the tables hold, once more."""
        raise NotImplementedError


class SQLite(Bulk):
    """On SQLite."""

    dialect = sqlite.dialect()

    def moved(self, column: str, back: int) -> str:
        year = f"(substr({column}, 1, 4) - {back})" if back else f"substr({column}, 1, 4)"
        return f"{year} || substr({column}, 5, 10) || c.minute"

    def json(self, text: str) -> str:
        return text

    def put_grams(self, stretches: Iterable[tuple[int, Sequence[int]]]) -> None:
        self.run("DELETE FROM case_gram")
        rows = ((gram, case_id) for gram, cases in stretches for case_id in cases)
        self.connection.executemany("INSERT INTO case_gram VALUES (?, ?)", rows)

    def settle(self, tables: Iterable[Table]) -> None:
        self.measure()

    def measure(self) -> None:
        for statement in SIZES:
            self.run(statement)


class PostgreSQL(Bulk):
    """On PostgreSQL."""

    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    mark = "%s"

    def make_room(self, tables: Sequence[Table]) -> None:
        """What is written into a table that was emptied in the same transaction needs no log."""
        names = ", ".join(f'"{table.name}"' for table in tables)
        self.run(f"TRUNCATE {names} CASCADE")
        for table in tables:
            columns = ", ".join(column.name for column in table.columns)
            told = f"SELECT {columns} FROM told_{table.name}"  # noqa: S608
            self.run(f'INSERT INTO "{table.name}" ({columns}) {told}')

    def moved(self, column: str, back: int) -> str:
        return f"date_trunc('hour', {column}) - interval '{back} years' + c.minute"

    def json(self, text: str) -> str:
        return f"CAST({text} AS jsonb)"

    def put_grams(self, stretches: Iterable[tuple[int, Sequence[int]]]) -> None:
        key = case_gram.primary_key.name
        self.run("TRUNCATE case_gram")
        self.run(f"ALTER TABLE case_gram DROP CONSTRAINT {key}")
        with self.connection.cursor().copy("COPY case_gram FROM STDIN") as copy:
            for gram, cases in stretches:
                copy.write("".join([f"{gram}\t{case_id}\n" for case_id in cases]))
        self.run(f"ALTER TABLE case_gram ADD CONSTRAINT {key} PRIMARY KEY (gram, case_id)")

    def settle(self, tables: Iterable[Table]) -> None:
        for table in tables:
            name = f'"{table.name}"'
            last = f"SELECT coalesce(max(id), 1) FROM {name}"  # noqa: S608
            self.run(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), ({last}))")
        self.connection.commit()
        self.connection.autocommit = True
        self.run("VACUUM ANALYZE")
        self.connection.autocommit = False

    def measure(self) -> None:
        self.run("ANALYZE")


@contextmanager
def bulk(url: str) -> Iterator[Bulk]:
    """A connection to a database that nobody else uses meanwhile; commits at the end."""
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite":
        assert parts.database is not None
        connection = sqlite3.connect(parts.database, isolation_level=None)
        for pragma in FAST:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")
        yield SQLite(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.close()
    else:
        where = parts.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(where) as made:
            made.execute("SET session_replication_role = replica")  # keys are not looked up, they are right
            made.execute("SET maintenance_work_mem = '1GB'")
            made.execute("SET work_mem = '256MB'")
            yield PostgreSQL(made)
