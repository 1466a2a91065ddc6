"""X-01: administrators who act on each other at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from models.clock import now
from models.db import db
from models.events.actions import SYSTEM, record
from models.events.queries import history
from models.people.actions import set_roles
from models.people.actions.guards import claim
from models.people.roles import Role
from models.people.tables import Staff
from tests.cast import Cast
from tests.together import Crowd


@pytest.mark.both_databases
def test_two_administrators_do_not_depose_each_other(cast: Cast, crowd: Crowd) -> None:
    """One of them stays, or nobody could administer the house any more."""
    pair = (cast.administrator, cast.plain)
    set_roles(cast.plain, {Role.ADMINISTRATOR}, by=SYSTEM, now=now())
    first, second = pair
    answers = crowd.together(
        crowd.staff(first, f"/portal/people/{second.number}/roles", version=str(second.version)),
        crowd.staff(second, f"/portal/people/{first.number}/roles", version=str(first.version)),
    )
    assert answers[0] == 303
    for person in pair:
        db.session.refresh(person)
    assert [Role.ADMINISTRATOR in person.roles for person in pair].count(True) == 1


@pytest.mark.postgresql
def test_x02_two_who_change_each_other_do_not_wait_for_ever(app: Flask, cast: Cast) -> None:
    """X-02: whoever is being changed can still be named as the one who did something else."""
    pair = (cast.administrator.id, cast.plain.id)
    both_hold = Barrier(2)

    def change(mine: int, theirs: int) -> None:
        with app.app_context():
            me, other = db.session.get_one(Staff, mine), db.session.get_one(Staff, theirs)
            claim(other, None)
            both_hold.wait(timeout=30)
            record("staff.changed", other, by=me, now=now(), fields=["phone"])
            db.session.commit()

    with ThreadPoolExecutor(2) as people:
        list(people.map(change, pair, reversed(pair)))
    for who, by in zip((cast.plain, cast.administrator), pair, strict=True):
        assert history(who.audit_name)[-1].staff_id == by
