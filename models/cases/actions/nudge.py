"""Customer service or a head urges a case on, by hand (H-04)."""

from datetime import datetime

from models.cases.actions.audience import head_of, owner_or_head, tell_staff
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff


def nudge(case: Case, text: str, *, by: Staff, now: datetime) -> None:
    """Tells the owner and the head to get on with it, in the words of the one who urges.

    Records case.nudged with these words as its reason. Raises NotAllowed, WrongState, Invalid.
    """
    require(Step.NUDGE, case, standing(case, by))
    if not text.strip():
        raise Invalid("text", "required")
    record("case.nudged", case, by=by, now=now, reason=text.strip())
    people = {*owner_or_head(case, now=now), *head_of(case)}
    tell_staff(people, "case_nudged", case, by=by, now=now, text=text.strip())
