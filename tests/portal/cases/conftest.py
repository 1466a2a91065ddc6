"""What tests of the case screens share: an ordinary Monday afternoon, and the addresses of a case."""

from collections.abc import Callable

import pytest
from sqlalchemy import update
from time_machine import Traveller

from models.cases.tables import Case
from models.db import db
from models.outbox.tables import Delivery, OutboxMessage
from tests.models.cases.making import HOUR
from tests.moments import MONDAY

AFTERNOON = MONDAY + 4 * HOUR  # 14:00


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    """It is Monday at two, four hours after the cases of `making` came in."""
    return at(AFTERNOON)


def address(case: Case, end: str = "") -> str:
    """Where a case is, or one of its steps: `address(case, "note")`."""
    return f"/portal/cases/{case.number}" + (f"/{end}" if end else "")


def fresh(case: Case) -> Case:
    """The case as it is stored now, after a request."""
    db.session.expire_all()
    return case


def letters_left() -> None:
    """All letters left as they were written."""
    sent = {"state": Delivery.SENT, "sent_at": OutboxMessage.created_at}
    db.session.execute(update(OutboxMessage).values(sent))
    db.session.commit()
