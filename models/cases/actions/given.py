"""People are reminded of what a plan or a meeting gave them to do, before its time and on it (H-02, H-04)."""

from datetime import datetime
from typing import cast

from sqlalchemy import update

from models.cases.actions.audience import owner_or_head, tell_staff
from models.cases.queries.given import Given, case_of, is_wanted
from models.clock import local_day
from models.db import changed_rows, db
from models.events.actions import SYSTEM
from models.people.tables import Staff


def remind_of_given(table: type[Given], given_id: int, *, now: datetime) -> bool:
    """Reminds whoever has it to do that its time comes near, and once more when it is over; then whoever has
    the case hears of it as well.

    Returns whether a reminder was sent; False when another clock was quicker, or nobody has to do it any
    more. The notices are its only trace: nothing of the case changes.
    """
    given = cast(Given | None, db.session.get(table, given_id, populate_existing=True))
    if given is None or given.next_notice_at is None or given.next_notice_at > now:
        return False
    case = case_of(given)
    late, wanted = given.due_at <= now, is_wanted(given, case)
    mine = changed_rows(
        update(table)
        .where(table.id == given.id, table.next_notice_at == given.next_notice_at)
        .values(next_notice_at=given.due_at if wanted and not late else None)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(given)
    if mine != 1 or not wanted:
        return False
    owner = db.session.get_one(Staff, given.owner_id)
    people = {owner.id} if owner.works_on(local_day(now)) else set()
    if late or not people:
        people |= set(owner_or_head(case, now=now))
    tell_staff(
        people,
        "given_late" if late else "given_due_soon",
        case,
        by=SYSTEM,
        now=now,
        given=given.notice_name,
        due_at=given.due_at.isoformat(),
        text=given.text,
    )
    return True
