"""A-01: the responsibility chain as a screen and as a paper, for whoever sees the case."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from sqlalchemy.orm import Session

from models.cases import actions
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import DAY, HOUR, taken, waiting
from tests.moments import MONDAY


@pytest.fixture(autouse=True)
def nine_days_later(at: Any) -> Any:
    return at(MONDAY + 9 * DAY)


def test_a01_who_held_it_and_how_long(
    session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]
) -> None:
    case = waiting(cast)
    actions.resume(case, by=cast.handler, now=MONDAY + 5 * HOUR, seen=None)
    cast.head.language = Language.EN
    session.commit()
    page = client.come_in(cast.head).get(f"/portal/cases/{case.number}/chain").text
    valid_html(page)
    chain = region(page, "#chain")
    for said in (
        "Owned the case", "Ji Shu", "Technical Operations", "Cheng Zhang", "goes on", "late",
        "stood still for 2 h 30 min", "waited for the customer Mon 23 Nov 2026, 11:00 – 15:00",
    ):  # fmt: skip
        assert said in chain
    assert f"/portal/cases/{case.number}/chain.pdf" in page


def test_a01_a_paper_of_it(session: Session, cast: Cast, client: Client) -> None:
    case = taken(cast)
    session.commit()
    answer = client.come_in(cast.head).get(f"/portal/cases/{case.number}/chain.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    again = client.get(f"/portal/cases/{case.number}/chain.pdf")
    assert again.data == answer.data, "made twice at one moment it is the same"
    with pikepdf.open(BytesIO(answer.data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo.Title) == f"工单 {case.number} 责任链"


def test_a01_a_stranger_learns_nothing(session: Session, cast: Cast, client: Client) -> None:
    case = taken(cast)
    session.commit()
    client.come_in(cast.stranger)
    for address in ("chain", "chain.pdf"):
        assert client.get(f"/portal/cases/{case.number}/{address}").status_code == 404
