"""Customer service or a head urges a case on, by hand (H-04)."""

from datetime import datetime

from models.cases.actions.audience import head_of, owner_or_head, parts_of, tell_staff
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff
from models.rulebook.words import Audience


def nudge(case: Case, text: str, *, by: Staff, now: datetime) -> list[Audience]:
    """Tells owner and head, as far as there are any, to get on with it, in the words of the one who urges.

    Returns as what they were told. Records case.nudged with that, and the words as its reason. Raises
    NotAllowed, WrongState, Invalid.
    """
    require(Step.NUDGE, case, standing(case, by))
    if not text.strip():
        raise Invalid("text", "required")
    people = {*owner_or_head(case, now=now), *head_of(case)} - {by.id}
    told = parts_of(case, people, now=now)
    record("case.nudged", case, by=by, now=now, reason=text.strip(), told=told)
    tell_staff(people, "case_nudged", case, by=by, now=now, text=text.strip())
    return told
