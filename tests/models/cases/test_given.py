"""Milestones and action items: told to who gets them, reminded of before and on their time (H-02, H-04)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.actions import ItemDraft, MilestoneDraft, Minutes, remind_of_given
from models.cases.queries.notices import passed
from models.cases.tables import ActionItem, Case, Milestone
from models.db import db
from models.outbox.tables import Notice, Overtaken
from tests.cast import Cast
from tests.models.cases.making import DAY, HOUR, decision, taken
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
MINUTE = timedelta(minutes=1)
DUE = MONDAY + DAY


def planned(cast: Cast, *, due: str = "head") -> tuple[Case, Milestone]:
    """The handler plans one step for somebody, due on Tuesday at ten."""
    case = taken(cast)
    drafts = [MilestoneDraft("备件到货", getattr(cast, due).id, DUE)]
    plan = actions.make_plan(case, "换备件", drafts, by=cast.handler, now=MONDAY, seen=None)
    return case, plan.milestones[0]


def met(cast: Cast) -> tuple[Case, ActionItem]:
    """A grave case whose meeting gave Legal something to do by Tuesday at ten."""
    case = taken(cast)
    actions.triage(case, decision(grade=3, reason="升级"), by=cast.agent, now=MONDAY, seen=None)
    item = ItemDraft("核对合同条款", cast.legal.id, DUE)
    minutes = Minutes(MONDAY, "电话会议", {cast.head.id}, "先恢复，再赔付", [item])
    meeting = actions.hold_meeting(case, minutes, by=cast.head, now=MONDAY, seen=None)
    return case, meeting.actions[0]


def told(kind: str) -> list[int]:
    return sorted(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def test_h02_whoever_is_given_a_milestone_is_told(cast: Cast) -> None:
    """Not who wrote the plan: they know."""
    planned(cast)
    assert told("milestone_given") == [cast.head.id]
    planned(cast, due="handler")
    assert told("milestone_given") == [cast.head.id]


def test_h04_a_milestone_is_reminded_of_before_its_time_and_when_it_is_over(cast: Cast) -> None:
    """Each once: to who has it to do, and when it is over to who has the case as well."""
    _case, milestone = planned(cast)
    soon = milestone.next_notice_at
    assert soon is not None
    assert MONDAY + 4 * HOUR < soon < DUE, "when 80 % of the working time is used"
    assert not remind_of_given(Milestone, milestone.id, now=soon - MINUTE)
    assert [remind_of_given(Milestone, milestone.id, now=soon) for _twice in range(2)] == [True, False]
    assert (told("given_due_soon"), told("given_late")) == ([cast.head.id], [])
    assert [remind_of_given(Milestone, milestone.id, now=DUE) for _twice in range(2)] == [True, False]
    assert told("given_late") == sorted([cast.head.id, cast.handler.id])
    assert (len(told("given_due_soon")), milestone.next_notice_at) == (1, None)


@pytest.mark.parametrize("ends", ["done", "replaced", "withdrawn"])
def test_h04_nobody_is_reminded_of_what_is_wanted_no_more(cast: Cast, ends: str) -> None:
    case, milestone = planned(cast)
    if ends == "done":
        actions.finish_milestone(case, milestone, by=cast.handler, now=MONDAY + HOUR)
    elif ends == "replaced":
        actions.make_plan(case, "另行处理", [], by=cast.handler, now=MONDAY + HOUR, seen=None)
    else:
        actions.withdraw(case, "好了", now=MONDAY + HOUR)
    db.session.commit()
    assert not remind_of_given(Milestone, milestone.id, now=DUE)
    assert (told("given_due_soon"), told("given_late")) == ([], [])
    assert milestone.next_notice_at is None, "it is asked about once"


def test_h04_g04_an_action_item_outlives_its_case(cast: Cast) -> None:
    """What a meeting decided is done whatever becomes of the case; who has the case hears when it is late."""
    case, item = met(cast)
    actions.submit_result(case, cause="甲", done="乙", reply="丙", by=cast.handler, now=MONDAY, seen=None)
    actions.approve(case, by=cast.head, now=MONDAY + HOUR, seen=None)
    actions.confirm(case, True, "", now=MONDAY + 2 * HOUR)
    assert remind_of_given(ActionItem, item.id, now=DUE)
    assert told("given_late") == sorted([cast.legal.id, cast.handler.id])
    assert not remind_of_given(ActionItem, item.id, now=DUE + DAY)


def test_h04_in_place_of_who_left_whoever_has_the_case_is_told(cast: Cast) -> None:
    _case, milestone = planned(cast)
    cast.head.left_on = date(2026, 11, 22)
    assert milestone.next_notice_at is not None
    assert remind_of_given(Milestone, milestone.id, now=milestone.next_notice_at)
    assert told("given_due_soon") == [cast.handler.id]


def test_h04_a_mail_tells_of_each_until_it_is_done(cast: Cast) -> None:
    """R-03: two of one case are two matters; what was done before the mail leaves is not told of."""
    case, first = planned(cast)
    second = Milestone(plan_id=first.plan_id, text="上门", owner_id=cast.head.id, due_at=DUE)
    second.next_notice_at = DUE
    db.session.add(second)
    db.session.flush()
    for each in (first, second):
        assert remind_of_given(Milestone, each.id, now=DUE)
    notices = db.session.scalars(
        select(Notice).where(Notice.kind == "given_late", Notice.staff_id == cast.head.id).order_by(Notice.id)
    ).all()
    assert [each.facts["given"] for each in notices] == [first.notice_name, second.notice_name]
    assert passed(notices) == {}
    actions.finish_milestone(case, first, by=cast.handler, now=DUE + HOUR)
    assert passed(notices) == {notices[0].id: Overtaken.DONE}
