"""The first page, and how to reach the supervision group."""

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


@blueprint.get("/hotline")
@public
def hotline() -> ResponseReturnValue:
    """How to reach the supervision group by telephone, and what the feedback form cannot protect (W-01)."""
    return page("survey/start/hotline.html", service_hours=hotline_hours(rules_at(now())))
