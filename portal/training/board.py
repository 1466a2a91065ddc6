"""GET /portal/training/board: figures of a year, beside another, open to the sessions (M-02)."""

from dataclasses import dataclass, replace
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.people.queries import departments
from models.people.tables import Department
from models.permissions import Permission
from models.training.queries.board import Taught, TaughtYear, taught_in, years_taught
from models.training.words import Field
from portal.training.blueprint import blueprint, tabs
from web.access import needs
from web.charts import Course, Point, Row, bars, course
from web.fragments import page
from web.language import _
from web.words import word

LEAST = 2
"""A single point makes no course."""


@dataclass(frozen=True)
class Asked:
    """A view of the board, as its address holds it."""

    year: int
    against: int
    field: Field | None
    department: Department | None

    def address(self, **changes: Any) -> str:
        """The address of this view with some other parts; what is usual is left out."""
        wanted = replace(self, **changes)
        parts: dict[str, Any] = {
            "year": wanted.year,
            "against": wanted.against if wanted.against != wanted.year - 1 else None,
            "field": wanted.field.value if wanted.field else None,
            "department": wanted.department.code if wanted.department else None,
        }
        return url_for("training.board", **{name: each for name, each in parts.items() if each is not None})

    def sessions(self, month: int | None = None) -> str:
        """Where the logged sessions of the year, or of one of its months, are listed."""
        period = f"{self.year}-{month:02}" if month else str(self.year)
        narrowed: dict[str, Any] = {"field_of": self.field.value} if self.field else {}
        return url_for("training.sessions", state="logged", period=period, **narrowed)


@blueprint.get("/board", endpoint="board")
@needs(Permission.TRAINING_READ)
def index() -> ResponseReturnValue:
    """The board that the address asks for; nonsense falls back to this year, beside the one before."""
    years = years_taught(local_day(now()))
    asked = _asked(years)
    narrowed = {
        "field": asked.field,
        "department": asked.department.id if asked.department else None,
    }
    shown, before = (taught_in(year, **narrowed) for year in (asked.year, asked.against))  # type: ignore[arg-type]  # two kinds of values
    return page(
        "portal/training/board.html",
        asked=asked,
        shown=shown,
        before=before.whole,
        years=sorted({*years, asked.year, asked.against}, reverse=True),
        fields=[(each.value, word(each)) for each in Field],
        departments=departments(),
        attendance=_course(asked, shown),
        people=_people(asked, shown),
        months=[(f"{shown.year}-{n:02}", asked.sessions(n), each) for n, each in enumerate(shown.months, 1)],
        tabs=tabs("training.board"),
    )


def _asked(years: list[int]) -> Asked:
    told = request.args
    year = _year(told.get("year", "")) or years[0]
    field = told.get("field", "")
    known = {row.code: row for row in departments()}
    return Asked(
        year,
        _year(told.get("against", "")) or year - 1,
        Field(field) if field in set(Field) else None,
        known.get(told.get("department", "")),
    )


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) == 4 and 2001 <= int(text) <= 2099 else None


def _course(asked: Asked, shown: TaughtYear) -> Course | None:
    """The attendance of each month in which somebody had a seat; each point leads to its sessions."""
    points = [
        Point.of(f"{shown.year}-{n:02}", each.attendance, asked.sessions(n), drawn=False)
        for n, each in enumerate(shown.months, 1)
        if each.attendance is not None
    ]
    return course(points, _("Attendance rate")) if len(points) >= LEAST else None


def _people(asked: Asked, shown: TaughtYear) -> list[Row]:
    """How many took part in each month, behind them how many had a seat."""
    most = max(each.seated for each in shown.months)

    def row(n: int, each: Taught) -> Row:
        values = [(each.seated / most, str(each.seated)), (each.took_part / most, str(each.took_part))]
        return replace(bars(f"{shown.year}-{n:02}", values), href=asked.sessions(n))

    return [row(n, each) for n, each in enumerate(shown.months, 1) if each.seated] if most else []
