"""How a case ends (R-01, R-04, H-09)."""

from datetime import datetime

from sqlalchemy import update

from models.cases.actions import due_times
from models.cases.actions.assistance import drop_assistances
from models.cases.actions.audience import owner_or_head, tell_staff
from models.cases.actions.compensation import drop_compensation
from models.cases.actions.consulted import drop_consultation
from models.cases.actions.extension import drop_extension
from models.cases.actions.grave import end_grave_duties, promise_report
from models.cases.actions.letters import send_letter, show_on_tracking_page
from models.cases.queries.scope import standing
from models.cases.rules.closings import closings_open_to
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Result
from models.cases.words import OUTLIVES, Closing, DueKind, Ending, State, Verdict
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import Actor, record
from models.people.tables import Staff
from models.rulebook.queries import rules_of

AFTER_ANSWER = (Closing.CONFIRMED, Closing.SATISFIED, Closing.NEUTRAL, Closing.NO_ANSWER)
WITHOUT_CAUSE = (Closing.MALICIOUS, Closing.MERGED, Closing.ON_THE_SPOT, Closing.WITHDRAWN)
"""Ends after which nobody owes a special report any more, or a compensation that was only proposed."""


def settle(case: Case, closing: Closing, *, by: Actor, now: datetime) -> Case:
    """Ends an answered case after the customer's word, or after silence. Records case.closed.

    Raises WrongState for a case that is not answered, ValueError for an ending of another kind.
    """
    if closing not in AFTER_ANSWER:
        raise ValueError(f"{closing} does not follow an answer")
    if case.state is not State.ANSWERED:
        raise WrongState("closure", case.state.value)
    return end(case, closing, reason="", by=by, now=now)


def close(case: Case, closing: Closing, *, reason: str, by: Staff, now: datetime, seen: int | None) -> Case:
    """Ends a case by a person's decision, which needs a reason; the customer is told it.

    A head may close a malicious complaint (H-09), the leading group one that went through the
    rulebook's rounds (R-04), customer service what it answered on the spot and is no complaint
    (V-03). Raises NotAllowed, WrongState, Stale, Invalid.
    """
    require(Step.CLOSURE, case, standing(case, by))
    case.expect(seen)
    if not reason.strip():
        raise Invalid("reason", "required")
    rules = rules_of(case.rulebook_id)
    if closing not in closings_open_to(by, case, most_rounds=rules.revisit.most_rounds):
        raise NotAllowed(closing.value)
    text = reason.strip()
    if send_letter("closed", case, by=by, now=now, text=text) is None:
        show_on_tracking_page("closed", case, text, by=by, now=now)
    if closing is Closing.LEADING_GROUP:
        due_times.meet(case, DueKind.DECISION, now=now)
    if closing is Closing.ON_THE_SPOT:
        due_times.meet(case, DueKind.FIRST_RESPONSE, DueKind.RESULT, now=now)
        case.answered_at = now
    tell_staff(owner_or_head(case, now=now), "case_closed", case, by=by, now=now)
    return end(case, closing, reason=text, by=by, now=now)


def end(
    case: Case, closing: Closing, *, reason: str, by: Actor, now: datetime, into: Case | None = None
) -> Case:
    """The one door into the closed state: drops what is still due, and a result that nobody has read.

    A special report is still owed, and a compensation goes on, unless there turned out to be no cause for
    them (G-04, G-06). `into` is the case that carries it on, where it is merged (T-06). Records
    case.closed.
    """
    drop_extension(case, now=now)
    drop_assistances(case, by=by, now=now)
    drop_consultation(case, by=by, now=now)
    waiting = Result.verdict == Verdict.SUBMITTED
    db.session.execute(
        update(Result).where(Result.case_id == case.id, waiting).values(verdict=Verdict.DROPPED)
    )
    case.enter(State.CLOSED)
    case.closed_at = now
    case.closing = closing
    case.closing_reason = reason
    case.merged_into_id = into.id if into else None
    due_times.end(case, ending=Ending.DROPPED, now=now, but=OUTLIVES)
    if closing in WITHOUT_CAUSE:
        end_grave_duties(case, by=by, now=now)
        drop_compensation(case, by=by, now=now)
    else:
        promise_report(case, now=now)
    record("case.closed", case, by=by, now=now, reason=reason, closing=closing, round=case.round)
    db.session.flush()
    return case
