"""POST /hooks/chat: a chat tool hands a conversation over when it ends (V-05)."""

from flask import Blueprint, Response, abort, jsonify, request
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError

from models.cases.actions import register_chat
from models.cases.queries import chat_called
from models.cases.tables import Case
from models.clock import now
from models.db import db
from models.errors import Invalid
from models.events.actions import SYSTEM
from models.revisits.actions import ask_after_chat
from survey.hooks.payload import Conversation
from survey.hooks.signed import is_signed
from web.access import public
from web.commit import commits
from web.context import installation
from web.extensions import limiter
from web.letters.links import survey_link, tracking_link

blueprint = Blueprint("hooks", __name__, url_prefix="/hooks")
A_MINUTE = "240 per minute"


@blueprint.post("/chat")
@public
@limiter.limit(A_MINUTE)
@commits
def chat() -> Response:
    """Keeps the conversation as a case; answers number, tracking link, and the link to rate it.

    201 for a new one, 200 for one that was sent before; 404 where no key is set, 401 for a request that is
    not signed, 422 with what is wrong, 409 where earlier messages changed.
    """
    key = installation().chat_key
    if key is None:
        abort(404)
    if not is_signed(request, key.get_secret_value(), now=now()):
        return refused(401, "signature")
    try:
        sent = Conversation.model_validate_json(request.get_data())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        return refused(422, first["type"], ".".join(map(str, first["loc"])))
    try:
        return _kept(sent)
    except Invalid as fault:
        db.session.rollback()
        return refused(409 if fault.why == "other_lines" else 422, fault.why, fault.field)
    except IntegrityError:
        # The same conversation came twice at the same moment, and the other one was first.
        db.session.rollback()
        return _kept(sent)


def _kept(sent: Conversation) -> Response:
    known = chat_called(sent.tool, sent.conversation) is not None
    chat = register_chat(sent.intake(), sent.chatted(), by=SYSTEM, now=now())
    asked = ask_after_chat(chat, by_letter=False, now=now())
    case = db.session.get_one(Case, chat.case_id)
    answer = jsonify(
        number=case.number,
        track=tracking_link(case),
        rating=survey_link(asked.invitation.locator) if asked is not None else None,
    )
    answer.status_code = 200 if known else 201
    return answer


def refused(status: int, why: str, field: str = "") -> Response:
    """An answer that says in a word what is wrong."""
    answer = jsonify(error=why, field=field)
    answer.status_code = status
    return answer
