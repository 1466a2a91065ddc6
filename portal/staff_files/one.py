"""GET /portal/staff-files/<number> and its workbook; POST an entry of HR's (C-05)."""

from collections.abc import Iterator
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.conduct.actions import write_records
from models.conduct.queries.points import balance_of
from models.conduct.queries.staff_file import Entry, entries, parts_read
from models.errors import Invalid
from models.people.queries import staff_numbered
from models.people.tables import Staff
from models.permissions import Permission
from models.training.queries.file import training_entries
from portal.rewards.lists import opens_cases
from portal.staff_files.blueprint import blueprint
from portal.staff_files.forms import FileForm, RecordForm
from web.access import anyone, needs, viewer
from web.commit import commits
from web.downloads import as_file
from web.fragments import page, rejected, respond
from web.language import _
from web.lists import asked
from web.sheets import Cell, workbook
from web.words import word

TEMPLATE = "portal/staff_files/show.html"


@blueprint.get("/<number>")
@anyone
def show(number: str) -> ResponseReturnValue:
    """A person's file as far as the viewer reads it."""
    person = _or_404(number)
    record = RecordForm(None, data={"on": local_day(now())})
    record.prepare()
    return page(TEMPLATE, **_screen(person, record))


@blueprint.get("/<number>/file.xlsx")
@anyone
def export(number: str) -> Response:
    """Exactly what is shown, a row each; amounts are yuan."""
    person = _or_404(number)
    found = _rows(person, _filter(person))
    heads = [
        _("Moment"),
        _("What"),
        _("Kind"),
        _("Reference number"),
        _("Text"),
        _("State"),
        _("Amount in yuan"),
    ]
    content = workbook(person.number, heads, (19, 12, 20, 22, 60, 18, 14), _cells(found))
    return as_file(content, f"file-{person.number}.xlsx")


@blueprint.post("/<number>/records")
@needs(Permission.STAFF_FILE_READ)
@commits
def write(number: str) -> Response:
    person, form = _or_404(number), RecordForm(request.form)
    form.prepare()
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(person, form))
    try:
        write_records([form.draft(person)], by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, **_screen(person, form))
    flash(_("Written into the file."), "good")
    return respond(redirect=url_for("staff_files.show", number=number))


def _or_404(number: str) -> Staff:
    person = staff_numbered(number)
    if person is None or not parts_read(viewer(), person):
        abort(404)
    return person


def _filter(person: Staff) -> FileForm:
    form = FileForm(request.args)
    form.prepare(parts_read(viewer(), person))
    return form


def _screen(person: Staff, record: RecordForm) -> dict[str, Any]:
    form, by = _filter(person), viewer()
    arguments: dict[str, Any] = asked()
    return {
        "person": person,
        "own": person.id == by.id,
        "opens": opens_cases(by),
        "filter": form,
        "rows": _rows(person, form),
        "points": balance_of(person),
        "record": record if by.may(Permission.STAFF_FILE_READ) and person.id != by.id else None,
        "export_at": url_for("staff_files.export", number=person.number, **arguments),
    }


def _rows(person: Staff, form: FileForm) -> list[Entry]:
    """What conduct keeps and what training does, the latest first."""
    by, wanted = viewer(), form.wanted()
    found = [*entries(person, by, wanted), *training_entries(person, by, wanted)]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _cells(found: list[Entry]) -> Iterator[list[Cell]]:
    for entry in found:
        yield [
            entry.at,
            word(entry.part),
            word(entry.label),
            entry.number,
            entry.text,
            word(entry.state) if entry.state else "",
            entry.amount_fen / 100 if entry.amount_fen else "",
        ]
