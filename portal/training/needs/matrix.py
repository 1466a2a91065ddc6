"""GET /portal/training/matrix and its workbook: people × requirements, with the gaps (L-04)."""

from collections.abc import Iterator
from typing import Any

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectField
from wtforms.validators import Optional

from models.clock import local_day, now
from models.people.queries import departments
from models.training.queries.needs import (
    Line,
    MatrixFilter,
    count_people,
    matrix,
    reads_needs,
    requirements,
)
from models.training.tables import TrainingNeed
from models.training.words import NeedState
from portal.training.blueprint import Cells, blueprint, tabs
from web.access import anyone, viewer
from web.downloads import as_file
from web.forms import PublicForm
from web.fragments import page
from web.language import _, lazy
from web.language.filters import day, named
from web.lists import address, window
from web.sheets import workbook


class MatrixForm(PublicForm):
    """Who is shown."""

    department = SelectField(lazy("Department"), validators=[Optional()])
    gaps = BooleanField(lazy("Only with gaps"))

    def prepare(self) -> None:
        """Offers the departments."""
        self.known = {row.code: row for row in departments()}
        self.department.choices = [
            ("", _("All departments")),
            *((code, named(row)) for code, row in self.known.items()),
        ]

    def wanted(self) -> MatrixFilter:
        """What is asked for; an unknown department narrows nothing."""
        chosen = self.known.get(self.department.data or "")
        return MatrixFilter(chosen.id if chosen else None, bool(self.gaps.data))


@blueprint.get("/matrix", endpoint="matrix")
@anyone
def index() -> ResponseReturnValue:
    """The people whose training the viewer sees to."""
    form, by, today = _form(), viewer(), local_day(now())
    shown = window((), default="", size=50)
    lines = matrix(by, today, form.wanted(), offset=(shown.page - 1) * shown.size, limit=shown.size)
    chosen: dict[str, Any] = {
        "department": form.department.data or None,
        "gaps": "y" if form.gaps.data else None,
    }
    return page(
        "portal/training/needs/matrix.html",
        form=form,
        lines=lines,
        total=count_people(by, today, form.wanted()),
        shown=shown,
        address=address,
        columns=requirements(),
        on=today,
        active=sum(bool(each) for each in chosen.values()),
        export_at=url_for("training.matrix_sheet", **chosen),
        tabs=tabs("training.matrix"),
    )


@blueprint.get("/matrix/matrix.xlsx", endpoint="matrix_sheet")
@anyone
def export() -> Response:
    """Exactly what is shown, a row a person."""
    columns, form = requirements(), _form()
    heads = [_("Staff number"), _("Name"), _("Department"), *(each.title for each in columns)]
    widths = (14, 18, 22, *(24 for _each in columns), 24)
    lines = matrix(viewer(), local_day(now()), form.wanted())
    rows = _cells(lines, [each.id for each in columns])
    content = workbook(_("Required training"), [*heads, _("Remedial learning")], widths, rows)
    return as_file(content, "required-training.xlsx")


def _form() -> MatrixForm:
    if not reads_needs(viewer()):
        abort(404)
    form = MatrixForm(request.args)
    form.prepare()
    return form


def _cells(lines: list[Line], columns: list[int]) -> Iterator[Cells]:
    for line in lines:
        yield [
            line.person.number,
            named(line.person),
            named(line.person.department),
            *(said(line.needs.get(each)) for each in columns),
            "; ".join(said(each) for each in line.remedial),
        ]


def said(need: TrainingNeed | None) -> str:
    """How it stands with a need, in a few words."""
    if need is None:
        return _("not required")
    if need.state is NeedState.OPEN:
        late = need.due_on < local_day(now())
        return (
            _("lacking since %(day)s", day=day(need.due_on))
            if late
            else _("due %(day)s", day=day(need.due_on))
        )
    if need.valid_until is not None:
        return _("met, until %(day)s", day=day(need.valid_until))
    return _("met for good")
