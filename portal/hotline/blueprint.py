"""The blueprint that the views of this area hang on."""

from flask import Blueprint

blueprint = Blueprint("supervision", __name__, url_prefix="/portal/hotline")
