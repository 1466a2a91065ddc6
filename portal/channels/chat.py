"""A chat, pasted from a tool that cannot send it by itself (V-05)."""

from collections.abc import Sequence

from flask import Response
from flask.typing import ResponseReturnValue

from models.cases import actions
from models.cases.queries.tracking import submitted
from models.cases.tables import Case
from models.clock import now
from models.files.tables import StoredFile
from models.ids import random_code
from models.permissions import Permission
from models.revisits.actions import ask_after_chat
from portal.channels.blueprint import blueprint
from portal.channels.forms import ChatForm
from portal.channels.receive import receive, shown
from web.access import needs, viewer
from web.commit import commits_refusals

TEMPLATE = "portal/channels/chat.html"


@blueprint.get("/chat")
@needs(Permission.CASE_TRIAGE)
def chat() -> ResponseReturnValue:
    return shown(TEMPLATE, ChatForm.empty(viewer(), submission=random_code(26)))


@blueprint.post("/chat")
@needs(Permission.CASE_TRIAGE)
@commits_refusals
def chat_told() -> Response:
    """Keeps the transcript, and asks the customer for a rating where there is an address."""

    def register(form: ChatForm, files: Sequence[StoredFile]) -> Case:
        by = viewer()
        kept = actions.register_chat(form.intake_of(by, files), form.chatted(by), by=by, now=now())
        ask_after_chat(kept, now=now())
        case = submitted(form.sent_as)
        assert case is not None, "it was just registered"
        return case

    return receive(TEMPLATE, ChatForm.typed(viewer()), register)
