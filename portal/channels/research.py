"""Voices that market research heard (V-01)."""

from collections.abc import Sequence

from flask import Response
from flask.typing import ResponseReturnValue

from models.cases import actions
from models.cases.tables import Case
from models.clock import now
from models.files.tables import StoredFile
from models.ids import random_code
from models.permissions import Permission
from portal.channels.blueprint import blueprint
from portal.channels.forms import ResearchForm
from portal.channels.receive import receive, shown
from web.access import needs, viewer
from web.commit import commits_refusals

TEMPLATE = "portal/channels/research.html"


@blueprint.get("/research")
@needs(Permission.CASE_TRIAGE)
def research() -> ResponseReturnValue:
    return shown(TEMPLATE, ResearchForm.empty(viewer(), submission=random_code(26)))


@blueprint.post("/research")
@needs(Permission.CASE_TRIAGE)
@commits_refusals
def research_told() -> Response:
    def register(form: ResearchForm, files: Sequence[StoredFile]) -> Case:
        return actions.register_research(form.intake(files), form.researched(), by=viewer(), now=now())

    return receive(TEMPLATE, ResearchForm.typed(viewer()), register)
