"""POST /portal/cases/<number>/contact-details: the customer's telephone and address, unmasked (X-03)."""

from flask.typing import ResponseReturnValue

from models.cases import actions
from models.clock import now
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.page import screen
from portal.cases.scope import case_or_404
from web.access import needs, viewer
from web.commit import commits
from web.fragments import is_fragment_request, page, respond


@blueprint.post("/<number>/contact-details")
@needs(Permission.PERSONAL_DATA_REVEAL)
@commits
def reveal(number: str) -> ResponseReturnValue:
    case = case_or_404(number)
    actions.reveal_contact(case, by=viewer(), now=now())
    shown = screen(case, viewer(), now()) | {"revealed": True}
    if is_fragment_request():
        return respond("portal/cases/_facts.html", "portal/cases/_story.html", redirect="", **shown)
    return page("portal/cases/show.html", **shown)
