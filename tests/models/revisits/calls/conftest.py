"""What the tests here share."""

import pytest

from models.cases.tables import Case
from tests.cast import Cast
from tests.models.revisits.cases import asked_by_phone, the_case
from tests.servers.databases import Fill


@pytest.fixture
def beginning(beginning: tuple[Fill, ...], request: pytest.FixtureRequest) -> tuple[Fill, ...]:
    """With the case where a test asks for it."""
    return (*beginning, asked_by_phone) if "case" in request.fixturenames else beginning


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case whose customer has no mail address: its revisit is on the phone list."""
    return the_case()
