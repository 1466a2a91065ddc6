"""Rewards and what hangs on them: given, waiting at every step, points, wages, payroll (C-01 to C-05)."""

from collections.abc import Generator
from datetime import date, datetime, timedelta

from demo.calendar.working import at
from demo.departments import COMPANY_ZH
from demo.lately.proceedings import HEAD_OF_HR, HR
from demo.lately.stage import AGENT, LEADER, Scene, Stage
from models.clock import local_day
from models.conduct import actions
from models.conduct.actions import (
    Check,
    DepartmentFlag,
    GoalDraft,
    Nomination,
    RecordDraft,
    TalkMinutes,
    TalkPlan,
)
from models.conduct.queries.payroll import next_to_issue
from models.conduct.queries.periods import first_open_before
from models.conduct.queries.rewards import next_people
from models.conduct.queries.talks import talk_of
from models.conduct.tables import Reward
from models.conduct.words import GoalOutcome, RecordKind, RewardGround
from models.db import db
from models.events.actions import SYSTEM
from models.papers.document import CertificateFacts, NoticeFacts
from models.people.roles import Role
from models.people.tables import Department, Staff
from models.rulebook.words import RewardKind

REGION = "深圳"
HONOURS = (
    ("YF-0186", RewardKind.CERTIFICATE, RewardGround.PRAISE, 44, 0,
     "连续三个月被客户点名表扬，接听耐心，答复准确，一次解决率名列班组第一", "服务之星"),
    ("YF-0174", RewardKind.BONUS, RewardGround.HARD_CASE, 41, 80_000,
     "台风期间连续三天上门抢修，客户无一重复报修", ""),
    ("YF-0094", RewardKind.CERTIFICATE, RewardGround.HARD_CASE, 33, 0,
     "连夜排查主干光缆隐患，提前六小时恢复四个小区的网络，同类投诉由三十七件降为零", "攻坚能手"),
    ("YF-0188", RewardKind.COMMENDATION, RewardGround.PRAISE, 27, 0,
     "带教三名新人，期间本人工单无一超期，特予通报表扬", ""),
    ("YF-0251", RewardKind.BONUS, RewardGround.IMPROVEMENT, 24, 30_000,
     "调整装机设备的配送批次，上门失约投诉明显减少", ""),
    ("YF-0203", RewardKind.CERTIFICATE, RewardGround.IMPROVEMENT, 21, 0,
     "梳理应用登录失败的十二类原因并推动逐项修复，相关投诉较上季度下降六成", "改进先锋"),
    ("YF-0318", RewardKind.CERTIFICATE, RewardGround.PRAISE, 12, 0,
     "独立办结多起历时较长的投诉，客户回访满意，并整理出可供全班使用的答复范例", "投诉处理能手"),
)  # fmt: skip
"""Whom, what, for what, how many working days ago, fen, the words that are announced, and the title."""
FOR_DEPARTMENTS = (
    ("JS", RewardKind.TEAM_FUND, 48, 150_000, "三季度投诉处理及时率全公司第一"),
    ("KF", RewardKind.DEPARTMENT_POINTS, 36, 0, "三季度回访满意度较上季度提高四个百分点"),
)
TRAINED = ("YF-0118", "YF-0186", "YF-0188", "YF-0217", "YF-0226", "YF-0233", "YF-0425", "YF-0281")


def wages(stage: Stage) -> Scene:
    """HR writes down what everybody earns, but for themselves, whose wage their head writes down."""
    yield (now := stage.back(66, 10, 0))
    first, hr, head = local_day(now).replace(day=1), stage.staff(HR), stage.staff(HEAD_OF_HR)
    for person in stage.working(local_day(now)):
        leads = any(each.head_id == person.id for each in stage.departments)
        steers = Role.LEADING_GROUP in person.roles
        yuan = 30_000 if steers else 18_000 if leads else 7_200 + int(person.number[-3:]) * 37 % 48 * 100
        by = head if person.id == hr.id else hr
        actions.set_wage(person, yuan * 100, REGION, first, by=by, now=now)


def honours(stage: Stage) -> Scene:
    """People are rewarded, from the nomination to the honour roll."""
    for number, kind, ground, day, fen, words, title in HONOURS:
        person = stage.staff(number)
        reward = yield from _approved(stage, Nomination(person, kind, ground, words, fen), day)
        yield (now := stage.back(day - 2, 15, 0))
        paper = _certificate(person, words, title) if title else _praise(person, words)
        actions.announce_reward(reward, paper=paper, by=stage.staff(HR), now=now)


