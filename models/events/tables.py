"""The trail's rows. They are written once: triggers refuse every later change but one that is told (X-03)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DDL, CheckConstraint, Index, String, Table, event
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base, reference, word_of


class Party(StrEnum):
    """On whose behalf something happened."""

    STAFF = "staff"
    CUSTOMER = "customer"
    SYSTEM = "system"


class Event(Base):
    """One thing that happened to one subject.

    `facts` name rows, codes, and old and new values. They never hold personal data or a
    customer's words, because the trail outlives every erasure (X-03). Where a colleague typed some into a
    reason, forgetting the customer takes it out, and a later event says so.
    """

    __tablename__ = "event"

    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(index=True)
    party: Mapped[Party] = mapped_column(word_of(Party, "party"))
    staff_id: Mapped[int | None] = reference("staff", index=False)
    reason: Mapped[str] = mapped_column(default="")
    facts: Mapped[dict[str, Any]]

    __table_args__ = (
        CheckConstraint("(party = 'staff') = (staff_id IS NOT NULL)", name="staff_is_named"),
        Index("ix_event_subject_id", "subject", "id"),
        Index("ix_event_kind_at", "kind", "at"),
        Index("ix_event_staff_id_at", "staff_id", "at"),
    )


class EventSeal(Base):
    """An event's place in the chain: `digest` covers the event and the digest before it."""

    __tablename__ = "event_seal"

    event_id: Mapped[int] = mapped_column(unique=True)  # no key: a removed event must show as a gap
    position: Mapped[int] = mapped_column(unique=True)
    digest: Mapped[str] = mapped_column(String(64))


SQLITE_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END
"""
REDACTED = "trail.redacted"
"""The event that says of another one that personal data was taken out of its words."""
TOLD = """
NEW.id = OLD.id AND NEW.kind = OLD.kind AND NEW.subject = OLD.subject AND NEW.at = OLD.at
AND NEW.party = OLD.party AND coalesce(NEW.staff_id, 0) = coalesce(OLD.staff_id, 0)
AND NEW.created_at = OLD.created_at AND EXISTS (SELECT 1 FROM event AS said
WHERE said.kind = 'trail.redacted' AND said.subject = 'event:' || OLD.id AND said.id > OLD.id)
"""
"""Only the words differ, and the trail says before that they will."""
SQLITE_TOLD = """
CREATE TRIGGER event_no_update BEFORE UPDATE ON event WHEN NOT ({told})
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END
"""
POSTGRESQL_TOLD_REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_untold_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
IF {told} THEN RETURN NEW; END IF;
RAISE EXCEPTION 'the trail is append-only';
END $$
"""
POSTGRESQL_TOLD = """
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
FOR EACH ROW EXECUTE FUNCTION refuse_untold_change()
"""
POSTGRESQL_REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$
"""
POSTGRESQL_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def append_only(table: str, dialect: str) -> list[str]:
    """The statements that make a table append-only; for `create_all` and for migrations."""
    guard = SQLITE_GUARD if dialect == "sqlite" else POSTGRESQL_GUARD
    verbs = ("update", "delete") if dialect == "sqlite" else ("update", "delete", "truncate")
    told = told_changes(dialect) if table == Event.__tablename__ else []
    statements = [
        guard.format(table=table, verb=verb, VERB=verb.upper()).strip() for verb in verbs[bool(told) :]
    ]
    return [*([] if dialect == "sqlite" else [POSTGRESQL_REFUSAL.strip()]), *told, *statements]


def told_changes(dialect: str) -> list[str]:
    """The statements by which an event loses words only after the trail says so (X-03)."""
    told = TOLD.strip()
    if dialect == "sqlite":
        return [SQLITE_TOLD.format(told=told).strip()]
    return [POSTGRESQL_TOLD_REFUSAL.format(told=told).strip(), POSTGRESQL_TOLD.strip()]


def _guard(table: Table, **_: Any) -> None:
    for dialect in ("sqlite", "postgresql"):
        for statement in append_only(table.name, dialect):
            ddl = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl)


for _model in (Event, EventSeal):
    _guard(_model.__table__)  # type: ignore[arg-type]
