"""The share of right categories month by month, as a line (T-05)."""

from collections.abc import Mapping

from portal.suggestions.figures import Tally
from web.charts import Course, Point, course
from web.language import _
from web.language.filters import number

LEAST_POINTS = 2


def line_of(by_month: Mapping[str, Tally]) -> Course | None:
    """The line over the months, the oldest first; none over fewer than two of them."""
    points = [
        Point.of(month, found)
        for month, tally in sorted(by_month.items())
        if (found := tally.share("category"))
    ]
    if len(points) < LEAST_POINTS:
        return None
    note = f" (n={number(points[-1].n)})"
    return course(points, _("Share by month"), note=note, height=320)
