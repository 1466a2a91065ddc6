"""People held to account, one at each step: from candidate to an appeal that was won (A-02 to A-05, C-03)."""

from demo.lately.proceedings import (
    HR,
    INSPECTOR,
    LEADER,
    SECOND_INSPECTOR,
    Told,
    by_clock,
    by_hand,
    decided,
    delivered,
    investigated,
    notice,
    opened,
    proposed,
    stated,
    until_proposed,
)
from demo.lately.stage import Scene, Stage
from models.accountability import actions
from models.accountability.rules.measures import MeasureDraft
from models.accountability.words import AppealOutcome, MatterKind, MeasureKind, Severity, TriggerKind
from models.conduct.actions import take_back
from models.papers.document import Row

WARNING, TRAINING = MeasureDraft(MeasureKind.WARNING), MeasureDraft(MeasureKind.TRAINING)


def points(n: int) -> MeasureDraft:
    return MeasureDraft(MeasureKind.POINTS, n)


def fine(yuan: int) -> MeasureDraft:
    return MeasureDraft(MeasureKind.FINE, yuan * 100)


def fined(stage: Stage) -> Scene:
    """Nobody appealed: final, and the fine went to payroll."""
    told = Told(
        "YF-0409",
        MatterKind.OTHER,
        "营业时间擅自离岗",
        "九月某日下午营业时间，你离岗四十分钟，柜台无人值守，三位客户等候后离开。",
        statement="当天去取快递，以为很快能回来，没有向店长报备，我接受批评。",
        investigation="监控与叫号记录相符，离岗四十一分钟；店长当天不知情。",
        finding="监控、叫号记录与当事人陈述一致，营业时间擅自离岗属实，造成三位客户流失，程度一般。",
        decision="同意调查组意见。当事人态度诚恳，按同档偏轻处理。",
        severity=Severity.MODERATE,
        measures=(WARNING, points(3), fine(200)),
        words="警告；绩效扣分 3 分；罚款 200.00 元",
        investigator=SECOND_INSPECTOR,
    )
    matter = yield from until_proposed(stage, told, TriggerKind.BY_HAND, 62, "YF-0063")
    yield (now := stage.back(52, 15, 0))
    matter = decided(stage, matter, told, now)
    yield (now := stage.back(51, 10, 30))
    matter = delivered(matter, now)
    yield (now := stage.back(45, 18, 30))
    actions.pass_time(matter.id, now=now)


def won(stage: Stage) -> Scene:
    """An appeal showed that a system had failed: reversed, with a paper that says so."""
    told = Told(
        "YF-0226",
        MatterKind.DELAY,
        "工单办理拖延",
        "接单后三个工作日内没有联系客户，也没有申请延期，客户再次来电催办。",
        statement="那几天派单提醒一直没有收到，我是在班长转告以后才看到工单的。",
        investigation="操作记录显示三个工作日内无联系记录；排班表显示当事人在岗。",
        finding="接单后三个工作日内未联系客户属实，程度较轻。",
        decision="同意调查组意见。",
        measures=(WARNING, points(2)),
        words="警告；绩效扣分 2 分",
    )
    matter = yield from until_proposed(stage, told, TriggerKind.OVERDUE, 38)
    yield (now := stage.back(27, 15, 30))
    matter = decided(stage, matter, told, now)
    yield (now := stage.back(26, 9, 40))
    matter = delivered(matter, now)
    yield (now := stage.back(23, 20, 5))
    words = "请核对提醒服务的日志：那三天装维组的派单提醒都没有发出，同班两位同事也没有收到。"
    matter = actions.appeal(matter, words, by=matter.person, now=now, seen=None)
    yield (now := stage.back(16, 16, 0))
    reason = "提醒服务日志显示当周装维组的派单提醒全部发送失败，当事人得知后当天即联系客户，责任不在个人。"
    said = notice(
        matter.person,
        f"关于{told.title}处理决定的更正通知书",
        ("你对上述处理决定提出的申诉已经复核。", reason),
        rows=(
            Row(name="复核结论", text="申诉成立，撤销原处理决定"),
            Row(name="处理措施", text="全部撤销，绩效分已返还"),
        ),
        closing=("本决定为最终决定，原处理决定书同时作废。",),
    )
    leader = stage.staff(LEADER)
    matter = actions.hear(matter, AppealOutcome.REVERSED, reason, paper=said, by=leader, now=now, seen=None)
    take_back(matter, reason, by=leader, now=now)


def appealed(stage: Stage) -> Scene:
    """An appeal that waits for the leading group."""
    told = Told(
        "YF-0425",
        MatterKind.PERFUNCTORY,
        "回复客户敷衍",
        "对同一客户连续两次以“已转相关部门”答复，没有说明原因和时间，客户回访不满意，工单退回重办。",
        statement="我确实转了部门，只是没有追到结果就先回复了客户。",
        investigation="通话录音两段均无解释与承诺；转办记录只有一次。",
        finding="两次答复均无实质内容属实，程度较轻。",
        decision="同意调查组意见。",
        measures=(WARNING, points(1), TRAINING),
        words="警告；绩效扣分 1 分；补训",
    )
    matter = yield from until_proposed(stage, told, TriggerKind.REOPENED, 20)
    yield (now := stage.back(9, 10, 0))
    matter = decided(stage, matter, told, now)
    yield (now := stage.back(8, 14, 10))
    matter = delivered(matter, now)
    yield (now := stage.back(4, 19, 45))
    words = "当周两位同事休假，在线渠道由我一人值守，请考虑从轻处理，我愿意参加补训。"
    actions.appeal(matter, words, by=matter.person, now=now, seen=None)


