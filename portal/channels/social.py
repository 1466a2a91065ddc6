"""Voices on social media and in forums; praise is thanked and closed in one step (V-06)."""

from collections.abc import Sequence

from flask import Response, request
from flask.typing import ResponseReturnValue

from models.cases import actions
from models.cases.tables import Case
from models.cases.words import ContactMeans
from models.clock import now
from models.files.tables import StoredFile
from models.ids import random_code
from models.permissions import Permission
from portal.channels.blueprint import blueprint
from portal.channels.forms import SocialForm
from portal.channels.receive import receive, shown
from web.access import needs, viewer
from web.commit import commits_refusals

TEMPLATE = "portal/channels/social.html"


@blueprint.get("/social")
@needs(Permission.CASE_TRIAGE)
def social() -> ResponseReturnValue:
    return shown(TEMPLATE, SocialForm.empty(viewer(), submission=random_code(26)))


@blueprint.post("/social")
@needs(Permission.CASE_TRIAGE)
@commits_refusals
def social_told() -> Response:
    """With the button `thank` the case is thanked for and closed; else it goes its way."""
    filled = SocialForm.typed(viewer())
    filled.thanked = "thank" in request.form

    def register(form: SocialForm, files: Sequence[StoredFile]) -> Case:
        case = actions.register_post(form.intake(files), form.posted(), by=viewer(), now=now())
        if form.thanked and case.open:
            means = ContactMeans(form.thanks_means.data)
            text = form.thanks.data or ""
            actions.thank(case, text, means=means, by=viewer(), now=now(), seen=None)
        return case

    return receive(TEMPLATE, filled, register)
