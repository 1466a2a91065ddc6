"""The blueprint that the views of this area hang on, and its sentences for what is refused."""

from flask import Blueprint, abort

from models.bodies import queries
from models.bodies.tables import BodyMeeting
from models.bodies.words import BodyKind
from models.clock import local_day, now
from web.access import viewer
from web.errors import fault, refusal
from web.language import lazy

blueprint = Blueprint("bodies", __name__, url_prefix="/portal/bodies")

refusal(
    "body_meeting",
    lazy(
        "Chair, deputy and secretary call meetings; whoever opened one keeps its minutes, and its chair signs"
        " them once every item has an outcome."
    ),
)
refusal("body_oneself", lazy("Nobody gives a seat to themselves."))
refusal("body_task", lazy("The owner finishes an action item; who convenes the body may drop it."))
refusal("body_act", lazy("The case or matter of this decision is not yours to see."))
for why, sentence in (
    ("quorum_share", lazy("Please give 1 to 100 per cent.")),
    ("body_left", lazy("This person does not work here on that day.")),
    ("body_seated", lazy("This person has a seat in the body in that time already.")),
    ("body_chaired", lazy("Somebody chairs the body in that time already.")),
    ("term_order", lazy("The last day comes after the first.")),
    ("term_longer", lazy("A term is not made longer: appoint the person anew.")),
    ("body_without_rule", lazy("Nobody has said yet how this body decides.")),
    ("body_without_members", lazy("On that day the body has no member with a vote.")),
    ("meeting_past", lazy("A meeting is called for a time to come.")),
    ("meeting_early", lazy("A meeting is opened on its day.")),
    ("meeting_order", lazy("The meeting ends after it begins.")),
    ("agenda_there", lazy("This is on the agenda already.")),
    ("agenda_unknown", lazy("This item is not on the agenda, or something is written on it.")),
    ("body_empty", lazy("Please tick who is there.")),
    ("chair_not_there", lazy("The chair is a member with a vote who is there.")),
    ("chair_keeps", lazy("Who keeps the minutes does not chair: another signs them.")),
    ("votes_missing", lazy("Please say how each member who is there voted.")),
    ("postponed_decision", lazy("What is postponed has no decision.")),
    ("act_unfit", lazy("A decision on this item cannot do that.")),
    ("task_past", lazy("An action item is due in the future.")),
    ("task_left", lazy("Whoever gets an action item works here.")),
):
    fault(why, sentence)


def body_or_404(name: str) -> BodyKind:
    """The body of an address."""
    return BodyKind(name) if name in set(BodyKind) else abort(404)


def meeting_or_404(number: str) -> BodyMeeting:
    """The meeting of an address, if the viewer may see it."""
    return queries.find(viewer(), number, local_day(now())) or abort(404)
