"""What the hotline is, what is kept, who can read it, what an operator could see, how to be safer (W-01)."""

from flask.typing import ResponseReturnValue

from models.clock import now
from models.rulebook.queries import hotline_at, rules_at
from survey.hotline.pages import blueprint, for_reporters, shown
from survey.hours import hotline_hours


@blueprint.get("")
@for_reporters
def index() -> ResponseReturnValue:
    """Explains, in plain words, before anybody writes anything."""
    return shown("about.html", rules=hotline_at(now()), service_hours=hotline_hours(rules_at(now())))
