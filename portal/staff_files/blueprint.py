"""The blueprint that the views of this area hang on."""

from flask import Blueprint

blueprint = Blueprint("staff_files", __name__, url_prefix="/portal/staff-files")
