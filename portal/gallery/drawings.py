"""The charts of the gallery: every kind, few answers, and figures that are not shown."""

from collections.abc import Sequence

from models.surveys.rules.statistics import share
from portal.gallery import samples
from web.charts import Course, Part, Point, Row, bars, course, floor_of, span, stack
from web.language import _


def points(weeks: Sequence[tuple[str, int, int]] = samples.WEEKS) -> list[Point]:
    """The weeks of a department, those without answers not shown."""
    found = [(week, share(satisfied, n)) for week, satisfied, n in weeks]
    return [Point.of(week, each) if each else Point(week) for week, each in found]


def line() -> Course:
    """A share over time."""
    return course(points(), _("Satisfied share by week"), note=" (n=312)")


def broken() -> Course:
    """A share over time with a week that may not be shown, and one with few answers."""
    return course(points(samples.THIN_WEEKS), _("Satisfied share by week"))


def multiples() -> list[tuple[str, Course]]:
    """The same of several departments, on one scale, so that they can be compared."""
    weeks = [points(weeks) for weeks in (samples.WEEKS, samples.THIN_WEEKS, samples.WEEKS[::-1])]
    floor = min(floor_of(each) for each in weeks)
    return [
        (name, course(each, name, floor=floor, height=130))
        for name, each in zip(samples.DEPARTMENTS, weeks, strict=True)
    ]


def stacks() -> list[Row]:
    """Five points of several dimensions."""
    return [stack(name, [Part(count) for count in counts]) for name, counts in samples.COUNTS]


def spans() -> list[Row]:
    """Shares with their intervals."""
    return [span(point) for point in points(samples.THIN_WEEKS)]


def compared() -> list[Row]:
    """Plain bars, before and after."""
    return [bars(name, [(a / 100, f"{a}%"), (b / 100, f"{b}%")]) for name, a, b in samples.COMPARED]
