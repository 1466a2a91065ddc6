"""A talk with a head in the story, whose minutes wait for the head (C-03)."""

from datetime import datetime, timedelta

from models.clock import local_day
from models.conduct import actions as conduct
from models.conduct.actions import DepartmentFlag, GoalDraft, TalkMinutes, TalkPlan
from models.conduct.queries.talks import talk_of
from models.events.actions import SYSTEM
from tests.cast import Cast, department

DAY = timedelta(days=1)


def talk_to_a_head(cast: Cast, now: datetime) -> None:
    """The head of technical operations was invited to a talk and has yet to read its minutes (C-03)."""
    flag = DepartmentFlag("points:2026-09", department("JS"), "九月份绩效扣分合计 21 分")
    [penalty] = conduct.raise_flag(flag, by=SYSTEM, now=now - 5 * DAY)
    talk = talk_of(penalty)
    assert talk is not None
    plan = TalkPlan(now - 2 * DAY, "三楼会议室")
    talk = conduct.invite_to_talk(talk, plan, by=cast.hr, now=now - 4 * DAY)
    goal = GoalDraft("二级投诉及时率不低于 95%", local_day(now + 30 * DAY))
    minutes = TalkMinutes(now - 2 * DAY, "分析了逾期原因，商定改进目标。", [goal], others="监督小组成员")
    conduct.write_minutes(talk, minutes, by=cast.hr, now=now - DAY)
