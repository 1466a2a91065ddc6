"""The demo's bulk rows are what the actions write: one story through four rounds (H-02, H-06, R-01, R-04)."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from demo import story as tale
from models.cases import actions
from models.cases.actions import MilestoneDraft
from models.cases.intake import Triage
from models.cases.tables import Case, Milestone
from models.cases.words import Closing, ContactMeans, Direction, Kind
from tests.demo.loading.comparing import START, Cast, H, both_ways, cast, lead
from tests.models.revisits.answering import say, sent

CAUSE, DONE = "分光器老化", "更换分光器"


def told(who: Cast) -> tuple[tale.Step, ...]:
    """Graded, graded higher as urgent, planned, paused, sent back, answered, and dissatisfied by survey;
    then twice on the tracking page, until the leading group closes it by hand.
    """
    mail = ContactMeans.EMAIL
    return (
        tale.Registered(START, tale.CUSTOMER),
        tale.Triaged(
            START + H, who.agent, "network_fault", 2, ("partial_failure",), False, False, "JS", (), "断网"
        ),
        tale.Assigned(START + 2 * H, who.handler, who.handler),
        tale.Planned(
            START + 3 * H, who.handler, "先测光衰", (tale.PlanItem("上门", who.handler, START + 27 * H),)
        ),
        tale.Noted(START + 4 * H, who.handler, "光衰 -27.4 dBm"),
        tale.Triaged(
            START + 4.5 * H, who.agent, "network_fault", 3, ("outage",), True, True, "JS", (), "整栋楼断网"
        ),
        tale.Contacted(START + 5 * H, who.handler, ContactMeans.PHONE, Direction.OUT, "约好明天上午", 180),
        tale.Paused(START + 6 * H, who.handler, "请问明天几点方便？"),
        tale.Added(START + 24 * H, tale.CUSTOMER, "上午十点"),
        tale.Resulted(START + 26 * H, who.handler, CAUSE, DONE, "已更换设备"),
        tale.Reviewed(START + 27 * H, who.head, False, "没有致歉"),
        tale.Resulted(START + 28 * H, who.handler, CAUSE, DONE, "已更换设备，深表歉意"),
        tale.Reviewed(START + 29 * H, who.head, True, ""),
        tale.Told(START + 29 * H, who.head, mail),
        tale.RevisitSent(START + 48 * H, tale.SYSTEM, mail),
        tale.RevisitAnswered(START + 49 * H, tale.CUSTOMER, mail, 2, tale.Solved.NO, 2, 2, "还是断网"),
        tale.Reopened(START + 49 * H, tale.CUSTOMER, 2, "不满意"),
        *again(who, START + 50 * H, 3),
        *again(who, START + 60 * H, 4),
        tale.Closed(START + 70 * H, who.leader, tale.Ending.LEADING_GROUP, "已退网，费用结清"),
    )


def again(who: Cast, at: Any, next_round: int) -> tuple[tale.Step, ...]:
    """Another answer, which the customer does not accept on the tracking page."""
    return (
        tale.Resulted(at, who.handler, CAUSE, DONE, f"第 {next_round - 1} 次更换"),
        tale.Reviewed(at + H, who.head, True, ""),
        tale.Told(at + H, who.head, ContactMeans.EMAIL),
        tale.Confirmed(at + 2 * H, tale.CUSTOMER, False, "晚上又断了"),
        tale.Reopened(at + 2 * H, tale.CUSTOMER, next_round, "不满意"),
    )


@pytest.mark.usefixtures("session")
def test_bulk_rows_are_what_the_actions_write(session: Session) -> None:
    """R-01, R-04, T-03, T-05, H-02, H-03, H-06: fifteen tables; only the clock's reminders are extra."""
    who = cast()

    def act(case: Case) -> None:
        a, h, boss, leader = (who.row(each) for each in (who.agent, who.handler, who.head, who.leader))
        graded = Triage(
            kind=Kind.COMPLAINT, category="network_fault", department_id=lead(), grade=2,
            criteria=("partial_failure",), reason="断网",
        )  # fmt: skip
        actions.triage(case, graded, by=a, now=START + H, seen=None)
        actions.take(case, by=h, now=START + 2 * H, seen=None)
        draft = MilestoneDraft("上门", h.id, START + 27 * H)
        actions.make_plan(case, "先测光衰", [draft], by=h, now=START + 3 * H, seen=None)
        actions.add_note(case, "光衰 -27.4 dBm", by=h, now=START + 4 * H)
        higher = Triage(
            kind=Kind.COMPLAINT, category="network_fault", department_id=lead(), grade=3,
            criteria=("outage",), urgent=True, important=True, reason="整栋楼断网",
        )  # fmt: skip
        actions.triage(case, higher, by=a, now=START + 4.5 * H, seen=None)
        actions.log_contact(
            case, direction=Direction.OUT, means=ContactMeans.PHONE, text="约好明天上午", seconds=180, by=h,
            now=START + 5 * H,
        )  # fmt: skip
        actions.wait_for_customer(case, "请问明天几点方便？", by=h, now=START + 6 * H, seen=None)
        actions.add_words(case, "上午十点", [], now=START + 24 * H)
        milestone = session.scalars(select(Milestone).order_by(Milestone.id.desc())).first()
        assert milestone is not None
        actions.finish_milestone(case, milestone, by=h, now=START + 26 * H)
        hand_in = {"cause": CAUSE, "done": DONE, "by": h, "seen": None}
        actions.submit_result(case, reply="已更换设备", now=START + 26 * H, **hand_in)
        actions.reject(case, "没有致歉", by=boss, now=START + 27 * H, seen=None)
        actions.submit_result(case, reply="已更换设备，深表歉意", now=START + 28 * H, **hand_in)
        actions.approve(case, by=boss, now=START + 29 * H, seen=None)
        session.commit()
        revisit = sent(case, now=START + 48 * H)
        say(revisit, 2, 3, now=START + 49 * H, words="还是断网", wrong=("1", "2", "7"))
        for at, next_round in ((START + 50 * H, 3), (START + 60 * H, 4)):
            actions.submit_result(case, reply=f"第 {next_round - 1} 次更换", now=at, **hand_in)
            actions.approve(case, by=boss, now=at + H, seen=None)
            actions.confirm(case, False, "晚上又断了", now=at + 2 * H)
        actions.close(
            case, Closing.LEADING_GROUP, reason="已退网，费用结清", by=leader, now=START + 70 * H, seen=None
        )

    bulk, acted = both_ways(session, told(who), act)
    assert bulk == acted
