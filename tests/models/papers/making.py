"""Papers for tests: a decision as the design shows it, and a certificate."""

from datetime import datetime, timedelta

from models.papers.actions import bundle, issue, withdraw
from models.papers.document import CertificateFacts, NoticeFacts, Row
from models.papers.tables import Paper
from models.papers.words import PaperKind
from models.people.tables import Language, Staff
from tests.moments import MONDAY

ABOUT = "matter:M2026-0012"
DECISION = NoticeFacts(
    company="云帆网络技术有限公司",
    title="关于对工单 HY-20261103-0127 处理中拖延行为的处理决定",
    to="季书",
    to_number="T-0006",
    opening=(
        "经调查，你在办理上述二级投诉时，于二〇二六年十一月四日接单后四个工作日内未与客户联系，亦未申请延期或"
        "协助，致使客户再次投诉并升级。事实有操作记录、通话记录为证，你于十一月十二日提交的陈述申辩已予充分考虑。",
    ),
    rows=(
        Row(name="认定", text="拖延，程度一般，十二个月内第一次"),
        Row(name="依据", text="规则手册（2026 版）处理措施第 2.1 条"),
        Row(name="从轻情节", text="当月在办工单为部门中位数的 1.6 倍"),
        Row(name="决定", text="警告；绩效扣分 2 分；参加“时限管理”补训"),
    ),
    closing=("如对本决定不服，可自签收之日起五个工作日内提出申诉，申诉期间不加重处理。",),
    attached=("责任链",),
    copies=("人力资源部", "技术运维部"),
    signed="云帆网络技术有限公司",
)
ENGLISH = NoticeFacts(
    company="Yunfan Network",
    title="Decision on the delay in handling case HY-20261103-0127",
    to="Ji Shu",
    to_number="T-0006",
    opening=(
        "You took the case above on 4 November 2026 and did not contact the customer within four working "
        "days, nor did you ask for more time or help. The customer complained again. The records prove it; "
        "your statement of 12 November was fully considered.",
    ),
    rows=(
        Row(name="Finding", text="Delay, medium, the first within twelve months"),
        Row(name="Rule", text="Rulebook of 2026, measures, 2.1"),
        Row(name="Decision", text="Warning; two performance points"),
    ),
    closing=("You may appeal within five working days of receipt. The measure cannot become harder by it.",),
    signed="Yunfan Network",
)
HONOUR = CertificateFacts(
    company="云帆网络技术有限公司",
    to="季书",
    to_number="T-0006",
    reason="在二〇二六年第三季度客户投诉处理工作中，主动排查楼栋光缆隐患，一次解决同类投诉三十七件，客户满意率百分之九十六，成绩突出",
    honour="服务之星",
    signed="云帆网络技术有限公司",
)
HONOUR_IN_ENGLISH = CertificateFacts(
    company="Yunfan Network",
    to="Ji Shu",
    to_number="T-0006",
    reason="In the third quarter of 2026 Ji Shu searched the fibre of a whole building unasked and solved "
    "thirty-seven complaints at once; 96 % of these customers were satisfied",
    honour="Star of Service",
    signed="Yunfan Network",
)


def decision(by: Staff, now: datetime = MONDAY, *, about: str = ABOUT) -> Paper:
    """A decision is issued."""
    return issue(PaperKind.DECISION, about=about, facts=DECISION, language=Language.ZH, by=by, now=now)


def certificate(by: Staff, now: datetime = MONDAY, *, to: str = "季书", about: str = "reward:1") -> Paper:
    """A certificate is issued."""
    facts = HONOUR.model_copy(update={"to": to})
    return issue(PaperKind.CERTIFICATE, about=about, facts=facts, language=Language.ZH, by=by, now=now)


def issue_papers(by: Staff, now: datetime) -> None:
    """A decision that another replaced, and a certificate that waits for its bundle."""
    first = decision(by, now - timedelta(days=1))
    withdraw(first, replaced_by=decision(by, now), by=by, now=now)
    bundle([certificate(by, now)], title="2026 年度荣誉证书", by=by, now=now)
