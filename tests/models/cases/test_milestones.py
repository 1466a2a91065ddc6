"""The steps of a plan end: done, or dropped for a reason; the latest with the result (H-02, H-05)."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.cases import actions
from models.cases.queries import open_milestones, sent_back
from models.cases.queries.tracking import tracking
from models.cases.tables import Case, Milestone, Result
from models.cases.words import State
from models.db import db
from models.errors import Invalid
from models.events.queries import history
from tests.cast import Cast
from tests.models.cases.making import HOUR, in_review, taken
from tests.moments import MONDAY

RESULT = {"cause": "老化", "done": "更换", "reply": "已更换，抱歉。"}


def planned(cast: Cast, *steps: str) -> Case:
    """A case in hand with a plan of these steps, the first due first."""
    case = taken(cast)
    drafts = [
        actions.MilestoneDraft(text, cast.handler.id, MONDAY + (10 + place) * HOUR)
        for place, text in enumerate(steps)
    ]
    actions.make_plan(case, "方案", drafts, by=cast.handler, now=MONDAY, seen=None)
    return case


def milestones() -> list[tuple[str, bool, str]]:
    """Each milestone with whether it is done, and why it was dropped."""
    db.session.flush()
    rows = db.session.scalars(select(Milestone).order_by(Milestone.id))
    return [(row.text, row.done_at is not None, row.dropped_because) for row in rows]


def test_open_steps_end_with_the_result(cast: Cast) -> None:
    """H-02: each is done now, or no longer needed for a reason; both are in the history."""
    case = planned(cast, "备件到货", "上门更换", "复测")
    first, second, third = open_milestones(case)
    actions.finish_milestone(case, first, by=cast.handler, now=MONDAY + HOUR)
    ends = [
        actions.MilestoneEnd(second.id),
        actions.MilestoneEnd(third.id, "  更换后监测正常，无需复测 "),
    ]
    actions.submit_result(case, **RESULT, milestones=ends, by=cast.handler, now=MONDAY + 2 * HOUR, seen=None)
    assert milestones() == [
        ("备件到货", True, ""),
        ("上门更换", True, ""),
        ("复测", False, "更换后监测正常，无需复测"),
    ]
    assert (second.done_at, third.dropped_at) == (MONDAY + 2 * HOUR, MONDAY + 2 * HOUR)
    assert open_milestones(case) == []
    last = [(event.kind, event.facts.get("milestone")) for event in history(case.audit_name)][-3:]
    assert last == [
        ("case.milestone_done", second.id),
        ("case.milestone_dropped", third.id),
        ("case.result_submitted", None),
    ]


def test_none_is_forgotten(cast: Cast) -> None:
    """H-02: a result that leaves a step undecided is not taken, and nothing of it is kept."""
    case = planned(cast, "备件到货", "上门更换")
    first, _second = open_milestones(case)
    with pytest.raises(Invalid) as refused:
        actions.submit_result(
            case,
            **RESULT,
            milestones=[actions.MilestoneEnd(first.id)],
            by=cast.handler,
            now=MONDAY + HOUR,
            seen=None,
        )
    assert (refused.value.field, refused.value.why) == ("milestones", "required")
    assert case.state is State.HANDLING
    assert milestones() == [("备件到货", False, ""), ("上门更换", False, "")]
    assert db.session.scalars(select(Result)).all() == []


def test_a_step_ends_once(cast: Cast) -> None:
    """H-02: what was dropped cannot be ticked off any more, and one that somebody ticked stays done."""
    case = planned(cast, "备件到货", "上门更换")
    first, second = open_milestones(case)
    actions.finish_milestone(case, first, by=cast.handler, now=MONDAY + HOUR)
    ends = [actions.MilestoneEnd(first.id, "不需要"), actions.MilestoneEnd(second.id, "不需要")]
    actions.submit_result(case, **RESULT, milestones=ends, by=cast.handler, now=MONDAY + 2 * HOUR, seen=None)
    actions.reject(case, "没有说明补偿", by=cast.head, now=MONDAY + 3 * HOUR, seen=None)
    actions.finish_milestone(case, second, by=cast.handler, now=MONDAY + 4 * HOUR)
    assert milestones() == [("备件到货", True, ""), ("上门更换", False, "不需要")]


def test_only_the_plan_that_holds_is_asked_about(cast: Cast) -> None:
    """H-02: a later plan of the round takes the place of an earlier one, steps and all."""
    case = planned(cast, "备件到货")
    actions.make_plan(case, "改方案", [], by=cast.handler, now=MONDAY + HOUR, seen=None)
    assert open_milestones(case) == []
    actions.submit_result(case, **RESULT, by=cast.handler, now=MONDAY + 2 * HOUR, seen=None)
    assert case.state is State.REVIEW


def test_the_database_keeps_the_two_ends_apart(cast: Cast) -> None:
    """H-02: done and dropped at once, or dropped without a reason, is refused by the database too."""
    case = planned(cast, "备件到货")
    (only,) = open_milestones(case)
    only.dropped_at = MONDAY
    with pytest.raises(IntegrityError, match="dropped_says_why"):
        db.session.flush()


def test_customers_see_no_dropped_step(cast: Cast) -> None:
    """H-08: what is no longer needed leaves the tracking page; its reason stays in the house."""
    case = planned(cast, "备件到货", "复测")
    first, second = open_milestones(case)
    ends = [actions.MilestoneEnd(first.id), actions.MilestoneEnd(second.id, "客户不在家")]
    actions.submit_result(case, **RESULT, milestones=ends, by=cast.handler, now=MONDAY + HOUR, seen=None)
    assert [step.text for step in tracking(case, now=MONDAY + HOUR).plan] == ["备件到货"]


def test_which_result_came_back(cast: Cast) -> None:
    """H-06: the one of this round that was sent back last, until the next is handed in."""
    case = in_review(cast)
    assert sent_back(case) is None
    actions.reject(case, "没有说明补偿", by=cast.head, now=MONDAY + 2 * HOUR, seen=None)
    back = sent_back(case)
    assert back is not None
    assert back.reviewer is not None
    assert (back.review_reason, back.reviewer.name) == ("没有说明补偿", "程长")
    actions.submit_result(case, **RESULT, by=cast.handler, now=MONDAY + 3 * HOUR, seen=None)
    assert sent_back(case) is None
