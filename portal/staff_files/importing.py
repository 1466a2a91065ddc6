"""GET and POST /portal/staff-files/import: a template, a preview, and all lines or none (C-05)."""

from io import BytesIO

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import local_day, now
from models.conduct.actions import write_records
from models.conduct.queries.staff_file import people_read
from models.conduct.words import RecordKind
from models.imports.rules.limits import MOST_BYTES
from models.imports.rules.sheet import Unreadable
from models.permissions import Permission
from portal.imports.sentences import trouble_sentence
from portal.staff_files.blueprint import blueprint
from portal.staff_files.forms import ConfirmForm, UploadForm
from portal.staff_files.reading import MOST, Reading, read_file, read_kept
from web.access import needs, viewer
from web.commit import commits
from web.downloads import as_file
from web.fragments import page, rejected, respond
from web.language import _, counted
from web.sheets import workbook
from web.words import word

TEMPLATE = "portal/staff_files/import.html"


@blueprint.get("/import")
@needs(Permission.STAFF_FILE_READ)
def upload() -> ResponseReturnValue:
    """What the file needs, and where to hand it in."""
    return page(TEMPLATE, form=UploadForm(None), kinds=_kinds(), most=MOST)


@blueprint.get("/import/template.xlsx")
@needs(Permission.STAFF_FILE_READ)
def template() -> Response:
    """A workbook with the heads and one example."""
    example = [
        "HY-0001",
        "2026-03-15",
        word(RecordKind.TRAINING),
        _("Course on handling complaints, passed"),
        "",
        "",
    ]
    return as_file(workbook(_("Entries"), _heads(), (14, 14, 14, 60, 22, 14), [example]), "file-entries.xlsx")


@blueprint.post("/import")
@needs(Permission.STAFF_FILE_READ)
def preview() -> ResponseReturnValue:
    """Reads the file and shows what would be written, or what is wrong; nothing is written yet."""
    form, sent = UploadForm(request.form), request.files.get("file")
    if not form.validate() or sent is None or not sent.filename:
        form.file.errors = [trouble_sentence("missing_file", {})]
        return rejected(TEMPLATE, form, kinds=_kinds(), most=MOST)
    try:
        if (request.content_length or 0) > MOST_BYTES:
            raise Unreadable("too_large", most=MOST_BYTES)
        reading = read_file(
            BytesIO(sent.stream.read()),
            sent.filename,
            people_read(viewer(), local_day(now()), limit=None),
            viewer(),
        )
    except Unreadable as problem:
        form.file.errors = [trouble_sentence(problem.why, problem.facts)]
        return rejected(TEMPLATE, form, kinds=_kinds(), most=MOST)
    return _preview(reading)


@blueprint.post("/import/confirmation")
@needs(Permission.STAFF_FILE_READ)
@commits
def confirm() -> Response:
    """Writes every line, or none where anything is wrong by now."""
    form = ConfirmForm(request.form)
    form.validate()
    reading = read_kept(form.rows.data or "", people_read(viewer(), local_day(now()), limit=None), viewer())
    if reading.faults or not reading.drafts:
        return _preview(reading)
    made = write_records(reading.drafts, by=viewer(), now=now())
    flash(
        counted(
            "%(n)s entry is written into the files.", "%(n)s entries are written into the files.", len(made)
        ),
        "good",
    )
    return respond(redirect=url_for("staff_files.index"))


def _preview(reading: Reading) -> Response:
    form = ConfirmForm(None, data={"rows": reading.kept})
    template = "portal/staff_files/preview.html"
    if reading.faults or not reading.drafts:
        return rejected(template, form, reading=reading, heads=_heads())
    return page(template, form=form, reading=reading, heads=_heads())


def _heads() -> list[str]:
    first = [_("Staff number"), _("Day"), _("Kind"), _("What happened")]
    return [*first, _("Number of the paper"), _("Amount in yuan")]


def _kinds() -> list[str]:
    return [word(kind) for kind in RecordKind]
