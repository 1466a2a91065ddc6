"""GET /portal/cases/<number>/files/<id>: a file of a case, to those who may see the case."""

from collections.abc import Sequence

from flask import Response, abort, url_for
from flask_babel import format_decimal

from models.cases import queries
from models.cases.tables import Case, CaseFile, OutsidePaper
from portal.cases.blueprint import blueprint
from portal.cases.scope import case_or_404
from web.access import anyone
from web.downloads import download, sends_files

KILOBYTE = 1024
KINDS = {"application/pdf": "pdf", "text/csv": "sheet"}


@blueprint.get("/<number>/files/<int:file_id>")
@sends_files
@anyone
def file(number: str, file_id: int) -> Response:
    case = case_or_404(number)
    found = queries.file_of(case, file_id)
    stored = found.file if found is not None else queries.paper_of(case, file_id)
    return download(stored or abort(404), inline=True)


def by_contact(case: Case) -> dict[int | None, list[dict[str, str]]]:
    """The files of a case as attachment lists: under None those of its first words, the others by the id
    of the contact that they came with (V-02).
    """
    found: dict[int | None, list[CaseFile]] = {None: []}
    for entry in queries.files_of(case):
        found.setdefault(entry.contact_id, []).append(entry)
    return {contact: as_shown(case, files) for contact, files in found.items()}


def as_shown(case: Case, files: Sequence[CaseFile] | Sequence[OutsidePaper]) -> list[dict[str, str]]:
    """The files as the attachment list wants them."""
    return [
        {
            "name": entry.file.name,
            "url": url_for("cases.file", number=case.number, file_id=entry.file.id),
            "size": size(entry.file.size),
            "kind": KINDS.get(entry.file.media_type, entry.file.media_type.partition("/")[0]),
        }
        for entry in files
    ]


def size(octets: int) -> str:
    """A file's size as people read it."""
    if octets < KILOBYTE * KILOBYTE:
        return f"{format_decimal(max(1, round(octets / KILOBYTE)))} kB"
    return f"{format_decimal(octets / KILOBYTE / KILOBYTE, format='#,##0.0')} MB"
