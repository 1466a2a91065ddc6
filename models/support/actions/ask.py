"""Somebody asks their head for support (H-10)."""

from dataclasses import dataclass
from datetime import datetime

from models.cases.queries import standing
from models.cases.rules.promises import reminder_moment
from models.cases.tables import Case
from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.queries import every_department
from models.people.tables import Staff
from models.rulebook.queries import rules_at
from models.support.actions.audience import answering, tell
from models.support.queries import load_of
from models.support.rules import heads_above
from models.support.tables import SupportRequest
from models.support.words import Reach, SupportKind


@dataclass(frozen=True)
class RequestDraft:
    """What is asked for. A case that who asks may see; `wished` is whom they would like as the second."""

    kind: SupportKind
    text: str
    case: Case | None = None
    wished: Staff | None = None


def ask_support(draft: RequestDraft, *, by: Staff, now: datetime) -> SupportRequest:
    """Puts a request to the nearest head above who asks; without any, to the leading group.

    Keeps the load of that moment beside the department's (A-05), starts the clock of the answer with the
    reminders of cases without a grade, and tells who is to answer. Records support.asked. Raises Invalid:
    "required" for no words, or for a second handler without a case; "not_handled" for a second handler of a
    case that one does not handle, "case_closed" of one that is closed.
    """
    if not draft.text.strip():
        raise Invalid("text", "required")
    if draft.kind is SupportKind.SECOND_HANDLER:
        _check_case(draft.case, by)
    on = local_day(now)
    departments = {row.id: row for row in every_department()}
    heads = [
        person
        for person in heads_above(by.department_id, departments, by.id)
        if db.session.get_one(Staff, person).works_on(on)
    ]
    rules = rules_at(now)
    promise = rules.promise(rules.support.answer, now)
    load = load_of(by, on)
    request = SupportRequest(
        kind=draft.kind,
        by=by,
        department_id=by.department_id,
        case_id=draft.case.id if draft.case else None,
        wished_id=draft.wished.id if draft.wished and draft.kind is SupportKind.SECOND_HANDLER else None,
        text=draft.text.strip(),
        at=now,
        open_cases=load.open_cases,
        median_cases=load.median,
        colleagues=load.colleagues,
        head_id=heads[0] if heads else None,
        above_id=heads[1] if len(heads) > 1 else None,
        reach=Reach.HEAD if heads else Reach.LEADING_GROUP,
        calendar=promise.calendar,
        minutes=max(promise.minutes, 1),
        due_at=promise.due_at,
        notices=0,
    )
    db.session.add(request)
    db.session.flush()
    request.next_notice_at = reminder_moment(rules, request, None, (), now)
    db.session.flush()
    record(
        "support.asked",
        request,
        by=by,
        now=now,
        support=draft.kind,
        case=draft.case.number if draft.case else None,
        open_cases=load.open_cases,
        median_cases=load.median,
        put_to=request.reach,
    )
    tell(answering(request, now=now), "support_asked", request, now=now)
    return request


def _check_case(case: Case | None, by: Staff) -> None:
    if case is None:
        raise Invalid("case", "required")
    if not case.open:
        raise Invalid("case", "case_closed")
    if not standing(case, by).leads(case):
        raise Invalid("case", "not_handled")
