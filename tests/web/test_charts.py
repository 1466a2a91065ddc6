"""Charts: the same drawing for a phone, a desk and paper, never by colour alone (S-06, S-07, X-05)."""

import pytest
from flask import Flask
from lxml import html

from models.surveys.rules.statistics import share
from web.charts import Part, Point, bars, course, floor_of, span, stack

COUNTS = (40, 30, 15, 10, 5)


@pytest.fixture(autouse=True)
def reading(app: Flask) -> object:
    """A reader of English."""
    with app.test_request_context("/?lang=en"):
        yield


def drawn(markup: str) -> html.HtmlElement:
    """A drawing as elements."""
    return html.fragment_fromstring(markup)


def point(name: str, satisfied: int, n: int, href: str = "") -> Point:
    found = share(satisfied, n)
    assert found is not None
    return Point.of(name, found, href)


def test_five_points_as_parts_of_a_bar() -> None:
    """The parts add up to the width; narrow ones have no number; the row says the satisfied share."""
    row = stack("Attitude", [Part(count) for count in COUNTS])
    assert (row.name, row.value) == ("Attitude", "70.0%")
    parts = drawn(row.drawing).xpath("./rect")
    assert [(part.get("class"), part.get("x"), part.get("width")) for part in parts] == [
        ("p5", "0%", "40%"),
        ("p4", "40%", "30%"),
        ("p3", "70%", "15%"),
        ("p2", "85%", "10%"),
        ("p1", "95%", "5%"),
    ]
    assert drawn(row.drawing).xpath("./text/text()") == ["40%", "30%", "15%", "10%"]
    assert drawn(row.drawing).get("aria-hidden") == "true"


def test_parts_that_lead_to_their_answers() -> None:
    """A link has a name, escaped, and the drawing is not hidden from whoever listens."""
    row = stack("<b>", [Part(count, f"<{count}>", "/answers?a=1&b=2") for count in COUNTS])
    picture = drawn(row.drawing)
    assert picture.xpath("./a/@href") == ["/answers?a=1&b=2"] * 5
    assert picture.xpath("./a/title/text()") == ["<40>", "<30>", "<15>", "<10>", "<5>"]
    assert picture.get("aria-hidden") is None


def test_a_share_with_its_interval() -> None:
    """Hollow over few answers; without an interval where nobody was drawn; not drawn where it is hidden."""
    few, open_survey = point("A", 8, 10), Point("B", 0.5, n=200)
    assert drawn(span(few).drawing).xpath("./circle/@class") == ["dot few"]
    assert len(drawn(span(few).drawing).xpath("./line[@class='interval']")) == 1
    assert drawn(span(open_survey).drawing).xpath("./line/@class") == ["grid"]
    assert (span(Point("C")).value, span(Point("C")).drawing) == ("not shown", "")


def test_a_course_breaks_where_a_point_is_hidden() -> None:
    """S-06: what may not be shown is not joined over; a band around neighbours, a line through one alone."""
    points = [point("1", 30, 40), point("2", 31, 40), Point("3"), point("4", 20, 40, "/there")]
    found = course(points, "Share", paper=False)
    picture = drawn(found.drawing)
    assert len(picture.xpath("./line[@class='course']")) == 1
    assert len(picture.xpath("./svg/polygon[@class='band']")) == 1
    assert len(picture.xpath("./line[@class='interval']")) == 1
    assert picture.xpath("./a/@href") == ["/there"]
    assert picture.xpath("./a/title/text()") == ["4: 50% of 40, between 35% and 65%"]
    assert (picture.get("role"), picture.get("aria-label")) == ("group", "Share")
    assert found.rows[2] == ["3", "not shown", "not shown", "not shown", "not shown"]


def test_the_scale_holds_every_interval() -> None:
    """A bad month is not cut off, and a good one is not drawn as if it were bad."""
    bad, good = [point("1", 2, 10), point("2", 30, 40)], [point("1", 38, 40), point("2", 190, 200)]
    assert (floor_of(bad), floor_of(good), floor_of([Point("1")])) == (0.0, 0.8, 0.0)
    ticks = drawn(course(good, "Share").drawing).xpath("./text[@class='axis'][@text-anchor='end']/text()")
    assert ticks == ["80%", "100%"]


def test_many_points_have_few_names() -> None:
    """X-05: on a phone no name stands over another, and the last one is always said."""
    picture = drawn(course([point(str(n), 30, 40) for n in range(52)], "Share").drawing)
    names = picture.xpath("./text[@class='axis'][@text-anchor='middle']/text()")
    assert names == ["6", "15", "24", "33", "42", "51"]


def test_bars_have_their_figures_behind_them() -> None:
    row = bars("First response", [(0.5, "50%"), (1.0, "100%")])
    picture = drawn(row.drawing)
    assert picture.xpath("./rect/@class") == ["plain soft", "plain"]
    assert picture.xpath("./rect/@width") == ["42%", "84%"]
    assert picture.xpath("./svg/text/text()") == ["50%", "100%"]


def test_colours_are_in_the_drawing_on_paper_alone() -> None:
    """S-07: no style may stand in a page, and a paper's sheet does not reach into a drawing."""
    parts = [Part(count) for count in COUNTS]
    assert "style" not in stack("A", parts).drawing
    assert drawn(stack("A", parts, paper=True).drawing).xpath("./style")
