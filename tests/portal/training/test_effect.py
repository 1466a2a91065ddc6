"""The effect of training on the screen and as a workbook: what the models give, no more (L-06)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.kpi.words import Figure
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.training.making import DAY, approved
from tests.models.training.test_effect import JULY, NOW, SEPTEMBER, TRAINED_ON, even, figures, held, team
from tests.statements import Statements

PAGE = "/portal/training/effects"
OWN = {"投诉沟通技巧", "投诉分级与时限"}


@pytest.fixture(autouse=True)
def today(at: Callable[..., Traveller]) -> Traveller:
    return at(NOW)


def one_with_figures(session: Session, cast: Cast) -> tuple[str, int]:
    """A session's number and its topic's id, with timeliness 20/50 to 45/50 against 70/100 twice."""
    people = team(session, 10)
    [topic] = approved(cast, TRAINED_ON - 20 * DAY).topics
    made = held(cast, people[:5], topic=topic)
    for month, mine in ((JULY, (20, 50)), (SEPTEMBER, (45, 50))):
        rows = [*even(people[:5], *mine), *even(people[5:], 70, 100)]
        figures(session, month, Figure.TIMELINESS, rows)
    return made.number, topic.id


@pytest.mark.parametrize("language", ["zh", "en"])
def test_l06_the_screen_says_what_the_figures_say(
    session: Session, cast: Cast, client: Client, language: str
) -> None:
    number, topic = one_with_figures(session, cast)
    cast.hr.language = language
    client.come_in(cast.hr)
    listed = client.get(PAGE)
    assert number in region(listed.text, "#sessions")
    found = client.get(f"{PAGE}/sessions/{number}")
    assert words_in_the_other_language(found.text, OWN) == []
    assert client.get(f"{PAGE}/topics/{topic}").status_code == 200
    row = region(found.text, "#trained-timeliness")
    others = region(found.text, "#others-timeliness")
    if language == "en":
        assert "40.0%20/50 · 28% – 54%" in row
        assert "+50.0from +32.1 to +63.6+50.0from +28.1 to +68.5Improved more than the others did" in row
        assert "70.0%70/100 · 60% – 78%" in others
        assert "2 of 3 months after it are over" in found.text
        assert "Nobody to compare" not in found.text
    else:
        assert "改善幅度大于未参训人员" in row


def test_l06_the_workbook_holds_the_same(session: Session, cast: Cast, client: Client) -> None:
    number, topic = one_with_figures(session, cast)
    cast.trainer.language = "en"
    client.come_in(cast.trainer)
    for address in (f"{PAGE}/sessions/{number}/effect.xlsx", f"{PAGE}/topics/{topic}/effect.xlsx?among=all"):
        answer = client.get(address)
        rows = list(load_workbook(BytesIO(answer.data)).active.values)
        assert rows[1][1:6] == ("Trained", 5, 20, 50, 0.4)
        assert rows[1][13:20] == (
            0.5,
            0.3211,
            0.6362,
            0.5,
            0.2815,
            0.6852,
            "Improved more than the others did",
        )
        assert rows[2][1:6] == ("Not trained", 5, 70, 100, 0.7)


def test_l06_who_does_not_read_training_does_not_read_its_effect(
    session: Session, cast: Cast, client: Client
) -> None:
    number, topic = one_with_figures(session, cast)
    client.come_in(cast.agent)
    for address in (PAGE, f"{PAGE}/sessions/{number}", f"{PAGE}/topics/{topic}"):
        assert client.get(address).status_code == 403
    client.come_in(cast.hr)
    assert client.get(f"{PAGE}/sessions/T2026-9999").status_code == 404
    assert client.get(f"{PAGE}/topics/9999").status_code == 404


def test_l06_the_number_of_queries_does_not_grow(
    session: Session, cast: Cast, client: Client, statements: Callable[[], AbstractContextManager[Statements]]
) -> None:
    number, _topic = one_with_figures(session, cast)
    client.come_in(cast.hr)
    client.get(f"{PAGE}/sessions/{number}")
    with statements() as first:
        client.get(f"{PAGE}/sessions/{number}")
    people = team(session, 3, "YF")
    figures(session, JULY, Figure.TIMELINESS, even(people, 6, 9), "YF")
    with statements() as then:
        client.get(f"{PAGE}/sessions/{number}?among=all")
    assert then.count == first.count
