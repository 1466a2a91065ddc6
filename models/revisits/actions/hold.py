"""Taking a call from a phone list: of two who take it at once, one gets it (R-02)."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, literal, or_, update
from sqlalchemy import case as sql_case

from models.db import changed_rows, db
from models.people.tables import Staff
from models.revisits.rules import CLAIM, LONGEST_CALL
from models.revisits.tables import OnPhoneList

CALL = ("state", "caller_id", "claimed_at", "claimed_until", "attempts")
"""The columns that say whose call it is, and whether it was made."""


def take_hold(
    row: OnPhoneList,
    on_list: ColumnElement[bool],
    in_window: ColumnElement[bool],
    *,
    by: Staff,
    now: datetime,
) -> bool:
    """Takes a call for half an hour where it is free, or is this person's; returns whether it is theirs now.

    Who still holds it goes on with the call that was begun, also past the end of the window, for two hours
    at most.
    """
    table = type(row)
    held = and_(table.caller_id == by.id, table.claimed_until > now)
    free = or_(table.caller_id.is_(None), table.caller_id == by.id, table.claimed_until <= now)
    long = and_(held, table.claimed_at <= now - LONGEST_CALL)
    mine = changed_rows(
        update(table)
        .where(on_list, or_(held, and_(free, in_window)))
        .values(
            caller_id=by.id,
            claimed_at=sql_case((held, table.claimed_at), else_=literal(now, table.claimed_at.type)),
            claimed_until=sql_case(
                (long, table.claimed_until), else_=literal(now + CLAIM, table.claimed_until.type)
            ),
        )
        .execution_options(synchronize_session="fetch")
    )
    db.session.refresh(row, CALL)
    return bool(mine)
