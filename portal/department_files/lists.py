"""GET /portal/department-files and one department's: rewards, penalties and talks (C-02, C-03)."""

from flask import abort
from flask.typing import ResponseReturnValue

from models.clock import now
from models.conduct.queries import department_file, talks
from models.conduct.queries.points import balance_of
from models.people.queries import department_with_code
from models.permissions import Permission
from portal.department_files.blueprint import blueprint
from web.access import needs, viewer
from web.fragments import page


@blueprint.get("")
@needs(Permission.LEDGER_READ)
def index() -> ResponseReturnValue:
    """The talks that wait for something, and the departments whose files the viewer reads."""
    at = now()
    return page(
        "portal/department_files/index.html",
        talks=talks.open_talks(viewer()),
        departments=talks.departments_of(viewer()),
        at=at,
    )


@blueprint.get("/<code>")
@needs(Permission.LEDGER_READ)
def show(code: str) -> ResponseReturnValue:
    """A department's file in time order."""
    found = department_with_code(code)
    if found is None or not talks.reads_file(viewer(), found):
        abort(404)
    return page(
        "portal/department_files/show.html",
        department=found,
        rows=department_file.department_entries(found, viewer()),
        goals=department_file.open_goals(found),
        points=balance_of(found),
        money=talks.reads_money(viewer(), found),
    )
