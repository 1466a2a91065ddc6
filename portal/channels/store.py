"""What a store heard, entered on a phone at the counter (V-07)."""

from collections.abc import Sequence

from flask import Response
from flask.typing import ResponseReturnValue

from models.cases import actions
from models.cases.tables import Case
from models.clock import now
from models.errors import NotAllowed
from models.files.tables import StoredFile
from models.ids import random_code
from models.permissions import Permission
from portal.channels.blueprint import blueprint
from portal.channels.forms import StoreForm
from portal.channels.receive import receive, shown
from portal.channels.start import ways
from web.access import needs, viewer
from web.commit import commits_refusals

TEMPLATE = "portal/channels/store.html"


@blueprint.get("/store")
@needs(Permission.CASE_REGISTER)
def store() -> ResponseReturnValue:
    _only_stores()
    return shown(TEMPLATE, StoreForm.empty(viewer(), submission=random_code(26)))


@blueprint.post("/store")
@needs(Permission.CASE_REGISTER)
@commits_refusals
def store_told() -> Response:
    _only_stores()

    def register(form: StoreForm, files: Sequence[StoredFile]) -> Case:
        return actions.register_in_store(form.intake(files), form.in_store(), by=viewer(), now=now())

    return receive(TEMPLATE, StoreForm.typed(viewer()), register)


def _only_stores() -> None:
    """Store staff and customer service; others hear nothing at a counter."""
    if all(way.endpoint != "channels.store" for way in ways(viewer())):
        raise NotAllowed("store")
