"""X-02: the trail as a whole: narrowed down, page by page, and how far it is sealed."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.events import queries
from models.events.actions import CUSTOMER, SYSTEM, note_check, note_export, record, seal
from models.events.queries import Narrowing
from models.events.rules import START
from models.events.tables import Event, Party
from tests.cast import Cast
from tests.moments import MONDAY
from tests.statements import CountStatements

pytestmark = pytest.mark.both_databases
MINUTE = timedelta(minutes=1)


def write(count: int = 6, subject: str = "case:HY-1") -> list[Event]:
    """Events a minute apart, each kind of party in turn."""
    return [
        record(f"case.step_{n % 3}", subject, by=(CUSTOMER, SYSTEM)[n % 2], now=MONDAY + n * MINUTE)
        for n in range(count)
    ]


def ids(page: queries.Page) -> list[int]:
    return [row.event.id for row in page.rows]


@pytest.mark.usefixtures("session")
def test_pages_join_without_gaps() -> None:
    """Older and newer from either edge; events of the same moment keep the order of their numbers."""
    events = write(5)
    same = [record("case.same", "case:HY-2", by=SYSTEM, now=MONDAY + 2 * MINUTE) for _ in range(3)]
    order = [events[4], events[3], *same[::-1], events[2], events[1], events[0]]
    numbers = [event.id for event in order]
    first = queries.trail(Narrowing(), size=3)
    assert (ids(first), first.newer, first.older) == (numbers[:3], False, True)
    second = queries.trail(Narrowing(), before=numbers[2], size=3)
    assert (ids(second), second.newer, second.older) == (numbers[3:6], True, True)
    third = queries.trail(Narrowing(), before=numbers[5], size=3)
    assert (ids(third), third.newer, third.older) == (numbers[6:], True, False)
    back = queries.trail(Narrowing(), after=numbers[6], size=3)
    assert (ids(back), back.newer, back.older) == (numbers[3:6], True, True)
    top = queries.trail(Narrowing(), after=numbers[3], size=3)
    assert (ids(top), top.newer, top.older) == (numbers[:3], False, True)
    assert ids(queries.trail(Narrowing(), before=999_999, size=3)) == numbers[:3]


def test_each_filter(session: Session, cast: Cast) -> None:
    events = write(4)
    mine = record("staff.changed", cast.agent, by=cast.hr, now=MONDAY + 10 * MINUTE)
    since = MONDAY - timedelta(days=30)

    def found(**wanted: object) -> set[int]:
        narrowing = Narrowing(**{"since": since, **wanted})  # type: ignore[arg-type]
        page = ids(queries.trail(narrowing))
        assert queries.count(narrowing) == len(page)
        assert [each.id for each in queries.latest(narrowing, 50)] == page
        assert [row.event.id for batch in queries.stream(narrowing, limit=50) for row in batch] == page
        return set(page)

    assert found() == {event.id for event in events} | {mine.id}
    assert found(subjects=["case:HY-1"]) == {event.id for event in events}
    assert found(kinds=["case.step_0"]) == {events[0].id, events[3].id}
    assert found(staff=[cast.hr.id]) == {mine.id}
    assert found(staff=[]) == set()
    assert found(party=Party.CUSTOMER) == {events[0].id, events[2].id}
    assert found(since=MONDAY + MINUTE, until=MONDAY + 3 * MINUTE) == {events[1].id, events[2].id}
    assert queries.known_subjects(["case:HY-1", "case:HY-2", cast.agent.audit_name]) == [
        "case:HY-1",
        cast.agent.audit_name,
    ]


@pytest.mark.usefixtures("session")
def test_w03_reports_to_the_hotline_are_nowhere() -> None:
    """Not in lists, counts, exports, nor as the edge of a page; the chain covers them all the same."""
    shown = write(2)
    hidden = record("hotline.received", "hotline:1", by=CUSTOMER, now=MONDAY + MINUTE / 2)
    numbers = [shown[1].id, shown[0].id]
    assert ids(queries.trail(Narrowing())) == numbers
    assert ids(queries.trail(Narrowing(kinds=["hotline.received"]))) == []
    assert ids(queries.trail(Narrowing(subjects=["hotline:1"]))) == []
    assert ids(queries.trail(Narrowing(), before=hidden.id)) == numbers
    assert queries.count(Narrowing()) == 2
    assert queries.known_subjects(["hotline:1"]) == []
    assert [row.event.id for batch in queries.stream(Narrowing(), limit=9) for row in batch] == numbers
    assert queries.last_of("hotline.received") is None
    seal()
    assert queries.verify().sealed == 3


def test_a_page_is_one_query_and_one_for_its_edge(session: Session, statements: CountStatements) -> None:
    edge = write(9)[4].id
    session.commit()
    session.expunge_all()
    with statements() as first:
        queries.trail(Narrowing(), size=3)
    session.expunge_all()
    with statements() as later:
        queries.trail(Narrowing(), before=edge, size=3)
    assert (first.count, later.count) == (1, 2)


@pytest.mark.usefixtures("session")
def test_how_far_it_is_sealed(statements: CountStatements) -> None:
    nothing = queries.seals()
    assert (nothing.sealed, nothing.head, nothing.made_at, nothing.waiting_since) == (0, START, None, None)
    events = write(4)
    waiting = queries.seals()
    assert (waiting.sealed, waiting.unsealed, waiting.waiting_since) == (0, 4, events[0].created_at)
    seal()
    last = record("case.step_0", "case:HY-9", by=SYSTEM, now=MONDAY + 9 * MINUTE)
    with statements() as seen:
        found = queries.seals()
    assert seen.count == 2
    assert (found.sealed, found.unsealed, found.waiting_since) == (4, 1, last.created_at)
    assert found.made_at is not None
    rows = queries.trail(Narrowing(subjects=["case:HY-1"])).rows
    assert rows[0].seal is not None
    assert (rows[0].event, rows[0].seal.digest) == (events[3], found.head)


def test_a_check_and_an_export_are_events_themselves(session: Session, cast: Cast) -> None:
    """X-02, X-03: who looked whether it is sound, and who took what out."""
    write(2)
    seal()
    checked = note_check(queries.verify(), by=SYSTEM, now=MONDAY)
    assert (checked.kind, checked.subject, checked.facts["sound"], checked.facts["faults"]) == (
        "trail.verified",
        "trail:events",
        True,
        0,
    )
    assert checked.facts["sealed"] == queries.seals().sealed
    assert queries.last_of("trail.verified") is checked
    taken = note_export(by=cast.auditor, now=MONDAY, form="csv", rows=2, kinds=["case.opened"])
    assert (taken.kind, taken.staff_id, taken.facts) == (
        "trail.exported",
        cast.auditor.id,
        {"format": "csv", "rows": 2, "kinds": ["case.opened"]},
    )
