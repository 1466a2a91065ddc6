"""What a person may do next, the likeliest first: one table for screens and actions (X-01, H-06)."""

import pytest

from models.cases.queries import standing
from models.cases.queries.waiting import first_waiting
from models.cases.rules.steps import RULES, Standing, Step, next_steps, require
from models.cases.tables import Case
from models.errors import NotAllowed, WrongState
from models.events.actions import SYSTEM
from models.people.actions import DepartmentDetails, add_department
from tests.cast import Cast, department
from tests.models.cases.making import answered, in_review, new, taken, triaged
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")


def steps(case: Case, cast: Cast, part: str) -> list[Step]:
    return next_steps(case, standing(case, getattr(cast, part)))


def test_the_likeliest_comes_first(cast: Cast) -> None:
    """Triage for a new case; afterwards it stands behind what is left to do."""
    assert steps(new(), cast, "agent")[0] is Step.TRIAGE
    case = triaged(cast)
    assert steps(case, cast, "agent") == [
        Step.ASSIGNMENT,
        Step.NUDGE,
        Step.JOINT_TALK,
        Step.CONTACT,
        Step.ASSISTANCE,
        Step.CONSULTATION,
        Step.NOTE,
        Step.MERGE,
        Step.LINK,
        Step.LINK_END,
        Step.OPINION_ALERT,
        Step.TRIAGE,
        Step.CLOSURE,
    ]
    assert steps(case, cast, "head")[:2] == [Step.ASSIGNMENT, Step.OWNERSHIP]
    assert steps(case, cast, "handler") == [
        Step.OWNERSHIP,
        Step.PLAN,
        Step.JOINT_TALK,
        Step.CONTACT,
        Step.ASSISTANCE,
        Step.NOTE,
        Step.LINK,
        Step.LINK_END,
        Step.OPINION_ALERT,
    ]


def test_work_is_offered_to_its_owner_first(cast: Cast) -> None:
    """A head may do a handler's work, and is offered to hurry it before."""
    case = taken(cast)
    assert steps(case, cast, "handler") == [
        Step.RESULT,
        Step.PLAN,
        Step.JOINT_TALK,
        Step.CONTACT,
        Step.PAUSE,
        Step.ASSISTANCE,
        Step.EXTENSION,
        Step.COMPENSATION,
        Step.NOTE,
        Step.LINK,
        Step.LINK_END,
        Step.OPINION_ALERT,
    ]
    assert steps(case, cast, "head") == [
        Step.NUDGE,
        Step.JOINT_TALK,
        Step.CONTACT,
        Step.PAUSE,
        Step.ASSISTANCE,
        Step.CONSULTATION,
        Step.EXTENSION,
        Step.COMPENSATION,
        Step.NOTE,
        Step.LINK,
        Step.LINK_END,
        Step.OPINION_ALERT,
        Step.ASSIGNMENT,
        Step.RESULT,
        Step.PLAN,
        Step.CLOSURE,
    ]


def test_nobody_nudges_or_closes_an_own_case(cast: Cast) -> None:
    """A head who owns a case works on it like anyone."""
    case = taken(cast)
    case.owner_id = cast.head.id
    assert {Step.NUDGE, Step.CLOSURE}.isdisjoint(steps(case, cast, "head"))


def test_only_members_of_the_department_itself_take_a_case(cast: Cast) -> None:
    """A head above sees it and gives it to somebody; taking it would be refused."""
    below = add_department(
        DepartmentDetails(name_zh="网络组", name_en="Network group", parent=department("JS")),
        code="JS1",
        by=SYSTEM,
        now=MONDAY,
    )
    case = triaged(cast)
    case.lead_department_id = below.id
    found = steps(case, cast, "head")
    assert found[0] is Step.ASSIGNMENT
    assert Step.OWNERSHIP not in found


def test_a_result_waits_for_another(cast: Cast) -> None:
    """H-06: neither owner nor whoever handed it in reviews it."""
    case = in_review(cast)
    assert steps(case, cast, "head")[0] is Step.REVIEW
    assert steps(case, cast, "agent")[0] is Step.REVIEW
    assert Step.REVIEW not in steps(case, cast, "handler")
    case.owner_id = cast.second_agent.id
    assert Step.REVIEW not in steps(case, cast, "second_agent")
    assert Step.REVIEW not in next_steps(
        case, Standing(cast.head, frozenset({cast.head.department_id}), submitted_by_id=cast.head.id)
    )


@pytest.mark.parametrize("part", ["administrator", "hr", "plain", "stranger", "auditor", "store"])
def test_who_only_reads_or_does_not_even_that_has_no_steps(cast: Cast, part: str) -> None:
    """X-01."""
    for case in (new(), triaged(cast), taken(cast), in_review(cast), answered(cast)):
        assert steps(case, cast, part) == []


def test_refusals_name_the_step(cast: Cast) -> None:
    """Not this person, or not now: two different answers."""
    case = taken(cast)
    with pytest.raises(NotAllowed) as refused:
        require(Step.REVIEW, case, standing(case, cast.stranger))
    assert refused.value.why == "review"
    with pytest.raises(WrongState) as early:
        require(Step.REVIEW, case, standing(case, cast.head))
    assert (early.value.what, early.value.state) == ("review", "handling")


def test_every_step_has_its_rule() -> None:
    assert set(RULES) == set(Step)


def test_the_to_do_list_follows_the_same_rules(cast: Cast) -> None:
    """M-02: whatever waits for somebody has a step for them, and what has none does not wait."""
    new()
    triaged(cast)
    taken(cast)
    in_review(cast)
    answered(cast)
    for person in cast:
        for case in first_waiting(person):
            assert next_steps(case, standing(case, person)), (person.login, case.number)
