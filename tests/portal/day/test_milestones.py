"""My day lists one's own milestones of plans that are due today or late (H-02, H-03, M-02)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from lxml import html
from sqlalchemy import select

from models.cases import actions
from models.cases.actions import MilestoneDraft
from models.cases.queries import my_milestones
from models.cases.tables import Case, Milestone
from models.clock import end_of_day
from models.db import db
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import DAY, HOUR, taken
from tests.moments import MONDAY


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[[datetime], object]) -> None:
    at(MONDAY + 4 * HOUR)


def planned(cast: Cast) -> Case:
    """A case with a milestone that is late, one due today, one due tomorrow, and one of somebody else."""
    case = taken(cast)
    drafts = [
        MilestoneDraft("联系用户", cast.handler.id, MONDAY + HOUR),
        MilestoneDraft("备件到货", cast.handler.id, MONDAY + 6 * HOUR),
        MilestoneDraft("上门更换", cast.handler.id, MONDAY + DAY),
        MilestoneDraft("主管确认", cast.head.id, MONDAY + 5 * HOUR),
    ]
    actions.make_plan(case, "换备件", drafts, by=cast.handler, now=MONDAY, seen=None)
    db.session.commit()
    return case


def mine(cast: Cast) -> list[str]:
    return [each.text for each, _case in my_milestones(cast.handler, end_of_day(MONDAY))]


def test_h02_my_day_says_what_is_due_and_late(cast: Cast, client: Client) -> None:
    """H-02, M-02: one's own, the first due first, and counted; what is due tomorrow can wait."""
    case = planned(cast)
    page = client.come_in(cast.handler).get("/portal/").text
    rows = html.fromstring(page).xpath("//*[@id='milestones']//li")
    told = [" ".join(row.text_content().split()) for row in rows]
    assert told == [
        f"联系用户{case.number} · 应于 今天 11:00 完成 完成",
        f"备件到货{case.number} · 今天 16:00 到期 完成",
    ]
    assert "今天有 3 件事等你" in region(page, "//h1"), "the case and two milestones"
    assert "主管确认" in region(client.come_in(cast.head).get("/portal/").text, "#milestones")


def test_h02_ticked_off_on_my_day(cast: Cast, client: Client) -> None:
    """H-02: one press, and one is back on the list of the rest."""
    case = planned(cast)
    first = case_milestones()[0]
    client.come_in(cast.handler).get("/portal/")
    answer = client.send(f"/portal/cases/{case.number}/milestones/{first.id}/completion?back=day")
    assert (answer.status_code, answer.location) == (303, "/portal/")
    page = client.get("/portal/").text
    assert "联系用户" not in region(page, "#milestones")
    assert "节点已完成" in page


@pytest.mark.parametrize("ends", ["replaced", "withdrawn", "handed in", "elsewhere"])
def test_h02_nothing_is_listed_that_is_wanted_no_more(cast: Cast, ends: str) -> None:
    """H-02: another plan holds, or another department has the case: who cannot tick it off reads nothing."""
    case = planned(cast)
    assert mine(cast) == ["联系用户", "备件到货"]
    if ends == "replaced":
        actions.make_plan(case, "另行处理", [], by=cast.handler, now=MONDAY + HOUR, seen=None)
    elif ends == "withdrawn":
        actions.withdraw(case, "好了", now=MONDAY + HOUR)
    elif ends == "handed in":
        done = [actions.MilestoneEnd(each.id) for each in case_milestones()]
        actions.submit_result(
            case, cause="甲", done="乙", reply="丙", milestones=done, by=cast.handler, now=MONDAY, seen=None
        )
    else:
        case.lead_department_id, case.owner_id = cast.finance.department_id, cast.finance.id
    db.session.flush()
    assert mine(cast) == []


def case_milestones() -> list[Milestone]:
    return list(db.session.scalars(select(Milestone).order_by(Milestone.id)))
