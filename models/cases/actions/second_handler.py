"""Somebody handles a case beside its owner, as the head decided on a request (H-10)."""

from datetime import datetime

from models.cases.actions.assign import check_relief
from models.cases.actions.audience import owner_or_head, tell_staff
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case
from models.clock import local_day
from models.db import db
from models.errors import Invalid, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission


def name_second_handler(case: Case, second: Staff, *, by: Staff, now: datetime) -> Case:
    """Lets somebody see and handle a case beside its owner, in the place of an earlier one.

    Whoever asks has decided that it may be so. Tells both. Records case.second_named. Raises WrongState for
    a closed case, and Invalid("second_id", …): "is_owner", "may_not_handle", "unknown" for who left,
    "relieved" for who is given no cases.
    """
    if not case.open:
        raise WrongState("second_handler", case.state.value)
    if second.id == case.owner_id:
        raise Invalid("second_id", "is_owner")
    if not second.works_on(local_day(now)):
        raise Invalid("second_id", "unknown")
    if not second.may(Permission.CASE_HANDLE):
        raise Invalid("second_id", "may_not_handle")
    check_relief("second_id", second, case.second_id, now=now)
    before, case.second_id = case.second_id, second.id
    db.session.flush()
    record("case.second_named", case, by=by, now=now, second=second.id, second_before=before)
    tell_staff({second.id, *owner_or_head(case, now=now)}, "second_named", case, by=by, now=now)
    return case


def end_second_handler(case: Case, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """The owner handles the case alone again. Tells both. Records case.second_ended.

    Raises NotAllowed, WrongState, Stale.
    """
    require(Step.SECOND_HANDLER_END, case, standing(case, by))
    case.expect(seen)
    before, case.second_id = case.second_id, None
    assert before is not None, "the step is open only where there is one"
    db.session.flush()
    record("case.second_ended", case, by=by, now=now, second_before=before)
    tell_staff({before, *owner_or_head(case, now=now)}, "second_ended", case, by=by, now=now)
    return case
