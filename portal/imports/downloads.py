"""What imports give to take away: templates, the lines that are wrong, the numbers that were given."""

from collections.abc import Iterator

from flask import abort
from flask.typing import ResponseReturnValue

from models.clock import now
from models.imports import queries
from models.imports.rules.limits import MOST_ROWS
from models.imports.tables import Import
from models.imports.words import ImportState
from models.permissions import Permission
from models.rulebook.queries import governing, rules_at
from portal.imports.blueprint import blueprint
from portal.imports.lines import shown_line
from portal.imports.scope import import_or_404
from portal.imports.template import template_separated, template_workbook
from web.access import needs
from web.downloads import as_file
from web.language import _
from web.sheets import workbook


@blueprint.get("/template.xlsx")
@needs(Permission.CASE_IMPORT)
def template() -> ResponseReturnValue:
    """The template as a workbook, with its explanation in both languages."""
    return as_file(template_workbook(rules_at(now())), "huiyin-import.xlsx")


@blueprint.get("/template.csv")
@needs(Permission.CASE_IMPORT)
def template_as_text() -> ResponseReturnValue:
    """The template's headers as separated values."""
    return as_file(template_separated(), "huiyin-import.csv", "text/csv; charset=utf-8")


@blueprint.get("/<int:import_id>/faults.xlsx")
@needs(Permission.CASE_IMPORT)
def faults(import_id: int) -> ResponseReturnValue:
    """Every fault of every line, to be worked off beside the file."""
    found = import_or_404(import_id)
    if found.state is not ImportState.CHECKED:
        abort(404)
    headers = [_("Line"), _("Number there"), _("Column"), _("What is wrong")]
    content = workbook(_("What is wrong"), headers, (8, 20, 16, 70), _faults(found))
    return as_file(content, f"faults-{found.id}.xlsx")


@blueprint.get("/<int:import_id>/numbers.xlsx")
@needs(Permission.CASE_IMPORT)
def numbers(import_id: int) -> ResponseReturnValue:
    """Which number there became which number here."""
    found = import_or_404(import_id)
    if found.state is not ImportState.DONE:
        abort(404)
    headers = [_("Line"), _("Number there"), _("Case number")]
    content = workbook(_("Cases"), headers, (8, 24, 22), queries.numbers_given(found))
    return as_file(content, f"numbers-{found.id}.xlsx")


def _faults(found: Import) -> Iterator[tuple[int, str, str, str]]:
    governs = governing()
    for row in queries.lines(found, faulty=True, size=MOST_ROWS).rows:
        shown = shown_line(row, governs)
        for fault in shown.faults:
            yield shown.line, shown.external, fault.column, fault.sentence
