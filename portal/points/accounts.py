"""GET /portal/points/people, /departments and one of them: balances as far as one may read them (C-04)."""

from collections.abc import Iterator

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import Optional

from models.clock import local_day, now
from models.conduct.queries import points
from models.conduct.queries.scope import departments_read, reads_department, reads_person
from models.people.queries import department_with_code, departments, staff_numbered
from models.permissions import Permission
from portal.points.account import account_page, first_of_year, tabs
from portal.points.blueprint import blueprint
from web.access import anyone, needs, viewer
from web.downloads import as_file
from web.forms import PublicForm
from web.fragments import page
from web.language import _, lazy
from web.language.filters import named
from web.lists import address, window
from web.sheets import Cell, workbook


class DepartmentForm(PublicForm):
    """Whose people are shown."""

    department = SelectField(lazy("Department"), validators=[Optional()])

    def prepare(self) -> None:
        """Offers the departments that the viewer may read."""
        seen = departments_read(viewer())
        rows = [row for row in departments() if seen is None or row.id in seen]
        self.department.choices = [("", _("All departments")), *((row.code, named(row)) for row in rows)]
        self.ids = {row.code: row.id for row in rows}

    @property
    def department_id(self) -> int | None:
        """The department chosen; None for all."""
        return self.ids.get(self.department.data or "")


@blueprint.get("/people")
@needs(Permission.LEDGER_READ)
def people() -> ResponseReturnValue:
    """The people whose points the viewer may read, the most points first."""
    form, shown, today = _form(), window((), default="", size=50), local_day(now())
    rows = points.people_standing(
        viewer(),
        first_of_year(),
        today,
        department_id=form.department_id,
        offset=(shown.page - 1) * shown.size,
        limit=shown.size,
    )
    total = points.count_people(viewer(), today, department_id=form.department_id)
    return page(
        "portal/points/people.html",
        form=form,
        rows=rows,
        total=total,
        shown=shown,
        address=address,
        tabs=tabs("points.people"),
    )


@blueprint.get("/people.xlsx")
@needs(Permission.LEDGER_READ)
def people_export() -> Response:
    """Exactly what is shown, a row each."""
    heads = [
        _("Staff number"),
        _("Name"),
        _("Department"),
        _("Added this year"),
        _("Taken this year"),
        _("Points"),
    ]
    content = workbook(_("Points"), heads, (12, 20, 24, 14, 14, 12), _cells(_form().department_id))
    name = f"points-{local_day(now()):%Y%m%d}.xlsx"
    return as_file(content, name)


@blueprint.get("/people/<number>")
@anyone
def person(number: str) -> ResponseReturnValue:
    """The account of one person, for themselves and whoever may read it."""
    found = staff_numbered(number)
    if found is None or not reads_person(viewer(), found):
        abort(404)
    return account_page(found, "points.people")


@blueprint.get("/departments", endpoint="departments")
@needs(Permission.LEDGER_READ)
def every_department() -> ResponseReturnValue:
    """The departments whose points the viewer may read, beside the points of their people."""
    rows = points.departments_standing(viewer(), first_of_year())
    return page("portal/points/departments.html", rows=rows, tabs=tabs("points.departments"))


@blueprint.get("/departments/<code>")
@anyone
def department(code: str) -> ResponseReturnValue:
    """The account of one department, for those who work in it and whoever may read it."""
    found = department_with_code(code)
    if found is None or not reads_department(viewer(), found):
        abort(404)
    return account_page(found, "points.departments")


def _form() -> DepartmentForm:
    form = DepartmentForm(request.args)
    form.prepare()
    return form


def _cells(department_id: int | None) -> Iterator[list[Cell]]:
    today = local_day(now())
    for row in points.people_standing(viewer(), first_of_year(), today, department_id=department_id):
        who = row.holder
        yield [who.number, named(who), named(who.department), row.added, row.taken, row.balance]
