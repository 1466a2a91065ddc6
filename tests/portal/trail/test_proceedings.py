"""The trail of matters: who reported is not in it, and nobody reads of their own there (A-02, A-04)."""

import pytest
from flask import Flask
from sqlalchemy import select

from models.accountability import actions
from models.accountability.words import MatterState
from models.db import db
from models.events.queries import Narrowing, trail
from models.events.tables import Event, Party
from models.people.actions.roles import grant
from models.people.roles import Role
from models.people.tables import Staff
from portal.trail.lines import Line, lines
from tests.cast import Cast
from tests.client import Client
from tests.models.accountability.making import bench, reported, to
from tests.moments import MONDAY

TRAIL = "/portal/trail"


def read(by: Staff, subject: str) -> list[Line]:
    """The trail of a subject, for a reader."""
    return lines(trail(Narrowing(subjects=[subject])).rows, by)


def test_a04_the_trail_never_says_who_reported_a_colleague(cast: Cast, client: Client) -> None:
    """A-04, X-03: neither row, page, filter by person, nor file; only who decides on it reads the name."""
    candidate = reported(cast.stranger, cast.handler)
    actions.dismiss_candidate(candidate, f"与{cast.stranger.name}核实，不成立。", by=cast.hr, now=MONDAY)
    db.session.commit()
    found = db.session.scalars(select(Event).where(Event.kind == "candidate.found")).one()
    assert (found.party, found.staff_id) == (Party.SYSTEM, None)
    client.come_in(cast.auditor)
    page = client.get(f"{TRAIL}?kind=candidate").text
    assert "candidate" in page
    cells = client.send(f"{TRAIL}/exports", kind="candidate", format="csv").text
    assert "candidate" in cells
    for text in (page, cells):
        assert cast.stranger.name not in text
        assert cast.stranger.number not in text


@pytest.mark.usefixtures("session")
def test_a04_nobody_reads_in_the_trail_what_is_found_about_themselves_or_their_head(
    app: Flask, cast: Cast
) -> None:
    """A-04: an auditor who is the person, their head, under them, or reported it, sees that something
    happened and not what."""
    candidate = reported(cast.stranger, cast.handler)
    for person in (cast.handler, cast.head, cast.stranger):
        grant(person, {*person.roles - {Role.STAFF}, Role.AUDITOR})
    matter = to(MatterState.NOTIFIED, bench(cast))
    db.session.commit()
    with app.test_request_context("/"):
        readers = {part: read(person, candidate.audit_name)[0].facts for part, person in vars(cast).items()}
        assert {part for part, facts in readers.items() if not facts} == {"handler", "head", "stranger"}
        assert all(not line.facts for line in read(cast.handler, matter.audit_name))
        told = {name: value for line in read(cast.auditor, matter.audit_name) for name, value in line.facts}
    assert f"{cast.inspector.name} {cast.inspector.number}" in told.values()
