"""The blueprint that the modules of this area put their views on."""

from flask import Blueprint

blueprint = Blueprint("results", __name__, url_prefix="/portal/results")
