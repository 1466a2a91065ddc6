"""A case on the phone list, and somebody who may call about it."""

from collections.abc import Callable
from datetime import datetime

import pytest

from models.cases.tables import Case
from models.revisits.tables import Revisit
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY
from tests.models.revisits.answering import revisit_of
from tests.models.revisits.cases import HOUR, asked_by_phone, the_case
from tests.servers.databases import Fill

THEN = MONDAY + 2 * HOUR


@pytest.fixture(autouse=True)
def noon(at: Callable[[datetime], object]) -> None:
    """It is Monday noon."""
    at(THEN)


@pytest.fixture
def beginning(beginning: tuple[Fill, ...], request: pytest.FixtureRequest) -> tuple[Fill, ...]:
    """With the case where a test asks for it."""
    return (*beginning, asked_by_phone) if "case" in request.fixturenames else beginning


@pytest.fixture
def case(client: Client, cast: Cast) -> Case:
    """Answered on Monday at ten; its customer has no mail address, so somebody calls."""
    return the_case()


@pytest.fixture
def revisit(case: Case) -> Revisit:
    """The revisit that is to be made."""
    return revisit_of(case)


@pytest.fixture
def caller(client: Client, cast: Cast) -> Client:
    """The second agent, logged in."""
    return client.come_in(cast.second_agent)
