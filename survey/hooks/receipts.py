"""POST /hooks/sms/receipts: a gateway tells what became of messages (R-03); docs/sms.md describes it."""

from datetime import UTC
from typing import Annotated

from flask import Response, abort, jsonify, request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from models.cases.actions import undelivered
from models.clock import now
from models.outbox.actions import Told, take_receipts
from models.outbox.tables import Outcome
from survey.hooks.payload import Moment
from survey.hooks.signed import is_signed
from survey.hooks.views import A_MINUTE, blueprint, refused
from web.access import public
from web.commit import commits
from web.context import installation
from web.extensions import limiter

__all__ = ["blueprint", "receipts"]

MOST = 500
LONGEST = 256 * 1024
"""Bytes of a request: more than the most receipts take."""
Key = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[!-~]+$")]
"""Signs that are seen, as all keys of ours: what cannot be stored is not looked up either."""
Word = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60, pattern=r"^[A-Za-z0-9_.:-]*$")]


class Part(BaseModel):
    """A piece of what is sent; names that we do not know are passed over."""

    model_config = ConfigDict(frozen=True)


class Receipt(Part):
    """What became of one message. `id` is ours, under which it was handed over."""

    id: Key
    status: Outcome
    at: Moment
    reason: Word = ""


class Batch(Part):
    """Many at once, in any order; sent again they change nothing."""

    receipts: Annotated[list[Receipt], Field(min_length=1, max_length=MOST)]


@blueprint.post("/sms/receipts")
@public
@limiter.limit(A_MINUTE)
@commits
def receipts() -> Response:
    """Takes receipts: 200 whether or not the messages are ours, so that nobody learns which are.

    404 where no key is set, 401 for a request that is not signed, 413 for one too large, 422 with what is
    wrong.
    """
    key = installation().sms_key
    if key is None:
        abort(404)
    if len(request.get_data()) > LONGEST:
        return refused(413, "too_large")
    if not is_signed(request, key.get_secret_value(), now=now()):
        return refused(401, "signature")
    try:
        sent = Batch.model_validate_json(request.get_data())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        return refused(422, first["type"], ".".join(map(str, first["loc"])))
    told = [Told(each.id, each.status, each.at.astimezone(UTC), each.reason) for each in sent.receipts]
    for message in take_receipts(told, now=now()):
        undelivered(message, now=now())
    return jsonify(taken=len(told))
