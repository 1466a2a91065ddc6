"""What came of a step on a case: letters, notices, events."""

from sqlalchemy import select

from models.cases.tables import Case
from models.db import db
from models.events.queries import history
from models.outbox.tables import Notice, OutboxMessage


def letters(case: Case) -> list[str]:
    found = select(OutboxMessage.kind).where(OutboxMessage.about == case.audit_name)
    return list(db.session.scalars(found.order_by(OutboxMessage.id)))


def notices(case: Case) -> set[tuple[int, str]]:
    rows = db.session.execute(select(Notice.staff_id, Notice.kind).where(Notice.about == case.audit_name))
    return {(staff, kind) for staff, kind in rows}


def kinds(case: Case) -> list[str]:
    return [event.kind for event in history(case.audit_name)]