def to_be_decided(stage: Stage) -> Scene:
    """Serious: the leading group has to decide."""
    told = Told(
        "YF-0342",
        MatterKind.BUCK_PASSING,
        "推诿协办请求",
        "三次退回客户服务部的协办请求，理由均为“不属本部门”，而接口故障正在其负责的模块，影响四百余户。",
        statement="当时判断是网络侧的问题，没有看日志就退回了，这一点是我的责任。",
        investigation="接口日志显示故障始于其当周发布的版本；三次退回均未附排查记录。",
        finding="三次退回协办请求均无排查依据，故障在其负责模块，影响面大，程度严重。",
        severity=Severity.SERIOUS,
        measures=(WARNING, points(6), fine(500)),
    )
    yield (now := stage.back(14, 10, 20))
    text = "协办请求三次被退回，客户反复来电，最后由我直接找研发总监才定位到接口。"
    candidate = by_hand(stage, told, "YF-0052", text, now)
    yield (now := stage.back(13, 11, 0))
    matter = opened(stage, told, candidate, now)
    yield (now := stage.back(11, 17, 30))
    matter = stated(matter, told, now)
    yield (now := stage.back(4, 15, 0))
    matter = investigated(stage, matter, told, now)
    yield (now := stage.back(1, 10, 10))
    proposed(stage, matter, told, now)


def to_be_delivered(stage: Stage) -> Scene:
    """Decided, and on its way to the person."""
    told = Told(
        "YF-0233",
        MatterKind.WRONG_HANDLING,
        "资费解释错误",
        "向客户承诺违约金可以全免，与业务规则不符，客户据此办理销户后产生争议。",
        statement="我记错了老套餐的条款，发现后主动向班长说明了情况。",
        investigation="录音与业务规则比对，解释错误属实；当事人次日主动上报。",
        finding="资费解释与业务规则不符属实，当事人主动上报，程度较轻。",
        decision="同意。主动上报，按下限处理。",
        measures=(points(1), TRAINING),
        words="绩效扣分 1 分；补训",
    )
    matter = yield from until_proposed(stage, told, TriggerKind.ABOUT_PERSON, 12)
    yield (now := stage.back(1, 16, 40))
    decided(stage, matter, told, now)


def under_investigation(stage: Stage) -> Scene:
    """The statement is there; the inspector looks into it."""
    told = Told(
        "YF-0261",
        MatterKind.DATA_LEAK,
        "客户资料外传",
        "将含客户姓名与住址的工单截图发到工作群以外的聊天群，半小时后撤回。",
        statement="本想发到班组群，点错了群，发现后马上撤回并报告了班长。",
    )
    yield (now := stage.back(5, 9, 50))
    text = "班组群外出现工单截图，可见客户姓名和住址，已要求撤回。"
    candidate = by_hand(stage, told, SECOND_INSPECTOR, text, now)
    yield (now := stage.back(4, 10, 30))
    matter = opened(stage, told, candidate, now)
    yield (now := stage.back(2, 18, 0))
    stated(matter, told, now)


def to_be_heard(stage: Stage) -> Scene:
    """The person has notice, and has yet to say their word."""
    told = Told(
        "YF-0217",
        MatterKind.DELAY,
        "工单超期未办结",
        "二级投诉超过承诺时间一个工作日仍未答复，期间没有申请延期，也没有请求协助。",
    )
    yield (now := stage.back(2, 9, 15))
    candidate = by_clock(stage, told, TriggerKind.OVERDUE, now)
    yield (now := stage.back(1, 14, 30))
    opened(stage, told, candidate, now)


def withdrawn(stage: Stage) -> Scene:
    """The evidence did not carry it."""
    told = Told(
        "YF-0156",
        MatterKind.WRONG_HANDLING,
        "误操作影响客户",
        "发布窗口内修改配置，部分客户应用登录失败二十分钟。",
        statement="配置变更有审批单，回退也按预案在二十分钟内完成。",
    )
    yield (now := stage.back(30, 10, 0))
    candidate = by_clock(stage, told, TriggerKind.ABOUT_PERSON, now)
    yield (now := stage.back(29, 11, 0))
    matter = opened(stage, told, candidate, now)
    yield (now := stage.back(27, 15, 0))
    matter = stated(matter, told, now)
    yield (now := stage.back(25, 10, 0))
    reason = "变更经过审批，回退符合预案，不构成处理不当。"
    actions.withdraw(matter, reason, by=stage.staff(HR), now=now, seen=None)


def dismissed(stage: Stage) -> Scene:
    """A candidate from which nothing came."""
    told = Told("YF-0305", MatterKind.DELAY, "", "")
    yield (now := stage.back(9, 9, 15))
    candidate = by_clock(stage, told, TriggerKind.OVERDUE, now)
    yield (now := stage.back(8, 10, 45))
    reason = "当天工单系统升级停机五小时，全班组均无法录入，不属个人原因。"
    actions.dismiss_candidate(candidate, reason, by=stage.staff(HR), now=now)


def reported(stage: Stage) -> Scene:
    """A report that nobody has looked at yet."""
    told = Told("YF-0174", MatterKind.PERFUNCTORY, "", "")
    yield (now := stage.back(1, 11, 20))
    text = "质检抽听两通回访电话，均未按脚本确认是否解决，只问了一句就结束。"
    by_hand(stage, told, INSPECTOR, text, now)


SCENES = [
    fined,
    won,
    appealed,
    to_be_decided,
    to_be_delivered,
    under_investigation,
    to_be_heard,
    withdrawn,
    dismissed,
    reported,
]
