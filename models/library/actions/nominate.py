"""A case is nominated for the library (L-05)."""

from datetime import datetime

from models.cases.tables import Case
from models.clock import local, local_day
from models.db import alone_in, db
from models.errors import Invalid
from models.events.actions import record
from models.ids import random_code
from models.library.queries import known_of, of_case
from models.library.rules.personal import find_personal
from models.library.tables import TypicalCase
from models.outbox.actions import notify_all
from models.people.queries import who_may
from models.people.tables import Staff
from models.permissions import Permission


def nominate_case(case: Case, reason: str, *, by: Staff, now: datetime) -> TypicalCase:
    """Nominates a case that `by` may see, and says why others learn from it. None of its words is stored yet.

    Tells who keeps the library. Records library.nominated. Raises Invalid: ("reason", "required"),
    ("reason", "personal_data") where the reason names somebody or a number, ("case", "in_library") for a
    case that is in the library or on its way, ("case", "expired_case") for one whose data are gone (X-03).
    """
    reason = reason.strip()
    if not reason:
        raise Invalid("reason", "required")
    if find_personal(reason, known_of(case)):
        raise Invalid("reason", "personal_data")
    alone_in(f"library:{case.id}")
    if of_case(case) is not None:
        raise Invalid("case", "in_library")
    if case.expired_at is not None:
        raise Invalid("case", "expired_case")
    lesson = TypicalCase(
        number=random_code(12),
        case=case,
        category=case.category,
        language=case.language,
        reason=reason,
        nominated_by=by,
        nominated_at=now,
    )
    db.session.add(lesson)
    db.session.flush()
    lesson.number = f"L{local(now).year}-{lesson.id:04d}"
    db.session.flush()
    record("library.nominated", lesson, by=by, now=now, case=case.number)
    editors = {each.id for each in who_may(Permission.LIBRARY_EDIT, on=local_day(now))} - {by.id}
    notify_all(sorted(editors), "library_nominated", about=lesson.audit_name, now=now, facts={})
    return lesson
