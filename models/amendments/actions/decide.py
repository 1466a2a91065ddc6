"""A second person approves the draft or sends it back (RB-02)."""

from datetime import datetime

from models.amendments.actions.guards import require, tell
from models.amendments.queries import authors_of
from models.amendments.tables import Amendment
from models.amendments.words import AmendmentState
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.actions import add_draft, put_in_force


def approve(
    amendment: Amendment, *, apply_to_open: bool, by: Staff, now: datetime, seen: int | None
) -> Amendment:
    """Puts the draft in force from its day on, as the next edition, exactly as it was read.

    With `apply_to_open`, cases that are open on that day go by the new periods and hours too; single
    days off or on hold for them in any case. Tells the authors; records amendment.approved and
    rulebook.put_in_force. Raises NotAllowed for an author or without the permission, WrongState unless
    it is submitted, Stale, Invalid on `effective_from` (`past`, `taken`), InvalidDocument.
    """
    _require(amendment, by)
    amendment.expect(seen)
    edition = add_draft(
        amendment.document,
        name=amendment.document["name_zh"],
        effective_from=amendment.effective_from,
        note=amendment.note,
        author=db.session.get_one(Staff, amendment.submitted_by_id),
        now=now,
    )
    put_in_force(edition, by=by, now=now)
    amendment.state, amendment.live = AmendmentState.APPROVED, False
    amendment.rulebook_id, amendment.apply_to_open = edition.id, apply_to_open
    amendment.ended_by_id, amendment.ended_at = by.id, now
    db.session.flush()
    record(
        "amendment.approved",
        amendment,
        by=by,
        now=now,
        edition=edition.version_number,
        apply_to_open=apply_to_open,
    )
    tell(authors_of(amendment), "rulebook_approved", amendment, now=now)
    return amendment


def send_back(amendment: Amendment, reason: str, *, by: Staff, now: datetime, seen: int | None) -> Amendment:
    """Gives the draft back to its authors with a reason; it can be edited again.

    Tells them; records amendment.returned. Raises as `approve`, and Invalid("reason", "required").
    """
    _require(amendment, by)
    amendment.expect(seen)
    if not reason.strip():
        raise Invalid("reason", "required")
    amendment.state = AmendmentState.EDITING
    amendment.returned_by_id, amendment.returned_at = by.id, now
    amendment.returned_because = reason.strip()
    db.session.flush()
    record("amendment.returned", amendment, by=by, now=now, reason=reason.strip())
    tell(authors_of(amendment), "rulebook_returned", amendment, now=now)
    return amendment


def _require(amendment: Amendment, by: Staff) -> None:
    require(by, Permission.RULEBOOK_APPROVE)
    if amendment.state is not AmendmentState.SUBMITTED:
        raise WrongState("deciding", amendment.state.value)
    if by.id in authors_of(amendment):
        raise NotAllowed("second_person")
