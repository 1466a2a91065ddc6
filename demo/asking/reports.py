"""Satisfaction reports of the demo company: two quarters published, one of a campaign to be approved (S-07)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from demo.asking.days import WORKED_ON, Days
from demo.lately.stage import LEADER, Stage
from models.campaigns.tables import Campaign
from models.people.tables import Staff
from models.reports import actions
from models.reports.tables import SatisfactionReport
from models.reports.words import Passage

EDITOR = "YF-0131"
TEXTS: Mapping[str, Mapping[Passage, Mapping[str, str]]] = {
    "first": {
        Passage.INTRODUCTION: {
            "zh": "投诉处理完以后，我们会请每位客户说说是否满意。这里是这个季度客户告诉我们的，好的和不好的都在。",
            "en": "After a complaint is settled we ask every customer whether they are satisfied. This is what"
            " they told us this quarter, good and bad.",
        },
        Passage.ACTION: {
            "zh": "说得最多的是处理太慢和进展不透明。我们从下个季度起，把网络故障的处理进展每天短信告知客户；"
            "费用类投诉由账务核算人员直接回电，不再转手。",
            "en": "Most often we heard that handling was slow and that nobody said how it stood. From next quarter"
            " on, customers with a network fault get word every day, and our accountants call back themselves"
            " about fees.",
        },
    },
    "second": {
        Passage.INTRODUCTION: {
            "zh": "感谢每一位回答的客户。这份报告按回访结果写成，数字由系统统计，由另一个人复核后发布。",
            "en": "We thank every customer who answered. This report rests on our revisits; the system counted"
            " the figures, and a second person approved it.",
        },
        Passage.PROMISES: {
            "zh": "上个季度我们承诺的两件事：网络故障每天告知进展，已经做到；费用类投诉由账务人员直接回电，"
            "多数已经做到，节假日还要靠客服转告，正在补排值班。",
            "en": "Of the two things that we promised last quarter, daily word on network faults is kept."
            " Accountants mostly call back themselves; on holidays customer service still passes it on, and we are"
            " adding shifts.",
        },
        Passage.ACTION: {
            "zh": "接下来三个月：一、晚高峰网速慢的二十个小区完成扩容；二、账单上的“其他费用”逐项写明；"
            "三、上门时间从半天缩短到两小时以内的时段。",
            "en": "In the next three months: we expand capacity in twenty estates that are slow in the evening; bills"
            " name every item under “other charges”; and visits come in a slot of two hours rather than half a day.",
        },
    },
    "campaign": {
        Passage.INTRODUCTION: {
            "zh": "这次调查按部门分层抽样，邀请了最近半年有过工单的客户，由短信和邮件发出，一周后提醒一次。",
            "en": "We drew a sample, stratified by department, of customers who had a case in the past half year,"
            " and invited them by SMS and mail with one reminder after a week.",
        },
        Passage.ACTION: {
            "zh": "客户最希望改进的是价格说明和响应速度。市场部在下个季度把在售套餐从 31 个减到 12 个，"
            "客户服务部把人工入口放到语音菜单第一层。",
            "en": "Customers ask most for clearer prices and quicker answers. Marketing reduces the plans on sale"
            " from 31 to 12 next quarter; customer service puts the way to a person on the first level of the"
            " telephone menu.",
        },
        Passage.RESPONSE: {
            "zh": "没有回答的客户里，手机用户偏多；下次短信改在傍晚发出。",
            "en": "Those who did not answer were mostly asked by SMS; next time texts leave in the early evening.",
        },
    },
}


def publish_quarters(stage: Stage, days: Days) -> None:
    """The two latest quarters that are over, each written by one person and approved by another."""
    for period, texts in ((days.last.before(), "first"), (days.last, "second")):
        drafted = days.after(period, WORKED_ON - 5, 10 * 60)
        report = _submitted(period.key, texts, stage.staff(EDITOR), now=drafted)
        actions.publish(
            report, by=stage.staff(LEADER), now=days.after(period, WORKED_ON, 15 * 60), seen=None
        )


def wait_for_approval(campaign: Campaign, stage: Stage) -> SatisfactionReport:
    """The report of a campaign that somebody else has yet to read."""
    return _submitted(campaign.number, "campaign", stage.staff(EDITOR), now=stage.back(1, 10, 40))


def _submitted(key: str, texts: str, by: Staff, *, now: datetime) -> SatisfactionReport:
    report = actions.draft(key, by=by, now=now)
    actions.write(report, TEXTS[texts], by=by, now=now + timedelta(minutes=40), seen=None)
    return actions.submit(report, by=by, now=now + timedelta(minutes=55), seen=None)
