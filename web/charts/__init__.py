"""Small charts for published pages and papers: shapes in per cent of the width, words in their own size.

A drawing without a view box fits a phone, a desk and a sheet of paper alike, so each is sent once and its
letters keep their size. Shapes carry classes alone: `static/css/figures.css` colours them on the screen, a
sheet inside them on paper. Every chart stands beside a table that says the same in numbers.
"""

from web.charts.course import Moment, course
from web.charts.rows import span, stack

__all__ = ["Moment", "course", "span", "stack"]
