"""T-03: urgency by importance gives the priority; what is important has a plan within 24 hours."""

from datetime import timedelta

import pytest

from models.cases import actions
from models.cases.queries import due_times_of
from models.cases.words import DueKind
from models.rulebook.document import CLOCK
from tests.cast import Cast
from tests.models.cases.making import decision, new
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
FRIDAY_EVENING = MONDAY - timedelta(days=3) + timedelta(hours=9)


@pytest.mark.parametrize(
    ("urgent", "important", "grade", "priority"),
    [
        (True, True, 1, 1),
        (True, False, 1, 2),
        (False, True, 1, 3),
        (False, False, 1, 4),
        (False, False, 2, 3),
        (False, True, 2, 3),
        (True, False, 2, 2),
        (False, False, 3, 1),
        (True, True, 3, 1),
    ],
)
def test_the_matrix(cast: Cast, urgent: bool, important: bool, grade: int, priority: int) -> None:
    """P1 to P4, and no lower than the grade allows."""
    case = new()
    actions.triage(
        case,
        decision(urgent=urgent, important=important, grade=grade, reason="判断"),
        by=cast.agent,
        now=MONDAY,
        seen=None,
    )
    assert case.priority == priority


def test_a_plan_within_24_hours_of_the_clock(cast: Cast) -> None:
    """Over the weekend too: where 2 working days would be Tuesday, 24 hours end on Saturday evening."""
    case = new(FRIDAY_EVENING)
    actions.triage(
        case, decision(important=True, reason="重要客户"), by=cast.agent, now=FRIDAY_EVENING, seen=None
    )
    (plan,) = due_times_of(case, DueKind.PLAN)
    assert (plan.calendar, plan.minutes) == (CLOCK, 24 * 60)
    assert plan.due_at == FRIDAY_EVENING + timedelta(hours=24)


def test_an_earlier_promise_of_the_grade_holds(cast: Cast) -> None:
    """Grade 3 has a plan in one working day: on a Monday morning that is sooner than 24 hours."""
    case = new()
    actions.triage(
        case, decision(grade=3, important=True, reason="严重"), by=cast.agent, now=MONDAY, seen=None
    )
    (plan,) = due_times_of(case, DueKind.PLAN)
    promised = min(MONDAY + timedelta(hours=24), plan.due_at)
    assert plan.due_at == promised


def test_grade_1_has_no_plan_unless_it_is_important(cast: Cast) -> None:
    """G-02: customer service handles it directly."""
    plain, important = new(), new()
    actions.triage(plain, decision(grade=1, reason="轻微"), by=cast.agent, now=MONDAY, seen=None)
    actions.triage(
        important, decision(grade=1, important=True, reason="轻微"), by=cast.agent, now=MONDAY, seen=None
    )
    assert due_times_of(plain, DueKind.PLAN) == []
    assert len(due_times_of(important, DueKind.PLAN)) == 1
