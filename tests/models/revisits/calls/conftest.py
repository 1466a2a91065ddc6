"""What the tests here share."""

import pytest

from models.cases.tables import Case
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.models.revisits.answering import sent
from tests.models.revisits.cases import HOUR, answered


@pytest.fixture
def case(cast: Cast) -> Case:
    """A case whose customer has no mail address: its revisit is on the phone list."""
    case = answered(cast, email=None)
    sent(case, now=MONDAY + HOUR)
    return case
