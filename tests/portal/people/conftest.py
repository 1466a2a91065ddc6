"""What the tests here share."""

import pytest

from tests.cast import Cast
from tests.client import Client


@pytest.fixture
def hr(cast: Cast, client: Client) -> Client:
    """Human Resources at the portal."""
    return client.come_in(cast.hr)
