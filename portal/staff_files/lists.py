"""GET /portal/staff-files: whose files one may read; who may read only the own one is led there (C-05)."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.conduct.queries.staff_file import people_read
from models.permissions import Permission
from portal.staff_files.blueprint import blueprint
from portal.staff_files.forms import SearchForm
from web.access import anyone, viewer
from web.fragments import page, respond


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """People by number, found by name."""
    form = SearchForm(request.args)
    words = (form.q.data or "") if form.validate() else ""
    rows = people_read(viewer(), local_day(now()), words)
    if not rows and not words:
        return respond(redirect=url_for("staff_files.show", number=viewer().number))
    return page(
        "portal/staff_files/index.html",
        form=form,
        rows=rows,
        words=words,
        me=viewer(),
        writes=viewer().may(Permission.STAFF_FILE_READ),
    )
