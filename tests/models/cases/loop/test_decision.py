"""Customer service decides what a case is, how grave, and whose (T-01 to T-05, G-01)."""

import pytest

from models.cases import actions
from models.cases.queries import due_times_of
from models.cases.words import DueKind, State
from models.errors import Invalid
from models.events.queries import history
from tests.cast import Cast, department
from tests.conftest import MONDAY
from tests.models.cases.loop.reading import notices
from tests.models.cases.making import HOUR, decision, new, triaged

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]


def test_triage_gives_the_case_to_a_department_with_clocks(cast: Cast) -> None:
    """T-01, T-04, G-03: grade 2 has a plan in 2 wd and a result in 5 wd, counted from the decision."""
    case = triaged(cast)

    assert (case.state, case.grade, case.lead_department_id) == (State.ASSIGNED, 2, department("JS").id)
    ends = {due.kind: due.due_at.astimezone(MONDAY.tzinfo) for due in due_times_of(case)}
    assert ends[DueKind.PLAN].strftime("%m-%d %H:%M") == "11-25 18:00"
    assert ends[DueKind.RESULT].strftime("%m-%d %H:%M") == "11-30 18:00"
    assert (cast.head.id, "case_assigned") in notices(case)
    event = history(case.audit_name)[-1]
    assert event.facts["changed"]["category"] == [None, "network_fault"]
    assert event.reason == "判断为中度"


def test_a_complaint_needs_a_grade_with_reasons(cast: Cast) -> None:
    """G-01: ticked criteria or words; what is no complaint has no grade."""
    case = new()
    with pytest.raises(Invalid) as missing:
        actions.triage(case, decision(grade=None), by=cast.agent, now=MONDAY, seen=case.version)
    assert (missing.value.field, missing.value.why) == ("grade", "required")
    with pytest.raises(Invalid) as bare:
        actions.triage(case, decision(reason=""), by=cast.agent, now=MONDAY, seen=case.version)
    assert (bare.value.field, bare.value.why) == ("criteria", "required")


def test_a_second_decision_needs_a_reason_and_keeps_the_first_in_the_history(cast: Cast) -> None:
    """T-05: every change is in the history with a reason."""
    case = triaged(cast)
    with pytest.raises(Invalid) as missing:
        actions.triage(
            case,
            decision(grade=2, reason=" ", criteria=["partial_failure"]),
            by=cast.agent,
            now=MONDAY,
            seen=case.version,
        )
    assert (missing.value.field, missing.value.why) == ("reason", "required")

    actions.triage(
        case, decision(grade=1, reason="影响较小"), by=cast.agent, now=MONDAY + HOUR, seen=case.version
    )
    changes = [
        event.facts["changed"].get("grade")
        for event in history(case.audit_name)
        if event.kind == "case.triaged"
    ]
    assert changes == [[None, 2], [2, 1]]
    assert [due.ended_at for due in due_times_of(case, DueKind.RESULT)] == [None]
