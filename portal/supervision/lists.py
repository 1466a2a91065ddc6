"""GET /portal/supervision and its export: the inspections of departments that one may see (Q-03)."""

from collections.abc import Iterator

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import Optional

from models.clock import local_day, now
from models.people.queries import departments
from models.supervision import queries
from models.supervision.queries import InspectionFilter, ToPutRight
from models.supervision.words import InspectionState
from portal.supervision.blueprint import blueprint
from portal.supervision.words import TONES
from web.access import anyone, viewer
from web.downloads import as_file
from web.forms import PublicForm
from web.fragments import page
from web.language import _, lazy
from web.language.filters import named
from web.lists import address, window
from web.sheets import Cell, workbook
from web.words import choices, word

WIDTHS = (14, 22, 18, 20, 14, 14, 14, 12, 19, 19, 12, 12)
FIRST_YEAR = 2020


class FilterForm(PublicForm):
    """Which inspections are shown."""

    state = SelectField(lazy("State"), validators=[Optional()])
    department = SelectField(lazy("Department"), validators=[Optional()])
    year = SelectField(lazy("Year"), validators=[Optional()])

    def prepare(self) -> None:
        """Fills in what can be chosen."""
        self.state.choices = [("", _("All states")), *choices(InspectionState)]
        self.places = {str(row.id): row.id for row in departments()}
        self.department.choices = [
            ("", _("All departments")), *((str(row.id), named(row)) for row in departments()),
        ]  # fmt: skip
        years = range(local_day(now()).year + 1, FIRST_YEAR, -1)
        self.year.choices = [("", _("All years")), *((str(each), str(each)) for each in years)]

    @property
    def wanted(self) -> InspectionFilter:
        """What the list is narrowed to; nonsense in the address narrows nothing."""
        state, year = self.state.data or "", self.year.data or ""
        return InspectionFilter(
            state=InspectionState(state) if state in set(InspectionState) else None,
            department_id=self.places.get(self.department.data or ""),
            year=int(year) if year.isdecimal() and len(year) == 4 else None,
        )

    @property
    def active(self) -> int:
        """How many filters are in use."""
        return sum(value is not None for value in vars(self.wanted).values())


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """The inspections that the viewer may see, the latest planned first."""
    by, at, form, shown = viewer(), now(), _form(), window((), default="", size=50)
    wanted = form.wanted
    rows = queries.listing(by, wanted, at, offset=(shown.page - 1) * shown.size, limit=shown.size)
    return page(
        "portal/supervision/index.html",
        form=form,
        rows=rows,
        to_put_right=queries.open_corrections([each.id for each in rows], at),
        total=queries.count_listed(by, wanted, at),
        waiting=queries.waiting_for(by, at),
        checks=queries.to_check_of_findings(by),
        group=queries.group(at),
        plans=by.id in queries.conveners(at),
        tones=TONES,
        shown=shown,
        address=address,
        at=at,
    )


@blueprint.get("/export.xlsx")
@anyone
def export() -> Response:
    """Exactly what is filtered, a row each."""
    heads = [
        _("Inspection no."), _("Department"), _("State"), _("Inspection led by"),
        _("Day of the inspection"), _("Work from"), _("Work until"),
        _("Result in percent"), _("Findings sent"), _("Ended"),
        _("Open corrections"), _("Overdue"),
    ]  # fmt: skip
    sheet = workbook(_("Inspections of departments"), heads, WIDTHS, _cells(_form().wanted))
    name = f"department-inspections-{local_day(now()):%Y%m%d}.xlsx"
    return as_file(sheet, name)


def place_of(number: str) -> str:
    """Where the inspection of a number is shown."""
    return url_for("department_inspections.show", number=number)


def _cells(wanted: InspectionFilter) -> Iterator[list[Cell]]:
    rows = queries.listing(viewer(), wanted, now(), limit=None)
    to_put_right = queries.open_corrections([row.id for row in rows], now())
    none = ToPutRight(0, 0)
    for row in rows:
        left = to_put_right.get(row.id, none)
        yield [
            row.number,
            named(row.department),
            word(row.state),
            named(row.leader),
            row.planned_on.isoformat(),
            row.first_day.isoformat(),
            row.last_day.isoformat(),
            "" if row.percent is None else row.percent,
            row.sent_at or "",
            row.ended_at or "",
            left.n,
            left.late,
        ]


def _form() -> FilterForm:
    form = FilterForm(request.args)
    form.prepare()
    return form
