"""What it costs to take personal data out of one case does not grow with the others (X-03)."""

from sqlalchemy.orm import Session

from models.customers.tables import Customer
from models.personal.actions import expire_case
from tests.cast import Cast
from tests.models.personal.expiring import ASKED, closed
from tests.statements import plan

FEW = ("SCAN CONSTANT ROW", "SCAN staff", "SCAN (subquery")
"""Colleagues, whose names and addresses stay, are few, and so is what was found of the case before."""


def test_no_table_that_grows_with_the_cases_is_read_whole(session: Session, cast: Cast) -> None:
    case = closed(cast)
    session.commit()
    customer = session.get_one(Customer, case.customer_id)
    found = plan(session, lambda: expire_case(case, customer, {}, now=ASKED))
    assert "SEARCH case_gram USING" in found
    scanned = {line for line in found.splitlines() if line.startswith("SCAN")}
    assert not {line for line in scanned if not line.startswith(FEW)}
