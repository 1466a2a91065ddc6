"""The blueprint that the views of this area hang on, and who may read what is not published yet."""

from flask import Blueprint

from models.permissions import Permission

blueprint = Blueprint("reports", __name__, url_prefix="/portal/reports")
READERS = (Permission.REPORT_APPROVE, Permission.REPORT_EDIT)
