"""Saved filters of the case list: keeping the present one under a name, and looking after those kept."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField

from models.clock import now
from models.errors import Invalid
from models.people import actions
from models.people.actions.saved_filters import LONGEST
from models.people.queries import departments_headed_by, own_filter, saved_filters
from models.people.tables import SavedFilter, Staff
from portal.cases.blueprint import blueprint
from portal.cases.forms import filters as filter_forms
from portal.cases.forms.filters import FiltersForm
from web.access import anyone, viewer
from web.commit import commits
from web.errors import fault, refusal
from web.forms import Form, Line
from web.fragments import page, rejected, respond
from web.language import _, lazy
from web.language.filters import named

AREA = "cases"
SAVE = "portal/cases/_save_filter.html"
PAGE = "portal/cases/saved.html"
fault("too_many_filters", lazy("There are many already. Remove one that you no longer need."))
refusal("not_head", lazy("You share filters with departments that you head."))


class NameForm(Form):
    """What a saved filter is called."""

    name = Line(lazy("Name of the filter"), most=LONGEST, required=True)


class SharingForm(Form):
    """With whom it is shared: nobody else, or a department that the viewer heads."""

    department = SelectField(lazy("Shown to"))

    def offer(self, by: Staff) -> None:
        """Offers nobody, and the viewer's departments."""
        self._departments = {row.code: row for row in departments_headed_by(by)}
        self.department.choices = [("", _("Only me"))] + [
            (code, named(row)) for code, row in self._departments.items()
        ]


@blueprint.post("/filters")
@anyone
@commits
def save_filter() -> Response:
    """Keeps what the list is narrowed to now; the list shows it from then on."""
    form, narrowed = NameForm(), filter_forms.read(request.form)
    shown: dict[str, Any] = {"kept": narrowed.kept, "save_open": True}
    if not form.validate():
        return rejected(SAVE, form, save_form=form, **shown)
    try:
        actions.save_filter(AREA, form.name.data or "", narrowed.kept, by=viewer(), now=now())
    except Invalid as error:
        form.blame(error)
        return rejected(SAVE, form, save_form=form, **shown)
    flash(_("The filter is saved."), "good")
    return respond(redirect=address_of(narrowed.kept))


@blueprint.get("/filters")
@anyone
def filters() -> ResponseReturnValue:
    """One's own filters, to be renamed, shared and removed; and those that others share."""
    return page(PAGE, **shown_filters())


@blueprint.post("/filters/<int:filter_id>/name")
@anyone
@commits
def rename_filter(filter_id: int) -> Response:
    """Calls one's own filter otherwise."""
    saved, form = own_or_404(filter_id), NameForm()
    if not form.validate():
        return rejected(PAGE, form, **shown_filters({saved.id: form}))
    try:
        actions.rename_filter(saved, form.name.data or "", by=viewer(), now=now())
    except Invalid as error:
        form.blame(error)
        return rejected(PAGE, form, **shown_filters({saved.id: form}))
    return _done(_("Saved."))


@blueprint.post("/filters/<int:filter_id>/sharing")
@anyone
@commits
def share_filter(filter_id: int) -> Response:
    """Shows one's own filter to a department that one heads, or to nobody else any more."""
    saved, form = own_or_404(filter_id), SharingForm()
    form.offer(viewer())
    if not form.validate():
        return rejected(PAGE, form, **shown_filters(shared={saved.id: form}))
    department = form._departments.get(form.department.data)
    actions.share_filter(saved, department, by=viewer(), now=now())
    return _done(_("Saved."))


@blueprint.post("/filters/<int:filter_id>/removal")
@anyone
@commits
def remove_filter(filter_id: int) -> Response:
    """Removes one's own filter; the cases stay as they are."""
    actions.remove_filter(own_or_404(filter_id), by=viewer(), now=now())
    return _done(_("The filter is removed."))


def own_or_404(filter_id: int) -> SavedFilter:
    """One of the viewer's own; another's is as if it were not there."""
    return (own_filter(viewer(), filter_id) if filter_id < 2**31 else None) or abort(404)


def shown_filters(
    names: dict[int, NameForm] | None = None, shared: dict[int, SharingForm] | None = None
) -> dict[str, Any]:
    """What the page of saved filters shows; `names` and `shared` are forms not accepted, by filter."""
    by = viewer()
    rows = saved_filters(by, AREA)
    own = [row for row in rows if row.staff_id == by.id]
    heads = bool(departments_headed_by(by))
    forms = {row.id: NameForm(formdata=None, name=row.name) for row in own} | (names or {})
    for filter_id, form in forms.items():
        form.name.id = f"name-{filter_id}"  # one page, many forms
    sharings = ({row.id: _sharing(row, by) for row in own} if heads else {}) | (shared or {})
    for filter_id, sharing in sharings.items():
        sharing.department.id = f"department-{filter_id}"
    return {
        "own": own,
        "others": [row for row in rows if row.staff_id != by.id],
        "names": forms,
        "sharings": sharings,
        "address_of": address_of,
        "described": described,
    }


def address_of(query: dict[str, str]) -> str:
    """The list with these filters."""
    kept: dict[str, Any] = dict(query)
    return url_for("cases.index", **kept)


def described(query: dict[str, str]) -> str:
    """What a filter narrows the list to, in words: 待接单 · 二级 · 只看超期."""
    form: FiltersForm = filter_forms.from_query(query)
    return " · ".join(form.words())


def tabs(form: FiltersForm, rows: Sequence[SavedFilter]) -> list[dict[str, Any]]:
    """The saved filters as links above the list; the one that is shown now is current."""
    return [
        {
            "label": row.name,
            "url": address_of(row.query),
            "current": row.query == form.kept and not form.q.data,
        }
        for row in rows
    ]


def _sharing(row: SavedFilter, by: Staff) -> SharingForm:
    form = SharingForm(formdata=None)
    form.offer(by)
    form.department.data = next(
        (code for code, each in form._departments.items() if each.id == row.department_id), ""
    )
    return form


def _done(said: str) -> Response:
    flash(said, "good")
    return respond(redirect=url_for("cases.filters"))
