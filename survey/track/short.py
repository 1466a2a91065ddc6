"""GET /t/<word>: the short link of an SMS leads to the tracking page, which checks it (H-08)."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from models.ids import PROOF_LENGTH
from survey.keys import typed_number
from web.access import public

blueprint = Blueprint("short", __name__, url_prefix="/t")


@blueprint.get("/<word>")
@public
def show(word: str) -> ResponseReturnValue:
    """The digits of the case's number and its proof, as `short_tracking_link` writes them."""
    digits, proof = word[:-PROOF_LENGTH], word[-PROOF_LENGTH:]
    number = typed_number(f"{digits[:8]}-{digits[8:]}")
    if number is None:
        return redirect(url_for("track.index"), code=303)
    return redirect(url_for("track.show", number=number, key=proof), code=303)
