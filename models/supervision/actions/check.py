"""Another of the supervision group checks what a department put right (Q-03)."""

from datetime import datetime

from models.errors import NotAllowed
from models.inspection.actions import hand_check_on
from models.inspection.tables import Correction
from models.people.tables import Staff
from models.supervision.queries import checkers, conveners


def name_checker(correction: Correction, person: Staff, reason: str, *, by: Staff, now: datetime) -> None:
    """Has another of the group check the correction of a finding, as who did left it. Records, tells and
    raises as `hand_check_on`; NotAllowed for who does not convene the group."""
    if by.id not in conveners(now):
        raise NotAllowed("supervision")
    hand_check_on(correction, person, reason, free=checkers(correction, now), by=by, now=now)
