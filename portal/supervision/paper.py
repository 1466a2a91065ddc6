"""GET /portal/supervision/<number>/report.pdf: the report of a concluded inspection (Q-03)."""

from flask import Response, abort

from models.inspection.words import Mark
from models.rulebook.queries import rules_of
from models.supervision.words import FilePart, InspectionState
from portal.inspections.words import checklist_name, item_text
from portal.supervision.blueprint import blueprint
from portal.supervision.one import inspection_or_404
from web.access import anyone
from web.downloads import as_file
from web.papers.rendering import pdf


@blueprint.get("/<number>/report.pdf")
@anyone
def report(number: str) -> Response:
    """The report, for who may see the inspection; nothing in it changes after the conclusion, so it is the
    same to the byte whenever it is asked for."""
    found = inspection_or_404(number)
    if found.state is not InspectionState.CLOSED:
        abort(404)
    sheet = pdf(
        "pdf/department_inspection.html",
        found=found,
        faults=[each for each in found.findings if each.fault],
        fine=sum(each.mark is Mark.MET for each in found.findings),
        finding_files=found.files_of(FilePart.FINDINGS),
        answer_files=found.files_of(FilePart.ANSWER),
        checklist_name=checklist_name,
        item_text=item_text,
        pass_percent=rules_of(found.rulebook_id).inspections.pass_percent,
    )
    return as_file(sheet, f"{found.number}-report.pdf", "application/pdf", shown=True)
