"""The blueprint that the views of this area hang on."""

from flask import Blueprint

blueprint = Blueprint("trail", __name__, url_prefix="/portal/trail")
