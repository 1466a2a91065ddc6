"""H-07: several people, and the customer, act on one case at the same moment; one of them is first."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from models.cases.tables import Case, Result
from models.cases.words import State, Verdict
from models.db import db
from models.events.tables import Event
from models.outbox.tables import OutboxMessage
from tests.cast import Cast, department
from tests.models.cases.making import in_review, new, taken, triaged
from tests.moments import MONDAY
from tests.together import Crowd

pytestmark = pytest.mark.both_databases
RESULT = {"cause": "老化", "done": "更换", "reply": "已为您更换。"}
TIMES = 3
"""Each race is run again, as the first to come is another one each time."""


def kinds(case: Case) -> Counter[str]:
    """How often each kind of event happened to the case."""
    return Counter(db.session.scalars(select(Event.kind).where(Event.subject == case.audit_name)))


def test_one_of_those_who_take_a_case_has_it(cast: Cast, crowd: Crowd) -> None:
    """A second press of the first counts as too late, not as forbidden."""
    case = triaged(cast)
    twice = [crowd.step(cast.handler, case, "ownership") for _press in range(2)]
    assert crowd.together(*twice, crowd.step(cast.head, case, "ownership")) == [303, 409, 409]
    assert kinds(case)["case.assigned"] == 1


def test_one_of_two_triages_counts(cast: Cast, crowd: Crowd) -> None:
    case = new()
    decided = {"kind": "complaint", "category": "network_fault", "grade": "2", "reason": "判断"}
    answers = crowd.together(
        crowd.step(cast.agent, case, "triage", department_id=str(department("JS").id), **decided),
        crowd.step(cast.second_agent, case, "triage", department_id=str(department("YY").id), **decided),
    )
    assert answers == [303, 409]
    assert kinds(case)["case.triaged"] == 1


def test_a_result_that_is_sent_three_times_is_one(cast: Cast, crowd: Crowd) -> None:
    case = taken(cast)
    answers = crowd.together(
        *[crowd.step(person, case, "result", **RESULT) for person in (cast.handler, cast.handler, cast.head)]
    )
    assert answers == [303, 409, 409]
    assert db.session.scalar(select(func.count(Result.id)).where(Result.case_id == case.id)) == 1


def test_of_three_reviewers_one_decides(cast: Cast, crowd: Crowd) -> None:
    """H-06: approved or sent back, never both, and one reply at most."""
    for _time in range(TIMES):
        case = in_review(cast, MONDAY)
        answers = crowd.together(
            crowd.step(cast.head, case, "review", verdict="approved"),
            crowd.step(cast.agent, case, "review", verdict="rejected", reason="不完整"),
            crowd.step(cast.second_agent, case, "review", verdict="approved"),
        )
        assert answers == [303, 409, 409]
        (verdict,) = db.session.scalars(select(Result.verdict).where(Result.case_id == case.id))
        approved = verdict is Verdict.APPROVED
        assert case.state is (State.ANSWERED if approved else State.HANDLING)
        replies = select(func.count(OutboxMessage.id)).where(
            OutboxMessage.about == case.audit_name, OutboxMessage.kind == "reply"
        )
        assert db.session.scalar(replies) == int(approved)


def test_approved_or_withdrawn(cast: Cast, crowd: Crowd) -> None:
    """The customer takes the case back while the result is approved."""
    for _time in range(TIMES):
        case = in_review(cast, MONDAY)
        answers = crowd.together(
            crowd.step(cast.head, case, "review", verdict="approved"),
            crowd.customer(case, "withdrawal", text="不用了"),
        )
        happened = kinds(case)
        assert set(answers) <= {303, 409}
        assert case.state in (State.ANSWERED, State.CLOSED)
        # Who comes second is too late; only an answered case can still be taken back.
        assert answers == (
            [303, 303] if happened["case.answered"] and happened["case.withdrawn"] else [303, 409]
        )


def test_one_of_three_endings(cast: Cast, crowd: Crowd) -> None:
    for _time in range(TIMES):
        case = taken(cast, MONDAY)
        answers = crowd.together(
            crowd.step(cast.head, case, "closure", closing="malicious", reason="查无此事"),
            crowd.step(cast.handler, case, "result", **RESULT),
            crowd.customer(case, "withdrawal", text="不用了"),
        )
        assert set(answers) <= {303, 409}
        assert kinds(case)["case.closed"] == (case.state is State.CLOSED)


def test_one_case_for_a_voice_that_is_registered_twice_at_once(cast: Cast, crowd: Crowd) -> None:
    """V-01: the second answer leads to the case that the first one made."""
    told = {
        "submission": "0123456789ABCDEFGHJKMNPQRS",
        "channel": "hotline",
        "kind": "complaint",
        "problem": "宽带断网。",
        "phone": "13812345678",
    }
    answers = crowd.together(*[crowd.staff(cast.agent, "/portal/cases/new", **told) for _press in range(3)])
    assert answers == [303, 303, 303]
    assert db.session.scalar(select(func.count(Case.id))) == 1
