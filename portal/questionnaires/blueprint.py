"""The blueprint that the views of this area hang on."""

from flask import Blueprint

blueprint = Blueprint("questionnaires", __name__, url_prefix="/portal/questionnaires")
