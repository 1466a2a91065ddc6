"""The trainer's board on the screen: filters in the address, figures that lead to their sessions (M-02)."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.training.test_effect import DAY, NOW, TRAINED_ON, held, team

PAGE = "/portal/training/board"


@pytest.fixture(autouse=True)
def today(at: Callable[..., Traveller]) -> Traveller:
    return at(NOW)


def test_m02_each_figure_of_the_board_leads_to_its_sessions(
    session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]
) -> None:
    august = held(cast, team(session, 3)).number
    september = held(cast, team(session, 1, "YF"), TRAINED_ON + 30 * DAY).number
    session.commit()
    client.come_in(cast.trainer)
    page = client.get(PAGE).text
    valid_html(page)
    assert words_in_the_other_language(page) == []
    assert "2026-08133100.0%–2026-09111100.0%–" in region(page, "#months")
    link = "/portal/training/sessions?state=logged&amp;period=2026-08"
    assert page.count(link) >= 2, "the bar and the row of August"
    found = client.get("/portal/training/sessions?state=logged&period=2026-08").text
    assert (august in found, september in found) == (True, False)
    found = client.get("/portal/training/sessions?state=logged&period=2026").text
    assert (august in found, september in found) == (True, True)
    narrowed = client.get(f"{PAGE}?year=2026&department=YF").text
    assert "2026-08" not in region(narrowed, "#months")
    assert "没有" in client.get(f"{PAGE}?year=2024&field=nonsense").text


def test_m02_the_board_is_for_who_reads_training(session: Session, cast: Cast, client: Client) -> None:
    cast.trainer.language = Language.EN
    session.commit()
    seen = {}
    for part in ("trainer", "hr", "leader", "auditor", "head", "handler", "plain"):
        client.come_in(getattr(cast, part))
        seen[part] = client.get(PAGE).status_code
    assert seen == {
        "trainer": 200, "hr": 200, "leader": 200, "auditor": 200, "head": 403, "handler": 403, "plain": 403,
    }  # fmt: skip
    client.come_in(cast.trainer)
    assert words_in_the_other_language(client.get(PAGE).text) == []
