"""The blueprint that the views of this area hang on."""

from flask import Blueprint

blueprint = Blueprint("inspections", __name__, url_prefix="/portal/inspections")
