"""Which notices a mail to staff still has to tell of, and whether it leaves at all (H-04, R-03)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from models.cases.queries.given import ended
from models.cases.queries.letters import CASE
from models.cases.rules.notices import notice_passed, reminder_passed
from models.cases.tables import Case, DueTime
from models.clock import local_day
from models.db import db
from models.outbox.queries import carried_by
from models.outbox.rules import ALWAYS, topic_of
from models.outbox.tables import Notice, OutboxMessage, Overtaken
from models.people.queries import staff_numbered


def cases_of(notices: Sequence[Notice]) -> dict[str, Case]:
    """The cases that notices are about, by what these call them; in one query."""
    numbers = {each.about.removeprefix(CASE) for each in notices if each.about.startswith(CASE)}
    found = db.session.scalars(select(Case).where(Case.number.in_(numbers)))
    return {case.audit_name: case for case in found}


def passed(notices: Sequence[Notice]) -> dict[int, Overtaken]:
    """Why those that no longer hold do not, by their ids. `notices` are those of one mail, oldest first.

    Of two about the same due time, or of one kind about the same row, the later holds. What its reader
    has read in the portal holds no longer, unless it comes by mail in any case.
    """
    cases = cases_of(notices)
    ids = {each.facts["due_id"] for each in notices if "due_id" in each.facts}
    dues = {due.id: due for due in db.session.scalars(select(DueTime).where(DueTime.id.in_(ids)))}
    over = ended({each.facts["given"] for each in notices if "given" in each.facts})
    latest = {_same(each): each.id for each in notices}
    found = {}
    for each in notices:
        why = _why(each, cases.get(each.about), dues.get(each.facts.get("due_id", 0)))
        if each.facts.get("given") in over:
            why = why or Overtaken.DONE
        if latest[_same(each)] != each.id:
            why = why or Overtaken.NEWER
        if why is not None:
            found[each.id] = why
    return found


def still_told(message: OutboxMessage) -> list[Notice]:
    """The notices of a mail that hold, oldest first."""
    notices = carried_by(message)
    gone = passed(notices)
    return [each for each in notices if each.id not in gone]


def overtaken(message: OutboxMessage, now: datetime) -> Overtaken | None:
    """Why a mail to staff must not leave any more: its reader left, or none of its notices holds."""
    reader = staff_numbered(message.about.partition(":")[2])
    if reader is None or not reader.works_on(local_day(now)):
        return Overtaken.LEFT
    notices = carried_by(message)
    gone = passed(notices)
    return gone[notices[-1].id] if notices and len(gone) == len(notices) else None


def _same(notice: Notice) -> tuple[str, object]:
    return notice.about, notice.facts.get("due_id") or notice.facts.get("given") or notice.kind


def _why(notice: Notice, case: Case | None, due: DueTime | None) -> Overtaken | None:
    if notice.read_at is not None and topic_of(notice.kind) not in ALWAYS:
        return Overtaken.READ
    if case is None:
        return None
    if due is not None:
        return reminder_passed(case, due, datetime.fromisoformat(notice.facts["due_at"]))
    return notice_passed(notice.kind, case)
