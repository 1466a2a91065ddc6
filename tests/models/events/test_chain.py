"""X-02: the trail is chained by hash, and a walk along the chain finds what was done to it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models.clock import SHANGHAI
from models.events.actions import CUSTOMER, SYSTEM, record, seal
from models.events.queries import Verification, verify
from models.events.rules import START
from models.events.tables import Event, EventSeal

pytestmark = pytest.mark.both_databases
NOW = datetime(2026, 11, 23, 10, 0, 0, 123456, tzinfo=SHANGHAI)

Disarm = Callable[[], None]


@pytest.fixture
def trail(session: Session) -> list[int]:
    """The ids of four events, three of them sealed."""
    events = [
        record(
            "case.opened", "case:HY-1", by=CUSTOMER, now=NOW, channel="web", files=2, share=0.1, none=None
        ),
        record(
            "case.triaged", "case:HY-1", by=SYSTEM, now=NOW + timedelta(minutes=1), reason="看过原文", 级别=2
        ),
        record("case.closed", "case:HY-1", by=SYSTEM, now=NOW + timedelta(minutes=2), closing="confirmed"),
    ]
    seal()
    events.append(record("case.opened", "case:HY-2", by=CUSTOMER, now=NOW + timedelta(minutes=3)))
    session.commit()
    return [event.id for event in events]


@pytest.fixture
def disarm(session: Session, database_kind: str) -> Disarm:
    """Takes the triggers away, as somebody with the database in hand could."""

    def take_away() -> None:
        for table in ("event", "event_seal"):
            if database_kind == "postgresql":
                session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
            else:
                for verb in ("update", "delete"):
                    session.execute(text(f"DROP TRIGGER {table}_no_{verb}"))

    return take_away


def checked(session: Session, noted: str | None = None) -> Verification:
    """What `verify` finds with nothing remembered from before."""
    session.commit()
    session.expunge_all()
    return verify(noted)


def test_x02_an_untouched_trail_is_sound(session: Session, trail: list[int]) -> None:
    found = checked(session)
    assert found.sound
    assert (found.sealed, found.unsealed) == (3, 1)
    last = session.scalars(select(EventSeal).order_by(EventSeal.position.desc())).first()
    assert last is not None
    assert found.head == last.digest


def test_x02_an_empty_trail_is_sound(session: Session) -> None:
    assert checked(session) == Verification(0, 0, START, ())


def test_x02_sealing_goes_on_where_it_ended(session: Session, trail: list[int]) -> None:
    assert seal() == 1
    assert seal() == 0
    assert list(session.scalars(select(EventSeal.position).order_by(EventSeal.position))) == [1, 2, 3, 4]
    assert checked(session).sound


def test_x02_sealing_takes_as_many_as_it_is_told(session: Session) -> None:
    for number in range(5):
        record("case.opened", f"case:HY-{number}", by=SYSTEM, now=NOW)
    assert [seal(limit=2), seal(limit=2), seal(limit=2)] == [2, 2, 1]
    assert checked(session).sound


def test_x02_an_event_is_the_same_in_memory_and_as_stored(session: Session) -> None:
    """A moment given in Shanghai's time, and facts that JSON writes otherwise, still verify."""
    event = record(
        "case.opened", "case:HY-1", by=SYSTEM, now=NOW, span=(1, 2), large=1e17, nested={"b": 1, "a": [None]}
    )
    seal()
    assert checked(session).sound
    assert event not in session


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'case.answered'",
        "subject = 'case:HY-3'",
        "at = '2026-11-24 02:00:00.123456'",
        "party = 'customer'",
        "reason = ''",
        "facts = '{}'",
    ],
)
def test_x02_a_changed_event_is_found(
    session: Session, trail: list[int], disarm: Disarm, change: str
) -> None:
    disarm()
    session.execute(text(f"UPDATE event SET {change} WHERE id = {trail[1]}"))
    found = checked(session)
    assert not found.sound
    assert [str(trail[1]) in fault and "changed" in fault for fault in found.faults] == [True]


def test_x02_a_removed_event_is_found(session: Session, trail: list[int], disarm: Disarm) -> None:
    gone = trail[0]
    disarm()
    session.execute(text(f"DELETE FROM event WHERE id = {gone}"))
    assert checked(session).faults == (f"event {gone} was removed",)


def test_x02_a_removed_seal_is_found(session: Session, trail: list[int], disarm: Disarm) -> None:
    """The event comes back as unsealed, but its place in the chain is missed."""
    disarm()
    session.execute(text("DELETE FROM event_seal WHERE position = 2"))
    found = checked(session)
    assert "position 2 of the chain is missing" in found.faults
    assert found.unsealed == 2


def test_x02_a_chain_cut_off_at_its_end_is_found_by_a_noted_head(
    session: Session, trail: list[int], disarm: Disarm
) -> None:
    """What the chain alone cannot show: its last link and event are gone together."""
    noted = checked(session).head
    disarm()
    session.execute(text("DELETE FROM event_seal WHERE position = 3"))
    session.execute(text("DELETE FROM event WHERE kind = 'case.closed'"))
    assert checked(session).sound
    found = checked(session, noted)
    assert found.faults == ("the noted head is not in the chain: its end was cut off or rewritten",)


def test_x02_a_noted_head_stays_good_while_the_chain_grows(session: Session, trail: list[int]) -> None:
    noted = checked(session).head
    seal()
    found = checked(session, noted)
    assert found.sound
    assert found.head != noted


def test_x02_a_rewritten_chain_is_found_by_a_noted_head(
    session: Session, trail: list[int], disarm: Disarm
) -> None:
    """Somebody who changes an event and seals everything anew is betrayed by the head."""
    noted = checked(session).head
    disarm()
    session.execute(text(f"UPDATE event SET reason = 'other' WHERE id = {trail[1]}"))
    session.execute(text("DELETE FROM event_seal"))
    seal()
    assert checked(session).sound
    assert not checked(session, noted).sound


def test_an_event_keeps_its_moment_in_utc(session: Session, trail: list[int]) -> None:
    session.expunge_all()
    stored = session.scalars(select(Event).order_by(Event.id)).first()
    assert stored is not None
    assert stored.at == NOW
    assert stored.at.tzinfo is UTC
