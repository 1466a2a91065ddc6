"""GET and POST /portal/rewards/new: nominating somebody, by anybody (C-04)."""

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.conduct.actions import nominate
from models.conduct.queries import rewards as queries
from models.conduct.tables import RewardSuggestion
from models.conduct.words import RewardGround
from models.errors import Invalid
from models.people.queries import staff_numbered
from portal.rewards.blueprint import blueprint
from portal.rewards.forms import NominationForm
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.incoming import LARGEST_ID
from web.language import _

TEMPLATE = "portal/rewards/new.html"


@blueprint.get("/new")
@anyone
def new() -> ResponseReturnValue:
    """The form; a suggestion, a case or a person may be named in the address."""
    suggestion = _suggestion()
    given = {"case": request.args.get("case", ""), "ground": RewardGround.OTHER.value}
    person = staff_numbered(request.args.get("person", ""))
    if suggestion is not None:
        number = suggestion.case.number if suggestion.case else ""
        given |= {"case": number, "ground": suggestion.ground.value}
        person = suggestion.staff
    if person is not None and person.id != viewer().id:
        given["person"] = person.number
    form = NominationForm(None, data=given)
    form.prepare()
    return page(TEMPLATE, form=form, suggestion=suggestion)


@blueprint.post("/new")
@anyone
@commits
def create() -> Response:
    form, suggestion = NominationForm(request.form), _suggestion()
    form.prepare()
    if not form.validate() or (draft := form.draft(viewer(), suggestion)) is None:
        return rejected(TEMPLATE, form, suggestion=suggestion)
    try:
        reward = nominate(draft, by=viewer(), now=now())
    except Invalid as fault:
        if fault.field == "holder":
            fault.field = "person"
        form.blame(fault)
        return rejected(TEMPLATE, form, suggestion=suggestion)
    flash(_("Nominated: HR checks it next. You are told what becomes of it."), "good")
    return respond(redirect=url_for("rewards.show", number=reward.number))


def _suggestion() -> RewardSuggestion | None:
    number = request.args.get("suggestion", type=int)
    return queries.suggestion_for(viewer(), number) if number and 0 < number <= LARGEST_ID else None