def departments(stage: Stage) -> Scene:
    """Departments are rewarded (C-02)."""
    for code, kind, day, fen, words in FOR_DEPARTMENTS:
        wanted = Nomination(stage.department(code), kind, RewardGround.KPI, words, fen)
        reward = yield from _approved(stage, wanted, day)
        yield (now := stage.back(day - 2, 15, 0))
        paper = _praise(stage.department(code), words)
        actions.announce_reward(reward, paper=paper, by=stage.staff(HR), now=now)


def to_announce(stage: Stage) -> Scene:
    """Approved, and to be announced by HR."""
    words = "主动联系三位久未登录的老客户，逐一解决了账号问题"
    wanted = Nomination(stage.staff("YF-0147"), RewardKind.COMMENDATION, RewardGround.IMPROVEMENT, words)
    yield from _approved(stage, wanted, 4)


def to_approve(stage: Stage) -> Scene:
    """Checked by HR; the head of the department approves so small an amount."""
    words = "雨夜为独居老人恢复电话，并留下自己的联系方式，客户专门来电致谢"
    person = stage.staff("YF-0125")
    yield (now := stage.back(3, 15, 0))
    wanted = Nomination(person, RewardKind.BONUS, RewardGround.PRAISE, words, 30_000)
    reward = actions.nominate(wanted, by=stage.staff(AGENT), now=now)
    yield (now := stage.back(1, 10, 15))
    actions.check_reward(reward, Check(reward.kind, words, 30_000), by=stage.staff(HR), now=now)


def to_check(stage: Stage) -> Scene:
    """Two nominations that HR has yet to check."""
    yield (now := stage.back(2, 11, 0))
    words = "把云平台告警与工单自动关联，客户来电前就已派单，值得表彰"
    wanted = Nomination(stage.staff("YF-0269"), RewardKind.BONUS, RewardGround.IMPROVEMENT, words, 100_000)
    actions.nominate(wanted, by=stage.staff("YF-0017"), now=now)
    yield (now := stage.back(1, 16, 50))
    words = "在营业厅为听障客户全程手写沟通，一次办完携号转网"
    wanted = Nomination(stage.staff("YF-0281"), RewardKind.CERTIFICATE, RewardGround.PRAISE, words)
    actions.nominate(wanted, by=stage.staff("YF-0063"), now=now)


def refused(stage: Stage) -> Scene:
    """A nomination that HR did not accept."""
    yield (now := stage.back(17, 14, 0))
    wanted = Nomination(
        stage.staff("YF-0198"), RewardKind.BONUS, RewardGround.OTHER, "活动海报设计美观", 50_000
    )
    reward = actions.nominate(wanted, by=stage.staff("YF-0322"), now=now)
    yield (now := stage.back(15, 11, 0))
    reason = "属于本职工作，建议结合活动效果另行申报。"
    actions.refuse_reward(reward, reason, by=stage.staff(HR), now=now)


def trained(stage: Stage) -> Scene:
    """Training stands in the files of those who took part (C-05)."""
    yield (now := stage.back(19, 17, 30))
    text = "投诉处理与时限管理培训（六课时），考核合格"
    drafts = [RecordDraft(stage.staff(each), local_day(now), RecordKind.TRAINING, text) for each in TRAINED]
    actions.write_records(drafts, by=stage.staff(HR), now=now)


def books(stage: Stage) -> Scene:
    """On the sixth of each month the ledger's last month is closed; payroll gets the month before that."""
    for months in (2, 1, 0):
        yield (now := at(_month(stage.today, months).replace(day=6), 10 * 60))
        today = local_day(now)
        month = _month(today, 1)
        if months:  # the last month is there for whoever looks at the demo to close
            while earlier := first_open_before(month):
                actions.close_period(earlier, by=stage.staff(HR), now=now)
            actions.close_period(month, by=stage.staff(HR), now=now)
        if months and next_to_issue(today) == month:
            actions.issue_payroll(month, by=stage.staff(HR), now=now)


