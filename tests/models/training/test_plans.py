"""A training plan is written, approved by another, copied, and set against what is done (L-01)."""

import pytest
from sqlalchemy import select

from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.outbox.tables import Notice
from models.training import actions
from models.training.queries.plans import Done, done, plans
from models.training.words import PlanState
from tests.cast import Cast, department
from tests.models.training.making import approved, planned, topic, written
from tests.moments import MONDAY
from tests.statements import CountStatements


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def test_l01_a_plan_is_approved_by_another_person(cast: Cast) -> None:
    plan = actions.submit_plan(written(cast, MONDAY), by=cast.hr, now=MONDAY, seen=None)
    assert told("training_plan_to_approve") == {cast.leader.id}
    with pytest.raises(NotAllowed):
        actions.approve_plan(plan, by=cast.hr, now=MONDAY, seen=None)
    with pytest.raises(WrongState):
        actions.write_topics(plan, [topic()], by=cast.hr, now=MONDAY, seen=None)
    plan = actions.approve_plan(plan, by=cast.leader, now=MONDAY, seen=None)
    assert (plan.state, plan.approved_by_id) == (PlanState.APPROVED, cast.leader.id)
    assert told("training_plan_approved") == {cast.hr.id}


def test_l01_a_returned_plan_says_why_and_an_approved_one_opens_only_with_a_reason(cast: Cast) -> None:
    plan = actions.submit_plan(written(cast, MONDAY), by=cast.hr, now=MONDAY, seen=None)
    plan = actions.return_plan(plan, "预算过高", by=cast.leader, now=MONDAY, seen=None)
    assert (plan.state, plan.returned_because) == (PlanState.DRAFT, "预算过高")
    plan = actions.submit_plan(plan, by=cast.hr, now=MONDAY, seen=None)
    plan = actions.approve_plan(plan, by=cast.leader, now=MONDAY, seen=None)
    with pytest.raises(Invalid):
        actions.amend_plan(plan, " ", by=cast.hr, now=MONDAY, seen=None)
    plan = actions.amend_plan(plan, "新增法规", by=cast.hr, now=MONDAY, seen=None)
    assert (plan.state, plan.approved_by_id, plan.submitted_by_id) == (PlanState.DRAFT, None, None)


def test_l01_last_year_is_copied(cast: Cast) -> None:
    with pytest.raises(Invalid, match="nothing_to_copy"):
        actions.begin_plan(2027, 4, copied=True, by=cast.hr, now=MONDAY)
    before = written(cast, MONDAY)
    plan = actions.begin_plan(2027, 4, copied=True, by=cast.hr, now=MONDAY)
    assert [(each.title, each.departments, each.roles, each.minutes) for each in plan.topics] == [
        (each.title, each.departments, each.roles, each.minutes) for each in before.topics
    ]
    with pytest.raises(Invalid, match="plan_is_there"):
        actions.begin_plan(2027, 4, copied=False, by=cast.hr, now=MONDAY)


def test_l01_two_writers_and_a_topic_with_sessions(cast: Cast) -> None:
    plan = written(cast, MONDAY)
    seen = plan.version
    actions.write_topics(plan, [topic(title="法规")], by=cast.hr, now=MONDAY, seen=seen)
    with pytest.raises(Stale):
        actions.write_topics(plan, [topic(title="产品")], by=cast.hr, now=MONDAY, seen=seen)
    with pytest.raises(NotAllowed):
        actions.write_topics(plan, [topic()], by=cast.trainer, now=MONDAY, seen=None)
    plan = actions.submit_plan(plan, by=cast.hr, now=MONDAY, seen=None)
    plan = actions.approve_plan(plan, by=cast.leader, now=MONDAY, seen=None)
    first, second = plan.topics
    planned(cast, MONDAY, topic=first)
    plan = actions.amend_plan(plan, "改", by=cast.hr, now=MONDAY, seen=None)
    with pytest.raises(Invalid, match="has_sessions"):
        actions.drop_topic(first, by=cast.hr, now=MONDAY, seen=None)
    actions.drop_topic(second, by=cast.hr, now=MONDAY, seen=None)
    assert [each.title for each in plan.topics] == [first.title]


def test_l01_planned_against_done(cast: Cast) -> None:
    plan = approved(cast, MONDAY)
    [one] = plan.topics
    planned(cast, MONDAY, topic=one)
    assert done([one.id]) == {one.id: Done(coming=1)}
    assert department("JS").id in one.departments


def test_l01_lists_ask_a_fixed_number_of_questions(cast: Cast, statements: CountStatements) -> None:
    counts = []
    for year in (2026, 2027, 2028):
        written(cast, MONDAY, year=year)
        db.session.commit()
        with statements() as seen:
            found = plans()
            done([each.id for plan in found for each in plan.topics])
        counts.append(seen.count)
    assert counts[0] == counts[2] == 4
