"""What the hotline is, what is kept, who can read it, what an operator could see, how to be safer (W-01)."""

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.rulebook.queries import hotline_at, rules_at
from survey.hotline.pages import blueprint, for_reporters, shown
from survey.hours import hotline_hours
from web.config import Config


@blueprint.get("")
@for_reporters
def index() -> ResponseReturnValue:
    """Explains, in plain words, before anybody writes anything."""
    config: Config = current_app.config["HUIYIN"]
    return shown(
        "about.html",
        rules=hotline_at(now()),
        service_hours=hotline_hours(rules_at(now())),
        mailbox=config.hotline_mailbox_address if config.hotline_mailbox_url is not None else "",
    )


@blueprint.get("/")
@blueprint.get("/<path:rest>")
@for_reporters
def lost(rest: str = "") -> ResponseReturnValue:
    """Mistyped addresses, and those that are only sent to: asked for, they lead to where the code is asked
    for, or to the first page; never to a page of another policy."""
    there = "hotline.code" if rest.startswith("report") else "hotline.index"
    return redirect(url_for(there, lang=request.args.get("lang")), code=303)
