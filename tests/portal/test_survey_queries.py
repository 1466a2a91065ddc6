"""Screens of surveys ask as many queries over twenty rows as over two (M-02, S-01, S-03, S-06, S-07)."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models.surveys import actions as surveys
from models.surveys.draft import DraftText
from models.surveys.rules import drafting
from models.surveys.words import DraftEdit
from tests.cast import Cast
from tests.client import Client
from tests.models.campaigns.making import customers, prepared
from tests.models.reports.sample import sample, stored
from tests.models.results.answering import many
from tests.moments import MONDAY
from tests.statements import CountStatements

Fill = Callable[[Cast, int], None]


@pytest.fixture(autouse=True)
def monday(at: Callable[..., object]) -> None:
    at(MONDAY)


def campaigns(cast: Cast, times: int) -> None:
    """So many more, each with people drawn."""
    customers(2)
    for _ in range(times):
        prepared(cast)


def comments(cast: Cast, times: int) -> None:
    """Answers with words and a score, about cases of their own."""
    many([5, 1] * times, words="师傅很耐心", others={"speed": 3})


def reports(cast: Cast, times: int) -> None:
    """Drafts of so many months, of other years each time."""
    for month in range(times):
        stored(sample(f"{2000 + times + month // 12}-{month % 12 + 1:02}"), cast.agent)


def questionnaires(cast: Cast, times: int) -> None:
    """So many new ones, not published yet."""
    for number in range(times):
        surveys.create(DraftText(zh=f"问卷{number}", en=f"Survey {number}"), by=cast.inspector, now=MONDAY)


@pytest.mark.parametrize(
    ("address", "person", "fill", "most"),
    [
        ("/portal/campaigns", "inspector", campaigns, 11),
        ("/portal/questionnaires", "inspector", questionnaires, 9),
        ("/portal/reports", "agent", reports, 10),
        ("/portal/results", "inspector", comments, 19),
        ("/portal/results/answers?measure=handling", "inspector", comments, 13),
        ("/portal/results/comments", "inspector", comments, 14),
        ("/portal/results/comments?points=5,4&q=师傅", "inspector", comments, 14),
    ],
)
def test_lists_ask_a_fixed_number_of_queries(
    session: Session,
    cast: Cast,
    client: Client,
    statements: CountStatements,
    address: str,
    person: str,
    fill: Fill,
    most: int,
) -> None:
    """With two rows, and with twenty more."""
    client.come_in(getattr(cast, person))
    seen = []
    for times in (5, 20):
        fill(cast, times)
        session.commit()
        client.get(address)
        with statements() as found:
            assert client.get(address).status_code == 200
        seen.append(found.count)
    assert seen[0] == seen[1] <= most


def test_one_campaign_asks_a_fixed_number_of_queries(
    session: Session, cast: Cast, client: Client, statements: CountStatements
) -> None:
    """S-03: whatever the number of people drawn."""
    client.come_in(cast.inspector)
    seen = []
    for times in (2, 20):
        customers(times)
        address = f"/portal/campaigns/{prepared(cast).number}"
        client.get(address)
        with statements() as found:
            assert client.get(address).status_code == 200
        seen.append(found.count)
    assert seen[0] == seen[1] <= 11


def test_the_editor_asks_a_fixed_number_of_queries(
    session: Session, cast: Cast, client: Client, statements: CountStatements
) -> None:
    """S-01: whatever the number of questions."""
    client.come_in(cast.inspector)
    version, seen = surveys.begin("quarterly", by=cast.inspector, now=MONDAY), []
    address = "/portal/questionnaires/quarterly/draft"
    for _round in range(2):
        session.commit()
        client.get(address)
        with statements() as found:
            assert client.get(address).status_code == 200
        seen.append(found.count)
        for _ in range(9):
            surveys.edit(
                version,
                lambda draft: drafting.duplicated(draft, "price", ())[0],
                DraftEdit.COPIED,
                "price",
                by=cast.inspector,
                now=MONDAY,
            )
    assert seen[0] == seen[1] <= 11
