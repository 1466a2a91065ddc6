"""The blueprint that the area's modules share."""

from flask import Blueprint

blueprint = Blueprint("channels", __name__, url_prefix="/portal/channels")
