"""V-05, S-06: ratings after a chat are a source of their own; silent customers are known as such."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from models.results import queries
from models.results.rules.sheets import Head
from models.results.words import Attribute
from models.revisits.actions import ask_after_chat
from models.surveys.rules.statistics import FivePoints
from tests.cast import Cast
from tests.models.campaigns.making import answer
from tests.models.cases.channels import chatted
from tests.models.cases.making import HOUR
from tests.models.results.answering import chosen, many
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases


def test_ratings_are_counted_apart_from_revisits(session: Session, cast: Cast) -> None:
    many([1, 1, 1])
    for n, points in enumerate((5, 4, None)):
        asked = ask_after_chat(chatted(cast, conversation=f"c-{n}", email=f"c{n}@example.com"), now=MONDAY)
        assert asked is not None
        if points is not None:
            answer(asked.invitation, points, now=MONDAY + HOUR)
    viewer, selection = cast.inspector, chosen("chat")
    measures = queries.measures(selection)
    assert measures.main is not None
    tallies = queries.by_attributes(viewer, selection, measures, measures.main.code, [Attribute.CHANNEL])
    assert tallies.five_points(measures.main.code) == FivePoints((1, 1, 0, 0, 0))
    head = queries.head(viewer, selection)
    assert (head.complete, head.partial) == (2, 0)
    became = queries.response(viewer, selection, head)
    assert became is not None
    assert (became.dispositions.complete, became.dispositions.waiting) == (2, 1)


@pytest.mark.parametrize(("days", "waiting", "silent"), [(1, 1, 0), (30, 0, 1)])
def test_who_is_waited_for_goes_by_our_clock(
    session: Session, cast: Cast, at: Callable[..., object], days: int, waiting: int, silent: int
) -> None:
    """V-05, S-06: not by that of the database, which may be in another time zone."""
    assert ask_after_chat(chatted(cast), now=MONDAY) is not None
    session.execute(text("SET TIME ZONE 'Asia/Shanghai'" if _is_postgresql(session) else "SELECT 1"))
    at(MONDAY + days * 24 * HOUR)
    became = queries.response(cast.inspector, chosen("chat"), Head(0, 0))
    assert became is not None
    assert (became.dispositions.waiting, became.dispositions.not_reached) == (waiting, silent)


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
