"""The ways by which people see cases: together what they may see, and none of it twice (X-01)."""

from importlib import import_module

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.queries import Filters, listing, visible_to
from models.cases.queries.scope import each_way
from models.cases.tables import ActionItem, Case, Concerned, Meeting
from models.cases.words import State
from tests.cast import PEOPLE, Cast
from tests.moments import MONDAY
from tests.story import Story


@pytest.mark.both_databases
@pytest.mark.parametrize("part", PEOPLE)
def test_the_ways_are_what_somebody_may_see(session: Session, cast: Cast, story: Story, part: str) -> None:
    """X-01, V-01: as every role; the list counts and shows the same cases."""
    person = getattr(cast, part)
    seen = sorted(case.id for case in session.scalars(visible_to(person)))
    ways = [case.id for way in each_way(person) for case in session.scalars(way)]
    assert sorted(ways) == seen
    found = listing(person, Filters(), now=MONDAY)
    assert (found.total, sorted(case.id for case in found.rows)) == (len(seen), seen)
    closed = [case.id for case in session.scalars(visible_to(person).where(Case.state == State.CLOSED))]
    assert listing(person, Filters(states=[State.CLOSED]), now=MONDAY).total == len(closed)


@pytest.mark.parametrize("part", ["handler", "head", "finance", "legal", "store"])
def test_more_than_are_counted(
    session: Session, cast: Cast, story: Story, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V-01: the list says that there are more, and its pages hold the same cases in the same order."""
    person = getattr(cast, part)
    whole = listing(person, Filters(), now=MONDAY)
    assert not whole.more
    most = whole.total - 1
    monkeypatch.setattr(import_module("models.cases.queries.listing"), "MOST_COUNTED", most)
    part_of_it = listing(person, Filters(), now=MONDAY)
    assert (part_of_it.more, part_of_it.total) == (True, most)
    assert [case.id for case in part_of_it.rows] == [case.id for case in whole.rows]


def test_items_and_consultations_name_the_case_of_their_meeting(session: Session, story: Story) -> None:
    """G-04, T-04: who sees the case by them is found without the meeting."""
    for table in (ActionItem, Concerned):
        rows = session.execute(
            select(table.case_id, Meeting.case_id).join(Meeting, Meeting.id == table.meeting_id)
        )
        found = [tuple(row) for row in rows]
        assert found
        assert [case_id for case_id, _of_meeting in found] == [of_meeting for _case_id, of_meeting in found]
