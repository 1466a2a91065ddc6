"""The load of a past day is the work that each held then, whoever had it in the end (A-05)."""

import pytest

from models.accountability.queries import load_on
from models.accountability.rules.measures import Load
from models.cases import actions
from models.clock import local_day
from models.events.actions import SYSTEM
from models.people.actions import set_roles
from models.people.roles import Role
from tests.cast import Cast
from tests.models.cases.making import DAY, answered, taken, triaged
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
TODAY = local_day(MONDAY)


def test_a05_a_case_counts_for_who_held_it_on_the_day(cast: Cast) -> None:
    """A-05: handed over on Tuesday, it was the first owner's on Monday, and the second's on Wednesday."""
    set_roles(cast.head, {Role.DEPARTMENT_HEAD, Role.DEPARTMENT_HANDLER}, by=SYSTEM, now=MONDAY)
    case = taken(cast)
    actions.assign(case, cast.head, reason="休假交接", by=cast.head, now=MONDAY + DAY, seen=None)
    days = [local_day(MONDAY + n * DAY) for n in range(3)]
    assert [load_on(cast.handler.id, day).open_cases for day in days] == [1, 0, 0]
    assert [load_on(cast.head.id, day).open_cases for day in days] == [0, 1, 1]
    assert load_on(cast.handler.id, TODAY) == Load(1, 0.5, 2)


def test_a05_what_agents_did_on_the_day_is_their_load(cast: Cast) -> None:
    """A-05: agents own few cases; those that they triaged, answered or wrote on are their work of the day."""
    for _case in range(3):
        triaged(cast)
    assert load_on(cast.agent.id, TODAY) == Load(3, 1.5, 2)
    assert load_on(cast.second_agent.id, TODAY).open_cases == 0
    assert load_on(cast.agent.id, local_day(MONDAY + DAY)).open_cases == 0


def test_a05_what_was_answered_is_no_load_any_more(cast: Cast) -> None:
    answered(cast)
    assert load_on(cast.handler.id, TODAY).open_cases == 1, "it was worked on"
    assert load_on(cast.handler.id, local_day(MONDAY + DAY)).open_cases == 0
