"""A head answers a request for support, or who asked takes it back (H-10)."""

from datetime import datetime
from typing import Any

from models.cases.actions import name_second_handler
from models.cases.queries import held, standing
from models.cases.tables import Case
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.support.actions.audience import answering, tell
from models.support.rules import may_answer
from models.support.tables import SupportRequest
from models.support.words import SupportKind, SupportState


def answer_request(
    request: SupportRequest,
    *,
    accepted: bool,
    answer: str,
    second: Staff | None = None,
    by: Staff,
    now: datetime,
) -> SupportRequest:
    """Accepts or declines, in either case with words; who asked is told.

    An accepted second handler is recorded on the case, sees it and handles it from then on. Records
    support.accepted or support.declined. Raises NotAllowed for whom it has not reached, WrongState when it
    was answered or taken back, Invalid: "required" without words or without a second handler, "moved_on"
    for a case that who asked does not handle any more, and what naming one raises.
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


def _end(request: SupportRequest, state: SupportState, now: datetime) -> None:
    request.state, request.ended_at, request.next_notice_at = state, now, None
