"""Where every step on an inspection of a department begins (Q-03, H-07)."""

from datetime import datetime

from models.errors import NotAllowed, WrongState
from models.people.tables import Staff
from models.supervision.queries import held, part_of
from models.supervision.rules.steps import allowed, possible
from models.supervision.tables import DepartmentInspection
from models.supervision.words import Step


def enter(
    step: Step, inspection: DepartmentInspection, *, by: Staff, now: datetime, seen: int | None
) -> DepartmentInspection:
    """The inspection as it is now, kept from all other writers, where `by` may take the step.

    Raises NotAllowed, WrongState, and Stale where somebody changed it since `seen` was read.
    """
    found = held(inspection)
    part = part_of(found, by, now)
    if not allowed(step, part):
        raise NotAllowed("supervision")
    if not possible(step, found.state, part):
        raise WrongState("supervision_inspection", found.state.value)
    found.expect(seen)
    return found
