"""GET /portal/inspections, /mine: all that one may see; what waits for an inspector (Q-01)."""

from collections.abc import Iterator

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import Optional

from models.clock import local_day, now
from models.inspection import queries
from models.inspection.queries import InspectionFilter
from models.inspection.tables import Inspection
from models.inspection.words import CorrectionState, Ground, InspectionState
from models.people.queries import departments
from models.permissions import Permission
from portal.inspections.blueprint import blueprint
from portal.inspections.words import CORRECTION_TONES, TONES
from web.access import anyone, needs, viewer
from web.downloads import as_file
from web.forms import PublicForm
from web.fragments import page
from web.language import _, lazy
from web.language.filters import named
from web.lists import address, window
from web.sheets import Cell, workbook
from web.words import choices, word

WIDTHS = (20, 14, 18, 20, 18, 18, 18, 10, 19, 19, 19)


class FilterForm(PublicForm):
    """Which inspections are shown."""

    state = SelectField(lazy("State"), validators=[Optional()])
    ground = SelectField(lazy("Why it is inspected"), validators=[Optional()])
    department = SelectField(lazy("Department"), validators=[Optional()])
    month = SelectField(lazy("Closed in"), validators=[Optional()])

    def prepare(self) -> None:
        """Fills in what can be chosen."""
        self.state.choices = [("", _("All states")), *choices(InspectionState)]
        self.ground.choices = [("", _("All reasons")), *choices(Ground)]
        self.places = {str(row.id): row.id for row in departments()}
        named_places = [(str(row.id), named(row)) for row in departments()]
        self.department.choices = [("", _("All departments")), *named_places]
        self.months = {f"{month:%Y-%m}": month for month in queries.months()}
        self.month.choices = [("", _("All months")), *((each, each) for each in self.months)]

    @property
    def wanted(self) -> InspectionFilter:
        """What the list is narrowed to; nonsense in the address narrows nothing."""
        state, ground = self.state.data, self.ground.data
        return InspectionFilter(
            state=InspectionState(state) if state in set(InspectionState) else None,
            ground=Ground(ground) if ground in set(Ground) else None,
            department_id=self.places.get(self.department.data or ""),
            month=self.months.get(self.month.data or ""),
        )

    @property
    def active(self) -> int:
        """How many filters are in use."""
        return sum(value is not None for value in vars(self.wanted).values())


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """All inspections that the viewer may see, the latest first."""
    form, shown = _form(), window((), default="", size=50)
    wanted = form.wanted
    return page(
        "portal/inspections/index.html",
        form=form,
        rows=queries.listing(viewer(), wanted, offset=(shown.page - 1) * shown.size, limit=shown.size),
        total=queries.count_listed(viewer(), wanted),
        tones=TONES,
        shown=shown,
        address=address,
        at=now(),
        tabs=tabs("inspections.index"),
    )


@blueprint.get("/export.xlsx")
@anyone
def export() -> Response:
    """Exactly what is filtered, a row each."""
    heads = [
        _("Case"), _("State"), _("Why it is inspected"), _("Department"), _("Person"), _("Inspector"),
        _("Result in percent"), _("A killer item failed"), _("Drawn at"), _("Scored at"), _("Due"),
    ]  # fmt: skip
    name = f"inspections-{local_day(now()):%Y%m%d}.xlsx"
    return as_file(workbook(_("Inspections"), heads, WIDTHS, _cells(_form().wanted)), name)


@blueprint.get("/mine")
@needs(Permission.INSPECTION_SCORE, Permission.INSPECTION_DECIDE)
def mine() -> ResponseReturnValue:
    """What the viewer is to score, to check, and to decide."""
    by, at = viewer(), now()
    reported = queries.corrections(by, (CorrectionState.REPORTED,), limit=None)
    return page(
        "portal/inspections/mine.html",
        sheets=queries.my_sheets(by),
        reported=[each for each in reported if each.checker_id == by.id],
        objections=[each for each in queries.to_decide() if queries.decides(each, by, local_day(at))],
        tones=CORRECTION_TONES,
        at=at,
        tabs=tabs("inspections.mine"),
    )


def tabs(here: str) -> list[dict[str, object]]:
    """The pages of inspections that are open to the viewer."""
    by = viewer()
    found = [("inspections.index", _("Inspections"))]
    if by.may(Permission.INSPECTION_SCORE) or by.may(Permission.INSPECTION_DECIDE):
        found.insert(0, ("inspections.mine", _("To do")))
    found.append(("inspections.corrections", _("Corrections")))
    if by.may(Permission.INSPECTION_READ):
        found += [("inspections.draws", _("Draws")), ("inspections.checklists", _("Checklists"))]
    return [
        {"label": label, "url": url_for(endpoint), "current": endpoint == here} for endpoint, label in found
    ]


def result_of(inspection: Inspection) -> int | None:
    """The percent of the sheet that counts; None before it is there, and of calibrations."""
    counted = (each for each in inspection.sheets if each.by_id == inspection.inspector_id and each.done)
    sheet = next(counted, None)
    return sheet.percent if sheet else None


def _form() -> FilterForm:
    form = FilterForm(request.args)
    form.prepare()
    return form


def _cells(wanted: InspectionFilter) -> Iterator[list[Cell]]:
    for row in queries.listing(viewer(), wanted, limit=None):
        percent = result_of(row)
        killed = any(each.killed for each in row.sheets if each.by_id == row.inspector_id)
        yield [
            row.case.number,
            word(row.state),
            word(row.ground),
            named(row.department),
            named(row.person) if row.person else "",
            named(row.inspector) if row.inspector else "",
            "" if percent is None else percent,
            (_("yes") if killed else _("no")) if percent is not None else "",
            row.drawn_at,
            row.scored_at or "",
            row.due_at,
        ]
