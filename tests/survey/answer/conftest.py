"""An answered case whose customer holds a link."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask

from models.cases.tables import Case
from models.db import db
from models.ids import Signer
from models.revisits.tables import Revisit
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY
from tests.models.revisits.answering import invitation_of, revisit_of
from tests.models.revisits.cases import HOUR, asked_by_letter, the_case
from tests.servers.databases import Fill

Traveller = Callable[[datetime], object]
THEN = MONDAY + 2 * HOUR


@pytest.fixture
def beginning(beginning: tuple[Fill, ...], request: pytest.FixtureRequest) -> tuple[Fill, ...]:
    """With the case where a test asks for it."""
    return (*beginning, asked_by_letter) if "case" in request.fixturenames else beginning


@pytest.fixture
def case(client: Client, cast: Cast, at: Traveller) -> Case:
    """Answered on Monday at ten, asked about at eleven; it is noon now."""
    at(THEN)
    return the_case()


@pytest.fixture
def revisit(case: Case) -> Revisit:
    """The revisit that asks about it."""
    return revisit_of(case)


@pytest.fixture
def link(app: Flask, revisit: Revisit) -> str:
    """The address in the customer's mail."""
    signer: Signer = app.extensions["signer"]
    db.session.commit()
    return "/s/" + signer.token("survey", invitation_of(revisit).locator)
