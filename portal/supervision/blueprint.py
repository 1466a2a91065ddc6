"""The blueprint that the views of this area hang on. The hotline has the name "supervision"."""

from flask import Blueprint

blueprint = Blueprint("department_inspections", __name__, url_prefix="/portal/supervision")
