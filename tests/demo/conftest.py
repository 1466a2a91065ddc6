"""The demo company, made once for all tests of its content."""

from datetime import date

import pytest

from demo.company import make_company
from demo.story import Company

TODAY = date(2026, 11, 21)  # a Saturday
HOTLINE = "400-600-7000"


@pytest.fixture(scope="session")
def company() -> Company:
    """云帆网络 as it stands on the morning of TODAY."""
    return make_company(TODAY, hotline=HOTLINE)
