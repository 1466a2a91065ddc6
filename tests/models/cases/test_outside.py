"""The case warns before its customer may turn to the regulator (H-11)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
import time_machine

from models.cases import actions
from models.cases.rules.outside import OutsideRight, outside_right
from models.cases.tables import Case
from models.cases.words import Kind
from models.db import db
from models.rulebook.queries import rules_of
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import DAY, answered, new, taken
from tests.moments import MONDAY
from tests.portal.cases.conftest import address

pytestmark = pytest.mark.usefixtures("session")
FIFTEENTH = date(2026, 12, 8)


def right(case: Case, now: datetime) -> OutsideRight | None:
    return outside_right(case, rules_of(case.rulebook_id), now)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (9, None),
        (10, OutsideRight(FIFTEENTH, gained=False)),
        (14, OutsideRight(FIFTEENTH, gained=False)),
        (15, OutsideRight(FIFTEENTH, gained=True)),
        (40, OutsideRight(FIFTEENTH, gained=True)),
    ],
)
def test_h11_from_five_days_before_the_fifteenth(
    cast: Cast, days: int, expected: OutsideRight | None
) -> None:
    assert right(taken(cast), MONDAY + days * DAY) == expected


def test_h11_not_for_who_has_an_answer_or_does_not_complain(cast: Cast) -> None:
    later = MONDAY + 14 * DAY
    assert right(answered(cast), later) is None
    assert right(new(kind=Kind.SUGGESTION), later) is None
    again = answered(cast)
    actions.confirm(again, False, "不行", now=MONDAY + DAY)
    assert right(again, later) is None


def test_h11_the_case_page_says_so(
    cast: Cast, client: Client, at: Callable[[datetime], time_machine.Traveller]
) -> None:
    case = taken(cast)
    db.session.commit()
    at(MONDAY + 12 * DAY)
    page = client.come_in(cast.head).get(address(case)).text
    assert "12-08" in region(page, "#case-outside")
