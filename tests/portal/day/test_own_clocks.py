"""The rows of my day name the step of the case's own screen, and the clock that this step is held to."""

from collections.abc import Callable
from datetime import datetime

import pytest
from lxml import html

from models.cases import actions
from models.cases.actions import CompensationDraft, ItemDraft, Minutes
from models.cases.tables import Case
from models.cases.words import CompensationKind, ContactMeans, Direction
from models.db import db
from models.people.tables import Staff
from tests.cast import Cast
from tests.client import Client
from tests.models.cases.making import DAY, HOUR, answered, decision, in_review, taken
from tests.moments import MONDAY


@pytest.fixture
def row_of(client: Client, at: Callable[..., object]) -> Callable[[Staff, datetime], tuple[str, str]]:
    """The button and the time of the one row that waits for somebody at a moment."""

    def row(person: Staff, moment: datetime) -> tuple[str, str]:
        db.session.commit()
        at(moment)
        page = html.fromstring(client.come_in(person).get("/portal/").text)
        (found,) = page.xpath("//*[@id='waiting']//li[contains(@class, 'todo-item')]")
        step, time = (found.xpath(f"string(.//*[@class='{part}'])") for part in ("todo-step", "todo-due"))
        return " ".join(step.split()), " ".join(time.split())

    return row


Row = Callable[[Staff, datetime], tuple[str, str]]


def test_h03_the_time_beside_a_button_is_that_of_its_step(cast: Cast, row_of: Row) -> None:
    """H-01, H-03: who is to hand in the result reads by when, and what the customer is owed before."""
    case = taken(cast)
    assert row_of(cast.handler, MONDAY + HOUR) == (
        "提交处理结果",
        "还有 5 个工作日 5 小时首次响应：还有 3 工作小时",
    )
    actions.log_contact(
        case,
        direction=Direction.OUT,
        means=ContactMeans.PHONE,
        text="已致电",
        by=cast.handler,
        now=MONDAY + HOUR,
    )
    actions.make_plan(case, "换备件", [], by=cast.handler, now=MONDAY + HOUR, seen=None)
    assert row_of(cast.handler, MONDAY + HOUR) == ("提交处理结果", "还有 5 个工作日 5 小时")


def test_h06_a_reviewer_reads_the_time_of_the_review(cast: Cast, row_of: Row) -> None:
    """H-03, H-06: and that the customer waits for the result no longer than promised."""
    in_review(cast)
    step, time = row_of(cast.head, MONDAY + 2 * HOUR)
    assert (step, time) == ("审核处理结果", "还有 1 个工作日 4 小时首次响应：还有 2 工作小时")


def test_t04_a_department_reads_the_time_of_its_own_task(cast: Cast, row_of: Row) -> None:
    """T-04, H-03: the lead department is late with the case, the assisting one has just been asked."""
    case, late = taken(cast), MONDAY + 9 * DAY
    actions.ask_assistance(
        case, cast.finance.department_id, "请核对十月账单", by=cast.handler, now=late, seen=None
    )
    assert row_of(cast.finance, late) == ("提交协办意见", "还有 1 个工作日 6 小时")
    assert row_of(cast.handler, late)[1].startswith("已超")


def test_g06_legal_reads_the_time_of_its_opinion(cast: Cast, row_of: Row) -> None:
    """G-06."""
    case, late = taken(cast), MONDAY + 9 * DAY
    draft = CompensationDraft(CompensationKind.REFUND, 300_000, "wrong_charge", "重复扣费", ask_legal=True)
    actions.propose_compensation(case, draft, by=cast.handler, now=late, seen=None)
    assert row_of(cast.legal, late) == ("出具法务意见", "还有 1 个工作日 6 小时")


def test_g04_minutes_that_are_written_are_not_asked_for_again(cast: Cast, row_of: Row) -> None:
    """G-04: within a round one meeting is enough."""
    case = graver(taken(cast), cast)
    assert row_of(cast.handler, MONDAY + HOUR) == ("填写会议纪要", "还有 3 工作小时")
    item = ItemDraft("核对合同", cast.legal.id, MONDAY + DAY)
    held = Minutes(MONDAY + HOUR, "三楼会议室", {cast.head.id, cast.handler.id}, "先恢复后定责", [item])
    actions.hold_meeting(case, held, by=cast.handler, now=MONDAY + HOUR, seen=None)
    assert row_of(cast.handler, MONDAY + HOUR)[0] == "提交处理结果"


def test_r04_a_leader_is_led_to_the_decision(cast: Cast, row_of: Row) -> None:
    """R-04: after the last round."""
    case = answered(cast)
    for day in (1, 2, 3):
        then = MONDAY + day * DAY
        actions.confirm(case, False, "还是不行", now=then)
        if day < 3:
            actions.submit_result(
                case, cause="甲", done="乙", reply="丙", by=cast.handler, now=then, seen=None
            )
            actions.approve(case, by=cast.head, now=then + HOUR, seen=None)
    assert row_of(cast.leader, MONDAY + 3 * DAY)[0] == "决定如何继续"


def graver(case: Case, cast: Cast) -> Case:
    return actions.triage(case, decision(grade=3, reason="升级"), by=cast.agent, now=MONDAY, seen=None)
