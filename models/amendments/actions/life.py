"""An amendment begins, is submitted, taken up again, and discarded (RB-02)."""

from datetime import datetime, time, timedelta

from models.amendments.actions.guards import editing, require, tell
from models.amendments.queries import approvers, authors_of, faults_of, newest_edition, open_amendment
from models.amendments.rules.differences import differences
from models.amendments.rules.names import next_names
from models.amendments.tables import Amendment
from models.amendments.words import AmendmentState
from models.clock import SHANGHAI, local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.document import InvalidDocument
from models.rulebook.queries import next_version_number


def start(*, by: Staff, now: datetime) -> Amendment:
    """Begins the draft of the next edition as a copy of the newest one; records amendment.started.

    A name that says which edition it is says the next one's. Returns the one that is open already, if there
    is one. Raises NotAllowed.
    """
    require(by, Permission.RULEBOOK_EDIT)
    there = open_amendment()
    if there is not None:
        return there
    base = newest_edition()
    tomorrow = datetime.combine(local_day(now) + timedelta(days=1), time(), SHANGHAI)
    name_zh, name_en = next_names(base.document["name_zh"], base.document["name_en"], next_version_number())
    amendment = Amendment(
        base_id=base.id,
        document={**base.document, "name_zh": name_zh, "name_en": name_en},
        effective_from=tomorrow,
        started_by_id=by.id,
    )
    db.session.add(amendment)
    db.session.flush()
    record("amendment.started", amendment, by=by, now=now, edition=base.version_number)
    begun = open_amendment()
    assert begun is not None
    return begun


def submit(amendment: Amendment, *, by: Staff, now: datetime, seen: int | None) -> Amendment:
    """Gives the draft to a second person; nobody edits it until it is decided.

    Tells all who may approve it; records amendment.submitted. Raises NotAllowed, WrongState, Stale;
    Invalid on `note` (`required`), `document` (`unchanged`), `effective_from` (`past`), `approver`
    (`nobody`, when no one but its authors could approve it); InvalidDocument while parts contradict
    each other.
    """
    editing(amendment, by)
    amendment.expect(seen)
    if not differences(amendment.base.document, amendment.document):
        raise Invalid("document", "unchanged")
    if not amendment.note.strip():
        raise Invalid("note", "required")
    if amendment.effective_from <= now:
        raise Invalid("effective_from", "past")
    if faults := faults_of(amendment.document):
        raise InvalidDocument(tuple(str(each) for each in faults), faults)
    amendment.state = AmendmentState.SUBMITTED
    amendment.submitted_by_id, amendment.submitted_at = by.id, now
    db.session.flush()
    people = approvers(amendment, now=now)
    if not people:
        raise Invalid("approver", "nobody")
    record("amendment.submitted", amendment, by=by, now=now, reason=amendment.note)
    tell(people, "rulebook_to_approve", amendment, now=now)
    return amendment


def take_up(amendment: Amendment, *, by: Staff, now: datetime) -> Amendment:
    """An author takes a submitted draft up again, to go on editing; records amendment.taken_up.

    Raises NotAllowed for whoever wrote none of it, WrongState unless it is submitted.
    """
    require(by, Permission.RULEBOOK_EDIT)
    if amendment.state is not AmendmentState.SUBMITTED:
        raise WrongState("taking up", amendment.state.value)
    if by.id not in authors_of(amendment):
        raise NotAllowed("not_an_author")
    amendment.state = AmendmentState.EDITING
    db.session.flush()
    record("amendment.taken_up", amendment, by=by, now=now)
    return amendment


def discard(amendment: Amendment, reason: str, *, by: Staff, now: datetime, seen: int | None) -> Amendment:
    """Lets go of the draft; it stays in the history with its reason. Records amendment.discarded.

    Raises NotAllowed, WrongState, Stale, Invalid("reason", "required").
    """
    editing(amendment, by)
    amendment.expect(seen)
    if not reason.strip():
        raise Invalid("reason", "required")
    amendment.state, amendment.live = AmendmentState.DISCARDED, False
    amendment.ended_by_id, amendment.ended_at, amendment.ended_because = by.id, now, reason.strip()
    db.session.flush()
    record("amendment.discarded", amendment, by=by, now=now, reason=reason.strip())
    return amendment
