"""A complaint that reached us by way of a regulator or mediator: case and letter in one go (H-11)."""

from collections.abc import Sequence

from flask import Response
from flask.typing import ResponseReturnValue

from models.cases import actions
from models.cases.rules.outside import may_record
from models.cases.tables import Case
from models.clock import now
from models.errors import NotAllowed
from models.files.tables import StoredFile
from models.ids import random_code
from models.permissions import Permission
from portal.channels.blueprint import blueprint
from portal.channels.forms import RegulatorForm
from portal.channels.receive import receive, shown
from web.access import needs, viewer
from web.commit import commits_refusals

TEMPLATE = "portal/channels/regulator.html"


@blueprint.get("/regulator")
@needs(Permission.CASE_OUTSIDE)
def regulator() -> ResponseReturnValue:
    _only_experts()
    return shown(TEMPLATE, RegulatorForm.empty(viewer(), submission=random_code(26)))


@blueprint.post("/regulator")
@needs(Permission.CASE_OUTSIDE)
@commits_refusals
def regulator_told() -> Response:
    """The papers are the body's, so they lie with its letter and the customer does not see them."""
    _only_experts()

    def register(form: RegulatorForm, files: Sequence[StoredFile]) -> Case:
        return actions.register_outside(form.intake(), form.letter(), files, by=viewer(), now=now())

    return receive(TEMPLATE, RegulatorForm.typed(viewer()), register)


def _only_experts() -> None:
    """Legal, and who leads customer service."""
    if not may_record(viewer()):
        raise NotAllowed("outside")
