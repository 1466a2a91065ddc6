"""X-01: administrators who act on each other at the same moment."""

import pytest

from models.clock import now
from models.db import db
from models.events.actions import SYSTEM
from models.people.actions import set_roles
from models.people.roles import Role
from tests.cast import Cast
from tests.together import Crowd


@pytest.mark.both_databases
def test_two_administrators_do_not_depose_each_other(cast: Cast, crowd: Crowd) -> None:
    """One of them stays, or nobody could administer the house any more."""
    pair = (cast.administrator, cast.plain)
    set_roles(cast.plain, {Role.ADMINISTRATOR}, by=SYSTEM, now=now())
    first, second = pair
    answers = crowd.together(
        crowd.staff(first, f"/portal/people/{second.number}/roles"),
        crowd.staff(second, f"/portal/people/{first.number}/roles"),
    )
    assert answers[0] == 303
    for person in pair:
        db.session.refresh(person)
    assert [Role.ADMINISTRATOR in person.roles for person in pair].count(True) == 1
