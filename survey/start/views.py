"""The first page."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from models.clock import now
from models.rulebook.queries import rules_at
from survey.hours import hotline_hours
from web.access import public
from web.fragments import page

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
@public
def index() -> ResponseReturnValue:
    """Give feedback, follow a case, read results, report a breach."""
    return page("survey/start/index.html", service_hours=hotline_hours(rules_at(now())))
