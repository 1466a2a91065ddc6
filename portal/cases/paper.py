"""The case as a printable page and as a PDF, in the style of company papers."""

from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from models.cases import queries
from models.cases.tables import Case
from models.clock import now
from portal.cases.blueprint import blueprint
from portal.cases.files import size
from portal.cases.page import screen
from portal.cases.scope import case_or_404
from web.access import anyone, viewer
from web.downloads import as_file
from web.fragments import page
from web.language.filters import dated
from web.papers import pdf


@blueprint.get("/<number>/print")
@anyone
def printed(number: str) -> ResponseReturnValue:
    case = case_or_404(number)
    with dated():
        return page("portal/cases/print.html", **_on_paper(case))


@blueprint.get("/<number>/case.pdf")
@anyone
def paper(number: str) -> Response:
    case = case_or_404(number)
    with dated():
        sheet = pdf("pdf/case.html", **_on_paper(case))
    return as_file(sheet, f"{case.number}.pdf", "application/pdf", shown=True)


def _on_paper(case: Case) -> dict[str, Any]:
    """What the screen shows, and the list of its files, which on paper cannot be opened (V-02)."""
    return {**screen(case, viewer(), now()), "filed": queries.filed(case), "size_of": size}
