"""Loading a case through the viewer's scope."""

from flask import abort

from models.cases import queries
from models.cases.tables import Case
from web.access import viewer


def case_or_404(number: str) -> Case:
    """The case of this number in the viewer's scope; a stranger gets 404, as for no such number."""
    return queries.find(viewer(), number) or abort(404)
