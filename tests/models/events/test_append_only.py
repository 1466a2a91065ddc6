"""X-02: the database itself refuses to change or remove what the trail holds."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from models.clock import now
from models.events.actions import CUSTOMER, SYSTEM, record, seal
from models.events.tables import Event, EventSeal, Party
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _trail(session: Session) -> None:
    record("case.opened", "case:HY-1", by=CUSTOMER, now=now())
    seal()
    session.commit()


def counted(session: Session) -> tuple[int | None, int | None]:
    """How many events and seals there are."""
    return (
        session.scalar(select(func.count()).select_from(Event)),
        session.scalar(select(func.count()).select_from(EventSeal)),
    )


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET reason = 'other'",
        "DELETE FROM event",
        "UPDATE event_seal SET digest = 'other'",
        "DELETE FROM event_seal",
    ],
)
def test_x02_nothing_is_changed_or_deleted(session: Session, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(statement))
    session.rollback()
    assert counted(session) == (1, 1)


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ["event", "event_seal"])
def test_x02_nothing_is_truncated(session: Session, table: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(f"TRUNCATE {table}"))
    session.rollback()
    assert counted(session) == (1, 1)


@pytest.mark.both_databases
def test_x02_the_mapper_does_not_change_it_either(session: Session) -> None:
    event = session.scalars(select(Event)).one()
    event.reason = "other"
    with pytest.raises(DBAPIError, match="append-only"):
        session.flush()
    session.rollback()
    assert session.scalars(select(Event.reason)).one() == ""


@pytest.mark.both_databases
def test_x02_two_sealers_cannot_take_the_same_place(session: Session) -> None:
    event = record("case.closed", "case:HY-1", by=SYSTEM, now=now())
    session.add(EventSeal(event_id=event.id, position=1, digest="0" * 64))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.both_databases
def test_x02_staff_are_named_and_only_staff(session: Session, cast: Cast) -> None:
    event = record("case.taken", "case:HY-1", by=cast.handler, now=now())
    assert (event.party, event.staff_id) == (Party.STAFF, cast.handler.id)
    session.add(Event(kind="x", subject="y", at=now(), party=Party.STAFF, staff_id=None, facts={}))
    with pytest.raises(IntegrityError):
        session.flush()
