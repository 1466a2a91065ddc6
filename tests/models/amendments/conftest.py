"""A draft of the next edition."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.amendments import actions
from models.amendments.tables import Amendment
from tests.cast import Cast
from tests.models.amendments.drafts import NOW


@pytest.fixture
def draft(session: Session, cast: Cast, at: Callable[[datetime], Traveller]) -> Amendment:
    """The draft that the administrator began; no part of it is changed yet."""
    at(NOW)
    return actions.start(by=cast.administrator, now=NOW)
