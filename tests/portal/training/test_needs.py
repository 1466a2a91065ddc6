"""Requirements and gaps on the screen; the certificate that can be verified (L-04)."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select
from time_machine import Traveller

from jobs.papers import print_papers
from jobs.training import certify, keep_needs
from models.db import db
from models.papers.tables import Paper
from models.training import actions
from models.training.queries.needs import needs_of
from models.training.words import NeedState
from tests.cast import Cast, meet
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.training.making import HOUR, planned
from tests.models.training.test_needs import logged, required
from tests.moments import MONDAY

PAGE = "/portal/training"


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 4 * HOUR)


def test_l04_hr_requires_and_everybody_sees_their_part(cast: Cast, client: Client) -> None:
    client.come_in(cast.hr)
    page = f"{PAGE}/requirements"
    fields = {"title": "投诉处理上岗", "roles": ["department_handler"], "due_days": "30"}
    assert client.submit(page, "/requirements", **(fields | {"due_days": "0"})).status_code == 422
    assert client.submit(page, "/requirements", **fields).status_code == 303
    db.session.rollback()
    keep_needs(MONDAY)
    cast = meet()
    matrix = client.get(f"{PAGE}/matrix?gaps=y")
    assert words_in_the_other_language(matrix.text, {"投诉处理上岗"}) == []
    assert cast.handler.number in region(matrix.text, "#matrix")
    assert cast.agent.number not in region(matrix.text, "#matrix")
    head = region(client.come_in(cast.head).get(f"{PAGE}/matrix").text, "#matrix")
    assert cast.handler.number in head
    assert cast.stranger.number not in head
    assert client.come_in(cast.agent).get(f"{PAGE}/matrix").status_code == 404
    assert "投诉处理上岗" in region(client.come_in(cast.handler).get(PAGE).text, "#needs")


def test_l04_a_need_is_arranged_met_and_certified(app: Flask, cast: Cast, client: Client) -> None:
    requirement = required(cast)
    actions.open_needs(requirement.id, now=MONDAY)
    session = planned(cast, MONDAY)
    [need] = needs_of(cast.handler)
    here, number = f"{PAGE}/needs/{need.id}", need.id
    assert client.come_in(cast.stranger).get(here).status_code == 404
    client.come_in(cast.hr)
    assert client.submit(here, "/session", session=session.number).status_code == 303
    logged(cast, session, "handler")
    db.session.commit()
    handler = cast.handler
    with app.app_context():
        assert (certify(MONDAY).done, certify(MONDAY).done) == (1, 0)
        assert print_papers(MONDAY).done == 1
    db.session.rollback()
    [found] = needs_of(handler)
    assert (found.id, found.state) == (number, NeedState.MET)
    assert client.come_in(handler).get(f"{here}/certificate.pdf").data[:5] == b"%PDF-"
    code = db.session.scalars(select(Paper.code)).one()
    assert "培训合格证书" in client.get(f"/verify/{code}").text
    assert session.number in client.get(f"/portal/staff-files/{handler.number}").text
