"""Calling a customer for a revisit: the list, a call that is held, what came of it."""

from models.cases.tables import Case
from models.people.tables import Staff
from models.revisits import actions, queries
from models.revisits.queries import CallView
from models.revisits.tables import Revisit, RevisitCall
from models.revisits.words import CallOutcome
from tests.conftest import MONDAY
from tests.models.revisits.answering import revisit_of
from tests.models.revisits.cases import HOUR

THEN = MONDAY + 2 * HOUR


def listed(staff: Staff, view: CallView = CallView.DUE) -> list[int]:
    return [row.case_id for row in queries.call_list(staff, THEN, view=view).rows]


def held(case: Case, by: Staff, now: object = THEN) -> Revisit:
    revisit = revisit_of(case)
    actions.claim(revisit, by=by, now=now)  # type: ignore[arg-type]
    return revisit


def note(revisit: Revisit, outcome: CallOutcome, by: Staff, **more: object) -> RevisitCall:
    given = {"text": "", "again_at": None, "now": THEN} | more
    return actions.note(revisit, outcome, by=by, **given)  # type: ignore[arg-type]
