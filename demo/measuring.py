"""The months of key figures that the demo company has frozen, and what became of departments below target."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from models.clock import local_day
from models.conduct import actions as conduct
from models.conduct.actions import GoalDraft, TalkMinutes, TalkPlan
from models.conduct.queries.talks import talk_of
from models.conduct.words import GoalOutcome
from models.db import db
from models.kpi import actions, queries
from models.kpi.rules.months import Month
from models.kpi.tables import KpiFlag
from models.kpi.words import FlagState, Side
from models.outbox.actions import mark_read
from models.outbox.tables import Notice, NoticeMail
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff

KEPT_OPEN = 2
"""So many of the latest flags still wait for somebody to decide."""
TALKED_EACH = 4
"""Of the older flags each fourth was taken up, and its head was talked to."""
NOTHING_FOLLOWS = (
    "当月受台风影响大面积停电，装维延误有据可查，不作约谈。",
    "人手不足已由支持申请解决，借调一人两个月，下季度再看。",
    "样本偏少且已逐月回升，由部门自行复盘，不作约谈。",
)
TALKED_ABOUT = "逐月未达标，面谈原因和改进措施。"
MINUTES = (
    "通报了预警所附各月指标。\n"
    "负责人说明：临期工单集中在月末，晨会未逐件过问；退回的结果多由新人提交。\n"
    "商定每日晨会过一遍临期工单，退回的结果由带教人复核。"
)
GOAL = "连续两个月达到目标，逾期工单当日说明原因"
SHOWN = "其后两个月的月度指标均已达标。"
DAY = timedelta(days=1)


def measure_months(until: datetime) -> int:
    """Freezes each month that is over when the clock would have, decides the older flags, and reckons the
    month that lasts; how many months were frozen. The caller commits."""
    closed = 0
    for month in actions.closable(until):
        moment = actions.closes_at(month)
        actions.close_month(actions.reckon(month, moment), now=moment)
        closed += 1
    _decide_older_flags(until)
    actions.keep(actions.reckon(Month.of(until), until))
    return closed


def _decide_older_flags(until: datetime) -> None:
    """What was found long ago is decided, talked about and read by everybody; what was found last waits."""
    hr = db.session.scalars(
        select(Staff).join(RoleGrant).where(RoleGrant.role == Role.HR).order_by(Staff.id)
    ).first()
    assert hr is not None, "the demo company has human resources"
    below = select(KpiFlag).where(KpiFlag.side == Side.BELOW).order_by(KpiFlag.month, KpiFlag.id)
    for place, flag in enumerate(db.session.scalars(below).all()[:-KEPT_OPEN]):
        moment = flag.found_at + DAY
        if place % TALKED_EACH == 0 and moment + 10 * DAY < until:
            flag = actions.decide_flag(flag, FlagState.TAKEN, TALKED_ABOUT, by=hr, now=moment)
            _talk(flag, hr, moment, until)
        else:
            why = NOTHING_FOLLOWS[place % len(NOTHING_FOLLOWS)]
            actions.decide_flag(flag, FlagState.DISMISSED, why, by=hr, now=moment)
        read_by_all(flag.audit_name, moment)


def _talk(flag: KpiFlag, hr: Staff, called: datetime, until: datetime) -> None:
    """The head was talked to, acknowledged the minutes, and met the goal where its day is over."""
    [penalty] = queries.what_followed(flag)
    talk = talk_of(penalty)
    head = flag.department.head_id and db.session.get(Staff, flag.department.head_id)
    assert talk is not None, "a flag that is taken up calls for a talk"
    assert head, "every department of the demo company has a head"
    at = called + 4 * DAY
    talk = conduct.invite_to_talk(talk, TalkPlan(at, "总部三楼 302 会议室"), by=hr, now=called + DAY)
    due_on = local_day(at) + 60 * DAY
    talk = conduct.write_minutes(talk, TalkMinutes(at, MINUTES, [GoalDraft(GOAL, due_on)]), by=hr, now=at)
    talk = conduct.acknowledge_talk(talk, "认可，按期完成。", by=head, now=at + DAY)
    if at + 62 * DAY < until:
        conduct.review_goal(talk, talk.goals[0].id, GoalOutcome.MET, SHOWN, by=hr, now=at + 61 * DAY)
        read_by_all(talk.audit_name, at + 61 * DAY)


def read_by_all(about: str, now: datetime) -> None:
    """Whoever was told of it has read it by then: no notice and no mail speaks of what is long past."""
    ids = select(Notice.id).where(Notice.about == about)
    db.session.execute(update(NoticeMail).where(NoticeMail.notice_id.in_(ids)).values(leaves_at=None))
    told = select(Notice.staff_id).where(Notice.about == about, Notice.read_at.is_(None)).distinct()
    for person in db.session.scalars(told).all():
        mark_read(person, now=now, about=about)
