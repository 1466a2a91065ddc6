"""Where the views of people and departments hang."""

from flask import Blueprint

people = Blueprint("people", __name__, url_prefix="/portal/people")
departments = Blueprint("departments", __name__, url_prefix="/portal/departments")