def talked(stage: Stage) -> Scene:
    """The head of operations was talked to: one goal is met, another runs (C-03)."""
    yield (now := stage.back(26, 9, 30))
    month = _month(local_day(now), 1)
    reason = f"{month:%Y-%m} 月份绩效扣分合计 21 分，达到约谈标准 20 分"
    flag = DepartmentFlag(f"points:{month:%Y-%m}", stage.department("YY"), reason)
    [penalty] = actions.raise_flag(flag, by=SYSTEM, now=now)
    talk = talk_of(penalty)
    assert talk is not None
    yield (now := stage.back(25, 10, 0))
    plan = TalkPlan(stage.back(22, 14, 0), "总部三楼 302 会议室")
    talk = actions.invite_to_talk(talk, plan, by=stage.staff(HEAD_OF_HR), now=now)
    yield (now := stage.back(22, 16, 10))
    goals = [
        GoalDraft("修订活动规则说明，发布前交客户服务部会签", local_day(stage.back(4, 9))),
        GoalDraft("营业厅投诉当日登记率达到 100%", local_day(now) + timedelta(days=75)),
    ]
    words = (
        "通报了上月扣分情况及三起活动规则投诉。\n"
        "负责人说明：活动上线前未与客服核对口径，营业厅登记不及时；已明确会签与登记责任人。\n"
        "商定两项改进目标，由人力资源部到期核验。"
    )
    minutes = TalkMinutes(plan.at, words, goals, "质量管理部 监督小组成员")
    talk = actions.write_minutes(talk, minutes, by=stage.staff(HEAD_OF_HR), now=now)
    yield (now := stage.back(21, 9, 5))
    talk = actions.acknowledge_talk(talk, "认可，按期完成。", by=stage.head("YY"), now=now)
    yield (now := stage.back(3, 15, 30))
    shown = "规则说明已修订，近两次活动均有会签记录。"
    met = talk.goals[0].id
    actions.review_goal(talk, met, GoalOutcome.MET, shown, by=stage.staff(HR), now=now)


def to_talk(stage: Stage) -> Scene:
    """The leading group decided on a deduction; the talk that goes with it is to be planned."""
    yield (now := stage.back(2, 9, 0))
    month = _month(local_day(now), 1)
    reason = f"{month:%Y-%m} 月份升级投诉集中，领导小组决定扣减部门绩效奖金并约谈负责人"
    flag = DepartmentFlag(f"decision:{month:%Y-%m}", stage.department("YF"), reason, 200_000)
    actions.raise_flag(flag, by=stage.staff(LEADER), now=now)


def suggested(stage: Stage) -> Scene:
    """The system finds what else deserves a reward."""
    yield (now := stage.back(1, 6, 0))
    actions.suggest_rewards(now=now)


def _approved(stage: Stage, wanted: Nomination, day: int) -> Generator[datetime, None, Reward]:
    """From a nomination so many working days ago to its approval two days later."""
    yield (now := stage.back(day, 9, 40))
    reward = actions.nominate(wanted, by=stage.staff(AGENT), now=now)
    yield (now := stage.back(day - 1, 14, 20))
    check = Check(wanted.kind, wanted.reason, wanted.amount_fen)
    actions.check_reward(reward, check, by=stage.staff(HR), now=now)
    yield (now := stage.back(day - 2, 11, 10))
    approver = db.session.get_one(Staff, min(next_people(reward, now)))
    return actions.approve_reward(reward, by=approver, now=now)


def _certificate(person: Staff, words: str, title: str) -> CertificateFacts:
    return CertificateFacts(
        company=COMPANY_ZH,
        to=person.name,
        to_number=person.number,
        reason=words,
        honour=title,
        signed=COMPANY_ZH,
    )


def _praise(holder: Staff | Department, words: str) -> NoticeFacts:
    person = isinstance(holder, Staff)
    return NoticeFacts(
        company=COMPANY_ZH,
        title="关于表彰奖励的通报",
        to=holder.name if isinstance(holder, Staff) else holder.name_zh,
        to_number=holder.number if isinstance(holder, Staff) else "",
        opening=(f"{words}。经审核批准，予以表彰奖励。",),
        closing=("希望再接再厉。" if person else "希望全体同事再接再厉。",),
        signed="人力资源部",
    )


def _month(day: date, back: int) -> date:
    """The first day of the month so many months before a day's."""
    count = day.year * 12 + day.month - 1 - back
    return date(count // 12, count % 12 + 1, 1)


SCENES = [
    wages,
    honours,
    departments,
    to_announce,
    to_approve,
    to_check,
    refused,
    trained,
    talked,
    to_talk,
    books,
    suggested,
]
