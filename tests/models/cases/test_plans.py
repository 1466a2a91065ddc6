"""How SQLite reads lists and the counts around them: along the index that was made for it (V-01, M-02).

Its choice does not hang on how many rows there are, so a few show what a million would do.
"""

from collections.abc import Callable
from importlib import import_module

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.queries import Filters, Sort, counts, departments_of, first_waiting, listing
from models.cases.tables import Case
from models.cases.words import State
from models.mailbox.queries import count_with_unread
from models.people.tables import Staff
from models.revisits.queries import count_calls, story_of
from models.training.queries import waiting as training
from tests.cast import Cast
from tests.models.cases.making import new
from tests.moments import MONDAY
from tests.statements import plan

pytestmark = pytest.mark.usefixtures("session")
Ask = Callable[[], object]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    """So many cases that a list no longer counts them: two."""
    monkeypatch.setattr(import_module("models.cases.queries.listing"), "MOST_COUNTED", 1)
    for number in (1, 2):
        new(phone=f"+861380000000{number}", email=None)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_many_are_walked_along_in_their_order(session: Session, cast: Cast, sort: Sort) -> None:
    """V-01: what is filtered is no reason to sort all that pass."""
    filters = Filters(states=[State.NEW], sort=sort)
    found = plan(session, lambda: listing(cast.agent, filters, now=MONDAY))
    assert "SCAN case USING INDEX ix_case_received" in found
    assert "TEMP B-TREE" not in found


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("sort", "index"), [(Sort.DUE, "ix_case_due"), (Sort.PRIORITY, "ix_case_priority_due")]
)
def test_many_of_a_department_are_walked_along_in_their_order(
    session: Session, cast: Cast, sort: Sort, index: str
) -> None:
    """V-01: whoever sees cases for many reasons does not have all of them read and sorted."""
    for case in session.scalars(select(Case)):
        case.registered_by_id = cast.stranger.id
    session.flush()
    assert departments_of(cast.stranger)  # remembered: they are sorted, and few
    found = plan(session, lambda: listing(cast.stranger, Filters(sort=sort), now=MONDAY))
    assert f"USING INDEX {index}" in found
    assert "SEARCH case USING COVERING INDEX ix_case_department_state_due (lead_department_id=?)" in found
    assert "TEMP B-TREE FOR ORDER BY" not in found
    assert "MULTI-INDEX OR" not in found


def test_a_few_are_looked_up_and_sorted(session: Session, cast: Cast) -> None:
    new()
    found = plan(
        session, lambda: listing(cast.agent, Filters(states=[State.NEW], sort=Sort.NEWEST), now=MONDAY)
    )
    assert "SEARCH case USING COVERING INDEX ix_case_state_due" in found
    assert "SEARCH case USING INTEGER PRIMARY KEY" in found
    assert "ix_case_received" not in found


def counted(staff: Staff) -> object:
    return counts(staff, MONDAY, training.counted(staff, MONDAY, 14))


ASKED: dict[str, Callable[[Cast], object]] = {
    **{f"waiting for the {part}": lambda cast, part=part: first_waiting(getattr(cast, part)) for part in
       ("agent", "handler", "head", "leader", "finance", "legal")},
    "counted for the agent": lambda cast: counted(cast.agent),
    "counted for the head": lambda cast: counted(cast.head),
    "mails": lambda cast: count_with_unread(cast.agent.id),
    "calls": lambda cast: count_calls(cast.agent, MONDAY),
}  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_what_stands_in_the_frame_of_every_page_reads_no_table_whole(
    session: Session, cast: Cast, asked: str
) -> None:
    """M-02: what is done and over is left alone; departments are few."""
    found = plan(session, lambda: ASKED[asked](cast))
    scanned = [line for line in found.splitlines() if line.startswith("SCAN") and line != "SCAN CONSTANT ROW"]
    assert not {line for line in scanned if not line.startswith(("SCAN department", "SCAN anon"))}


def test_the_revisits_of_a_case_are_found_by_it(session: Session, cast: Cast) -> None:
    case = new()
    found = plan(session, lambda: story_of(case))
    assert "SEARCH revisit USING" in found
    assert "SEARCH invitation_1 USING INTEGER PRIMARY KEY" in found
    assert "MATERIALIZE" not in found
