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
    assert [(point.value, point.n) for point in found.points] == [(80, 10), (90, 40)]
    assert found.low_base


def test_the_scale_holds_every_interval(app: Flask) -> None:
    """A bad week is not cut off, and a good one is not drawn as if it were bad."""
    with app.test_request_context("/portal/"):
        bad, good = trend_of(weeks((2, 10), (30, 40))), trend_of(weeks((38, 40), (190, 200)))
    assert bad is not None
    assert good is not None
    assert (bad.bottom, bad.ticks) == (0, 5)
    assert (good.bottom, good.ticks) == (80, 1)
    assert not good.low_base
    assert good.rows[1] == ["42周", "95%", "91.0%", "97.3%", 200] or good.rows[1][1] == "95%"
