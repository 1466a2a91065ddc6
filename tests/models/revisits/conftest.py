"""The company that the tests of revisits begin with."""

import pytest
from sqlalchemy.orm import Session

from models.db import db
from tests.models.revisits.company import Company, found


@pytest.fixture
def company(session: Session) -> Company:
    """A company with its rulebook and questionnaires."""
    made = found()
    db.session.commit()
    return made
