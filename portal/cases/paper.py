"""The case as a printable page and as a PDF, in the style of company papers."""

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from models.clock import now
from portal.cases.blueprint import blueprint
from portal.cases.page import screen
from portal.cases.scope import case_or_404
from web.access import anyone, viewer
from web.fragments import page
from web.papers import pdf


@blueprint.get("/<number>/print")
@anyone
def printed(number: str) -> ResponseReturnValue:
    case = case_or_404(number)
    return page("portal/cases/print.html", **screen(case, viewer(), now()))


@blueprint.get("/<number>/case.pdf")
@anyone
def paper(number: str) -> Response:
    case = case_or_404(number)
    answer = current_app.response_class(
        pdf("pdf/case.html", **screen(case, viewer(), now())), mimetype="application/pdf"
    )
    answer.headers["Content-Disposition"] = f'inline; filename="{case.number}.pdf"'
    return answer
