"""The seals of the trail: how far they reach, when they were last checked, and checking them now (X-02)."""

from dataclasses import dataclass
from datetime import datetime

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.events import queries
from models.events.actions import note_check
from models.events.queries import Seals
from models.events.rules import SEALED_WITHIN
from models.people.queries import staff_with_ids
from models.permissions import Permission
from portal.trail.blueprint import blueprint
from web.access import needs, viewer
from web.commit import commits, reading
from web.extensions import limiter
from web.fragments import respond
from web.language import _
from web.language.filters import named

OFTEN = "12 per hour"


@dataclass(frozen=True)
class State:
    """The chain as it is, and how its last check went: when, by whom, sound or with how many faults."""

    seals: Seals
    late: bool
    checked_at: datetime | None
    checked_by: str
    faults: int


def state_of_seals() -> State:
    """What the page and my day of an auditor show."""
    found, last = queries.seals(), queries.last_of("trail.verified")
    since = found.waiting_since
    late = since is not None and now() - since > SEALED_WITHIN
    if last is None:
        return State(found, late, None, "", 0)
    person = staff_with_ids([last.staff_id]).get(last.staff_id) if last.staff_id else None
    return State(found, late, last.at, named(person) if person else _("System"), int(last.facts["faults"]))


@blueprint.post("/checks")
@needs(Permission.AUDIT_READ)
@limiter.limit(OFTEN)
@commits
def check() -> ResponseReturnValue:
    """Walks along the whole chain, as `flask audit verify` does, and writes down how it went."""
    with reading():
        found = queries.verify()
    note_check(found, by=viewer(), now=now())
    if found.sound:
        flash(_("The trail is sound: nothing in it was changed or removed."), "good")
    else:
        flash(_("The trail was tampered with. `flask audit verify` names each place."), "bad")
    return respond("portal/trail/_seals.html", redirect=url_for("trail.index"), seals=state_of_seals())
