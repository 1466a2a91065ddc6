"""The satisfied share on my day: only weeks that say something (S-06)."""

from datetime import date, timedelta

from flask import Flask

from models.revisits.queries.satisfaction import Week
from models.surveys.rules.statistics import share
from portal.day.trend import trend_of


def weeks(*counts: tuple[int, int]) -> list[Week]:
    """Satisfied answers of all answers, week by week."""
    monday = date(2026, 10, 5)
    return [Week(monday + timedelta(weeks=n), share(*count)) for n, count in enumerate(counts)]


def test_few_answers_are_not_shown(app: Flask) -> None:
    """Under five answers a week is left out, and one week alone is no trend."""
    with app.test_request_context("/portal/"):
        found = trend_of(weeks((8, 10), (4, 4), (0, 0), (36, 40)))
        assert trend_of(weeks((8, 10), (4, 4))) is None
        assert trend_of([]) is None
    assert found is not None
    assert [(point.value, point.n) for point in found.points] == [(0.8, 10), (0.9, 40)]
    assert found.few


def test_the_table_beside_the_line(app: Flask) -> None:
    """The week, n, the share and its interval; the last figure is written in the line, with its n."""
    with app.test_request_context("/portal/?lang=en"):
        good = trend_of(weeks((38, 40), (190, 200)))
        assert good is not None
        assert good.rows[1] == ["w42", "200", "95.0%", "91.0%", "97.3%"]
    assert not good.few
    assert ">95% (n=200)</text>" in good.drawing
