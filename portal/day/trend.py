"""The satisfied share week by week, as the line of my day draws it (S-06)."""

from collections.abc import Sequence

from models.revisits.queries.satisfaction import Week
from models.surveys.rules.statistics import shown
from web.charts import Course, Point, course
from web.language import _
from web.language.filters import number

LEAST_POINTS = 2


def trend_of(weeks: Sequence[Week]) -> Course | None:
    """The line over the weeks with enough answers; none with fewer than two of them."""
    points = [
        Point.of(_("w%(n)s", n=week.monday.isocalendar().week), week.satisfied)
        for week in weeks
        if week.satisfied and shown(week.satisfied.n)
    ]
    if len(points) < LEAST_POINTS:
        return None
    return course(points, _("Satisfied share by week"), note=f" (n={number(points[-1].n)})")
