"""The database: session, base class, column types, and how a transaction begins."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from time import monotonic
from typing import Any, cast
from zlib import crc32

import psycopg
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Executable,
    ForeignKey,
    FromClause,
    Integer,
    MetaData,
    TypeDecorator,
    event,
    func,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler, SQLiteDialect
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from models.clock import now

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment. Aware in Python (UTC), stored without a zone; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


BigNumber = BigInteger().with_variant(Integer, "sqlite")
"""A key of 63 bits, for rows whose order must tell nothing. SQLite's whole numbers are as long anyway."""
JSONDocument = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Base(DeclarativeBase):
    """All tables: named constraints, and the columns each row has."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        datetime: UTCDateTime,
        dict[str, Any]: JSONDocument,
        list[str]: JSONDocument,
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


UNNESTED: Any = "unnested"
"""For `innerjoin` of a relationship: an inner join, but an outer one within an outer one. SQLite would make
the whole of both tables there before it looks for the one row.
"""


class _NamesIndexes(SQLiteCompiler):
    """Writes into a statement how SQLite is to read a table, where `with_hint` says it (INDEXED BY)."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        return text


SQLiteDialect.statement_compiler = _NamesIndexes

PATIENCE = 15_000  # milliseconds until a writer that waits for others on SQLite gives up
BETWEEN_TRIES = 5
RESTED = 5
"""Seconds after which a connection that was not used is no longer trusted."""
RESTS, ALONE = "huiyin_rests_since", "huiyin_stands_alone"
SIZES = ("PRAGMA analysis_limit=1000", "ANALYZE")

db = SQLAlchemy(metadata=Base.metadata)


def word_of(enum: type[StrEnum], name: str) -> Enum:
    """A column type that stores an enum's value as text under a CHECK called `name`."""
    return Enum(
        enum,
        native_enum=False,
        create_constraint=True,
        name=name,
        length=40,
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
    )


def one_of(column: str, *members: StrEnum) -> str:
    """SQL for "this column holds one of these", for CHECK constraints."""
    return f"{column} IN ({', '.join(repr(member.value) for member in members)})"


def reference(target: str, *, index: bool = True, nullable: bool | None = None) -> Any:
    """A foreign key column to `table.id`; indexed, as every join and delete looks it up."""
    return mapped_column(ForeignKey(f"{target}.id"), index=index, nullable=nullable)


_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside take SQLite's write lock at once.

    A SQLite transaction that reads first and writes later fails without waiting
    when another writer came between. Whoever knows that it will write says so.
    """
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def aside() -> Iterator[Connection]:
    """A connection of its own for one statement, which reads what is committed.

    No transaction is begun for it: that would be two more ways to the database and back, and on SQLite a
    request that may write keeps all others from writing from the first question of its transaction on.
    """
    with _without_transactions(db.engine).connect() as connection:
        yield connection


@lru_cache(maxsize=8)
def _without_transactions(engine: Engine) -> Engine:
    """The same pool, with connections on which each statement stands alone. See `_begin` for SQLite."""
    option = {ALONE: True} if engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
    return engine.execution_options(**option)


def begin_writing() -> None:
    """As `writing`, for the rest of this context (a request, a job)."""
    _writing.set(True)


def begin_reading() -> None:
    """Back to transactions that only read, at the end of a request or job."""
    _writing.set(False)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={PATIENCE}",
        "cache_size=-32768",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "checkin")
def _note_when_it_rests(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info[RESTS] = monotonic()


@event.listens_for(Engine, "checkout")
def _ask_whether_it_lives(connection: Any, entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
    """A connection to a server that has rested a while is tried before it is used, and made anew if broken.

    One that worked a moment ago is not: to ask each time is one more way to the server and back.
    """
    if not isinstance(connection, psycopg.Connection) or monotonic() - entry.info.get(RESTS, 0) < RESTED:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except psycopg.OperationalError as broken:
        raise DisconnectionError from broken


@event.listens_for(Engine, "begin")
def _begin(connection: Any) -> None:
    if connection.dialect.name != "sqlite" or ALONE in connection.get_execution_options():
        return
    if _writing.get() and _take_turn(connection.connection.dbapi_connection):
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def _take_turn(connection: sqlite3.Connection) -> bool:
    """Begins a writing transaction on SQLite, asking anew every few milliseconds; False after PATIENCE.

    SQLite's own waiting asks ten times a second at most. A job that writes row after row leaves gaps far
    shorter than that, so somebody who logs in meanwhile could wait until the job has nothing left to do.
    """
    connection.execute(f"PRAGMA busy_timeout={BETWEEN_TRIES}")
    try:
        for _ in range(PATIENCE // BETWEEN_TRIES):
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as problem:
                if problem.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    return False
            else:
                return True
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout={PATIENCE}")


@event.listens_for(Engine, "handle_error")
def _keep_rows_out_of_errors(failure: ExceptionContext) -> None:
    """PostgreSQL tells in the second line of an error which row it failed on, with all that it holds.

    Errors are logged, and a customer's name and telephone have no place there (X-03).
    """
    for error in (failure.original_exception, failure.sqlalchemy_exception):
        if error is not None and error.args:
            error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:])


def know_sizes() -> None:
    """Lets SQLite look into its indexes, a thousand entries each, so that it knows which one tells most.

    PostgreSQL does that by itself. Without it SQLite takes an index that all cases have in common for as
    good as one that names a single case, and a list among a million takes minutes.
    """
    if db.engine.dialect.name == "sqlite":
        for statement in SIZES:
            db.session.execute(text(statement))


def alone_in(what: str) -> None:
    """Waits until no other transaction is in the part of this name; it is mine until this one ends.

    For a rule over rows that are not there yet, which nobody can lock. On SQLite a writing transaction is
    alone anyway. What is read afterwards holds what the others have committed.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(crc32(what.encode()))))


def changed_rows(statement: Executable) -> int:
    """Runs an UPDATE or DELETE and says how many rows it changed: how a conditional update claims."""
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount


def insert_once(entity: type[Base], **values: Any) -> bool:
    """Inserts a row unless a unique constraint says that it is there; returns whether it was new.

    Safe when two processes insert the same at once: the second waits for the first.
    """
    return inserted_id(entity, **values) is not None


def inserted_id(entity: type[Base], **values: Any) -> int | None:
    """As `insert_once`, but returns the id of the new row; None where there is none."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = insert(entity).values(**values).on_conflict_do_nothing().returning(entity.id)
    return db.session.scalar(statement)
