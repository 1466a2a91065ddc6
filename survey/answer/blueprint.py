"""The blueprint that the views of answering hang on."""

from flask import Blueprint

blueprint = Blueprint("answer", __name__, url_prefix="/s")
