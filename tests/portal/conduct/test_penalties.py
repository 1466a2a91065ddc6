"""The forms of a matter put its measures in force, and a won appeal takes them back (C-03, C-04)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.accountability.words import MatterState
from models.conduct.queries.points import balance_of
from models.conduct.tables import Penalty
from models.db import db
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.accountability.making import bench, to
from tests.moments import MONDAY


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def test_c03_from_the_receipt_of_a_decision_to_a_won_appeal(cast: Cast, client: Client) -> None:
    """Points go with the receipt and come back with the hearing; both stand in the ledger and in the file."""
    people = bench(cast)
    matter = to(MatterState.DECIDED, people)
    here = f"/portal/matters/{matter.number}"
    client.come_in(people.person)
    assert client.submit(here, "/receipt").status_code == 303
    assert balance_of(people.person) == -2
    page = client.get("/portal/points").text
    assert matter.number in region(page, "#entries")
    assert words_in_the_other_language(page) == []
    assert client.submit(here, "/appeal", **{"appeal-text": "请考虑当时的工作量。"}).status_code == 303
    client.come_in(people.leader)
    fields = {"hearing-outcome": "reversed", "hearing-reason": "事实不清。"}
    assert client.submit(here, "/hearing", **fields).status_code == 303
    db.session.expire_all()
    assert balance_of(people.person) == 0
    assert all(each.reversed_at for each in db.session.scalars(select(Penalty)))
    page = client.come_in(people.person).get(f"/portal/staff-files/{people.person.number}").text
    assert "已撤销" in region(page, "#file")
    assert words_in_the_other_language(page) == []


def test_c03_the_head_reads_no_penalty(cast: Cast, client: Client) -> None:
    matter = to(MatterState.DELIVERED, bench(cast))
    page = client.come_in(cast.head).get(f"/portal/staff-files/{cast.handler.number}").text
    assert matter.number not in page
