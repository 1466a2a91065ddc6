"""HR writes into people's files, one entry or a whole sheet at once (C-05)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.clock import local_day
from models.conduct.tables import StaffRecord
from models.conduct.words import RecordKind
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record_many
from models.people.tables import Staff
from models.permissions import Permission


@dataclass(frozen=True)
class RecordDraft:
    """One entry of a person's file; money in fen."""

    person: Staff
    on: date
    kind: RecordKind
    text: str
    paper: str = ""
    amount_fen: int | None = None


def write_records(drafts: Sequence[RecordDraft], *, by: Staff, now: datetime) -> list[StaffRecord]:
    """Adds entries to people's files, all of them or none. Records staff.file_written for each person.

    Raises NotAllowed for others than HR and for the own file, Invalid for no words, a day to come, or an
    amount of nothing.
    """
    if not by.may(Permission.STAFF_FILE_READ):
        raise NotAllowed("own_file")
    for draft in drafts:
        if draft.person.id == by.id:
            raise NotAllowed("own_file")
        if not draft.text.strip():
            raise Invalid("text", "required")
        if draft.on > local_day(now):
            raise Invalid("on", "future_day")
        if draft.amount_fen is not None and draft.amount_fen <= 0:
            raise Invalid("amount", "no_amount")
    made = [
        StaffRecord(
            staff_id=draft.person.id,
            on=draft.on,
            kind=draft.kind,
            text=draft.text.strip(),
            paper=draft.paper.strip(),
            amount_fen=draft.amount_fen,
            by_id=by.id,
            at=now,
        )
        for draft in drafts
    ]
    db.session.add_all(made)
    db.session.flush()
    people = {draft.person.id: draft.person for draft in drafts}
    counts = {number: sum(each.staff_id == number for each in made) for number in people}
    happened = [(person, {"entries": counts[number]}) for number, person in people.items()]
    record_many("staff.file_written", happened, by=by, now=now)
    return made
