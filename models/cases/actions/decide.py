"""The leading group says how a case goes on after the rulebook's number of rounds (R-04)."""

from datetime import datetime

from models.cases.actions import due_times
from models.cases.actions.audience import head_of, owner_or_head, tell_staff
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case
from models.cases.words import DueKind
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff


def decide(case: Case, instruction: str, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """Lets the case go another round, with instructions to whoever handles it; to end it is `close`.

    Ends the due time of the decision, tells owner and head, and records case.decided with the
    instruction as its reason. Raises NotAllowed, WrongState, Stale, Invalid.
    """
    require(Step.DECISION, case, standing(case, by))
    case.expect(seen)
    text = instruction.strip()
    if not text:
        raise Invalid("text", "required")
    due_times.meet(case, DueKind.DECISION, now=now)
    case.touch()
    record("case.decided", case, by=by, now=now, reason=text, round=case.round)
    people = {*owner_or_head(case, now=now), *head_of(case)}
    tell_staff(people, "case_decided", case, by=by, now=now, text=text)
    db.session.flush()
    return case
