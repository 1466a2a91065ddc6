"""A second person reads the result before the customer does (H-06)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.actions import due_times
from models.cases.actions.audience import owner_or_head, tell_staff
from models.cases.actions.reply import send_reply
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Result
from models.cases.words import DueKind, State, Verdict
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff
from models.rulebook.queries import rules_of


def approve(case: Case, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """Lets the result go to the customer: by letter at once where there is an address.

    Without one the case waits for somebody to tell the customer, with a due time. Records
    case.result_approved. Raises NotAllowed for the handler's own result, WrongState, Stale.
    """
    result = _judge(case, Verdict.APPROVED, reason="", by=by, now=now, seen=seen)
    case.enter(State.APPROVED)
    record("case.result_approved", case, by=by, now=now, result=result.id, round=case.round)
    if not send_reply(case, result, by=by, now=now):
        rules = rules_of(case.timing_id)
        due_times.start(case, DueKind.TELL, rules.promise(rules.grade(case.grade).tell, now), since=now)
        tell_staff(owner_or_head(case, now=now), "case_to_tell", case, by=by, now=now)
    db.session.flush()
    return case


def reject(case: Case, reason: str, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """Sends the result back to the handler, with reasons. Records case.result_rejected."""
    if not reason.strip():
        raise Invalid("reason", "required")
    result = _judge(case, Verdict.REJECTED, reason=reason.strip(), by=by, now=now, seen=seen)
    case.enter(State.HANDLING)
    record("case.result_rejected", case, by=by, now=now, result=result.id, round=case.round)
    tell_staff({result.by_id, *owner_or_head(case, now=now)}, "result_rejected", case, by=by, now=now)
    db.session.flush()
    return case


def _judge(
    case: Case, verdict: Verdict, *, reason: str, by: Staff, now: datetime, seen: int | None
) -> Result:
    require(Step.REVIEW, case, standing(case, by))
    case.expect(seen)
    result = db.session.scalars(
        select(Result).where(Result.case_id == case.id, Result.verdict == Verdict.SUBMITTED)
    ).one()
    result.verdict = verdict
    result.reviewer_id = by.id
    result.reviewed_at = now
    result.review_reason = reason
    due_times.meet(case, DueKind.REVIEW, now=now)
    return result
