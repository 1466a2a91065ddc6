"""H-07: two people make a case of one message at the same moment."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.events.tables import Event
from models.mailbox import queries
from models.mailbox.actions import process, read, take_in
from tests.cast import Cast
from tests.moments import MONDAY
from tests.portal.mailbox.test_screens import LOOP
from tests.together import Crowd
from web.mail_room import office

pytestmark = pytest.mark.both_databases


def test_h07_one_of_two_makes_a_case_of_a_message(
    app: Flask, session: Session, cast: Cast, crowd: Crowd, at: Any
) -> None:
    """V-04: the other one is told, and nothing is kept or written down twice."""
    at(MONDAY)
    with app.app_context():
        room = office()
    kept = take_in(LOOP, arrived_at=MONDAY, store=room.store, now=MONDAY)
    message = queries.find(kept.id)
    assert message is not None
    process(message, read(message, office=room), office=room, now=MONDAY)
    there = f"/portal/mailbox/{message.id}/case"
    answers = crowd.together(*[crowd.staff(each, there) for each in (cast.agent, cast.second_agent)])
    assert answers == [303, 409]
    made = select(func.count(Event.id)).where(Event.kind == "mail.made_case")
    assert (session.scalar(select(func.count(Case.id))), session.scalar(made)) == (1, 1)
