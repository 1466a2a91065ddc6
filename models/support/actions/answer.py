"""A head answers a request for support, or who asked takes it back (H-10)."""

from datetime import date, datetime
from typing import Any

from models.cases.actions import name_second_handler
from models.cases.queries import held, standing
from models.cases.tables import Case
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.actions import relieve
from models.people.tables import Staff
from models.support.actions.audience import answering, tell
from models.support.queries import longest_relief
from models.support.rules import may_answer, may_end_relief
from models.support.tables import SupportRequest
from models.support.words import SupportKind, SupportState


def answer_request(
    request: SupportRequest,
    *,
    accepted: bool,
    answer: str,
    second: Staff | None = None,
    relieved_until: date | None = None,
    by: Staff,
    now: datetime,
) -> SupportRequest:
    """Accepts or declines, in either case with words; who asked is told.

    An accepted second handler is recorded on the case, sees it and handles it from then on. Accepted relief
    says until which local day, itself included, nobody gives the person a case: neither as its owner nor as
    its second handler, nor by notices to a whole department. Records support.accepted or support.declined.
    Raises NotAllowed for whom it has not reached, WrongState when it was answered or taken back, Invalid:
    "required" without words, a second handler or a day, "relief_span" for a day that is past or beyond the
    rulebook's longest relief, "moved_on" for a case that who asked does not handle any more, and what naming
    a second handler raises.
    """
    if not request.open:
        raise WrongState("support", request.state.value)
    if not may_answer(request, by):
        raise NotAllowed("support")
    if not answer.strip():
        raise Invalid("answer", "required")
    facts: dict[str, Any] = {}
    if accepted and request.kind is SupportKind.SECOND_HANDLER:
        if second is None:
            raise Invalid("second_id", "required")
        assert request.case_id is not None, "a second handler is asked for a case"
        case = held(db.session.get_one(Case, request.case_id))
        if not standing(case, request.by).leads(case):
            raise Invalid("verdict", "moved_on")
        name_second_handler(case, second, by=by, now=now)
        request.second_id = facts["second"] = second.id
    if accepted and request.kind is SupportKind.RELIEF:
        until = _relief(relieved_until, now)
        relieve(request.by, until)
        request.relieved_until = until
        facts["relieved_until"] = until.isoformat()
    _end(request, SupportState.ACCEPTED if accepted else SupportState.DECLINED, now)
    request.answered_by_id, request.answer = by.id, answer.strip()
    db.session.flush()
    word = "accepted" if accepted else "declined"
    record(f"support.{word}", request, by=by, now=now, support=request.kind, **facts)
    tell([request.by_id], f"support_{word}", request, now=now, text=answer.strip())
    db.session.flush()
    return request


def withdraw_request(request: SupportRequest, *, by: Staff, now: datetime) -> SupportRequest:
    """Takes a request back that nobody has answered; those who were to answer are told.

    Records support.withdrawn. Raises NotAllowed for anybody else, WrongState.
    """
    if request.by_id != by.id:
        raise NotAllowed("support")
    if not request.open:
        raise WrongState("support", request.state.value)
    people = answering(request, now=now)
    _end(request, SupportState.WITHDRAWN, now)
    db.session.flush()
    record("support.withdrawn", request, by=by, now=now, support=request.kind)
    tell(people, "support_withdrawn", request, now=now)
    return request


def end_relief(request: SupportRequest, *, by: Staff, now: datetime) -> SupportRequest:
    """Cases are given to the person again from now on; they are told. Whoever may answer the person's
    requests may do so, and the person. Records support.relief_ended. Raises NotAllowed, and WrongState where
    this request's relief does not hold today."""
    if not may_end_relief(request, by):
        raise NotAllowed("support")
    if not request.relieves_on(local_day(now)):
        raise WrongState("support", request.state.value)
    relieve(request.by, None)
    record("support.relief_ended", request, by=by, now=now)
    assert request.answered_by_id is not None, "relief that holds was granted"
    tell({request.by_id, request.answered_by_id} - {by.id}, "relief_ended", request, now=now)
    return request


def _relief(until: date | None, now: datetime) -> date:
    if until is None:
        raise Invalid("relieved_until", "required")
    if not local_day(now) <= until <= longest_relief(now):
        raise Invalid("relieved_until", "relief_span")
    return until


def _end(request: SupportRequest, state: SupportState, now: datetime) -> None:
    request.state, request.ended_at, request.next_notice_at = state, now, None
