"""Every chart of the house: shapes in per cent of the width, words in their own size.

A drawing without a view box fits a phone, a desk and a sheet of paper alike, so each is sent once and its
letters keep their size. Shapes carry classes alone: `static/css/charts.css` colours them on the screen,
light, dark and printed; a sheet inside them colours them on paper. The macros of `components/chart.html` lay
rows out. Beside every chart stands a table that says the same in numbers.
"""

from web.charts.course import Course, course, floor_of
from web.charts.points import Point
from web.charts.rows import Part, Row, bars, span, stack

__all__ = ["Course", "Part", "Point", "Row", "bars", "course", "floor_of", "span", "stack"]
