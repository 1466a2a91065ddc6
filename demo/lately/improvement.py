"""Improvement at the demo company: suggestions, items at every step, told customers (K-02)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select

from demo.asking.course import Post
from demo.lately.stage import Scene, Stage
from demo.story import Company
from models.cases.tables import Case
from models.cases.words import Kind, State
from models.clock import local_day
from models.db import db
from models.improvement import actions
from models.improvement.actions import ItemDraft, Taking
from models.improvement.queries import effect_of
from models.improvement.queries.effects import cause_of
from models.improvement.tables import ImprovementItem
from models.improvement.words import ItemSource
from models.outbox.actions import claim, settle_sent
from models.outbox.tables import Delivery, OutboxMessage
from models.products.queries import product_with_code
from models.rulebook.words import MessageKind

INSPECTOR = "YF-0131"
VOICES = 6
KEPT = timedelta(hours=1)


@dataclass(frozen=True)
class Told:
    """Who raises what, who does it, and how many working days ago it was raised, taken up and done."""

    by: str
    draft: ItemDraft
    days: tuple[int, ...]
    owner: str = ""
    measure: str = ""
    told: str = ""
    product: str = ""


TOLD = (
    Told(
        "YF-0186",
        ItemDraft(
            ItemSource.SUGGESTION,
            "改派上门前先短信告知客户",
            "师傅改派或迟到时客户往往不知情，只能在家等。建议改派时由系统先给客户发短信，说明新的时间和原因。",
            "service_visit",
        ),
        (120, 114, 88),
        "YF-0233",
        "派单系统改派时自动发送短信；迟到超过十五分钟提醒师傅先致电客户。",
        "现在师傅改派或晚到，我们都会提前短信告诉您新的时间。感谢您的意见。",
    ),
    Told(
        INSPECTOR,
        ItemDraft(
            ItemSource.CAUSE,
            "换套餐当月账单看不懂",
            "换套餐当月的费用争议明显增多。账单只列总额，客户看不出新旧套餐各按几天计算。",
            "fees_charge",
        ),
        (52, 48, 20),
        "YF-0239",
        "账单逐日列出新旧套餐的天数和金额，并在换套餐时短信说明。",
        "账单现在会逐日列出新旧套餐的天数和金额，换套餐当月的费用一目了然。感谢您的意见。",
    ),
    Told(
        INSPECTOR,
        ItemDraft(
            ItemSource.INSPECTION,
            "老旧小区楼栋设备巡检周期过长",
            "质检抽查发现，使用八年以上的楼栋设备一年才巡检一次，故障多在巡检之间发生。",
            "network_fault",
            inspection="2026年第三季度网络质量检查",
        ),
        (30, 24),
        "YF-0217",
        "八年以上的楼栋设备改为每季度巡检，光功率低于阈值的提前更换。",
    ),
    Told(
        INSPECTOR,
        ItemDraft(
            ItemSource.CAUSE,
            "云盘新版同步丢文件、盖旧文件",
            "更新以后，云盘的稳定性投诉明显高于平常：同步中断、旧文件覆盖新文件、文件打开是空的。",
            "product_stability",
        ),
        (6, 4),
        "YF-0342",
        "修复续传时的时间核对，发布前增加同步回归测试；一周内分批推送。",
        product="DRIVE",
    ),
    Told(
        "YF-0281",
        ItemDraft(
            ItemSource.SUGGESTION,
            "营业厅增设手语视频服务",
            "每周都有听障客户到厅，只能手写沟通。建议与手语服务平台对接，在柜台用平板视频翻译。",
            "service_store",
        ),
        (3,),
    ),
)


def improvement(stage: Stage) -> Scene:
    """Each is raised; some are taken up, done and told."""
    for told in TOLD:
        yield (now := stage.back(told.days[0], 10, 30))
        product = product_with_code(told.product)
        draft = replace(told.draft, product_id=product.id if product else None)
        item = actions.raise_item(draft, by=stage.staff(told.by), now=now)
        if len(told.days) > 1:
            yield (now := stage.back(told.days[1], 15, 0))
            _taken(stage, item, told, now)
        if len(told.days) > 2:
            yield (now := stage.back(told.days[2], 16, 0))
            actions.finish(item, told.told, by=stage.staff(told.owner), now=now, seen=None)


def concluded(stage: Stage) -> Scene:
    """What came of the oldest is stated as far as the figures go; what worked is nominated for a reward."""
    yield (now := stage.back(4, 11, 0))
    item = db.session.scalars(select(ImprovementItem).order_by(ImprovementItem.id)).first()
    if item is None or item.done_at is None:
        return
    found, by = effect_of(item, now), stage.staff(INSPECTOR)
    worked = found is not None and found.fell
    words = (
        "改派前告知后，上门服务类投诉较之前减少，区间未包含 1。"
        if worked
        else "完成后每周的件数不降反升，区间高于 1；同期改派量也增加，暂不能说明有效，继续观察。"
        if found is not None and found.rose
        else "完成前后的件数差别在偶然波动之内，暂不能说明有效，继续观察。"
    )
    actions.conclude(item, words, worked=worked, by=by, now=now, seen=None)
    if worked:
        actions.nominate_who_suggested(item, by=by, now=now)


def rising(stage: Stage) -> Scene:
    """The clock's last weekly look."""
    yield (now := stage.back(1, 6, 30))
    actions.note_signals(now=now)


def _taken(stage: Stage, item: ImprovementItem, told: Told, now: datetime) -> None:
    owner, by = stage.staff(told.owner), stage.staff(INSPECTOR)
    due = local_day(now) + timedelta(days=45)
    taking = Taking(owner, due, told.measure, item.category, product_id=item.product_id)
    actions.take_up(item, taking, by=by, now=now, seen=None)
    for case in _cases_of(item, now):
        actions.add_voice(item, case, by=by, now=now)


def _cases_of(item: ImprovementItem, now: datetime) -> list[Case]:
    """The last closed complaints of the cause."""
    found = select(Case).where(
        *cause_of(item),
        Case.kind == Kind.COMPLAINT,
        Case.state == State.CLOSED,
        Case.closed_at < now,
        Case.merged_into_id.is_(None),
    )
    return list(db.session.scalars(found.order_by(Case.id.desc()).limit(VOICES)))


def send_letters(company: Company, post: Post) -> int:
    """What customers were told left an hour later: no letter of the demo waits. Returns how many."""
    waiting = select(OutboxMessage).where(
        OutboxMessage.kind == MessageKind.IMPROVEMENT, OutboxMessage.state == Delivery.WAITING
    )
    messages = db.session.scalars(waiting.order_by(OutboxMessage.id)).all()
    for message in messages:
        now = min(message.not_before + KEPT, company.until)
        mine = claim(message.id, now=now)
        assert mine is not None, "it is due, and nobody else sends"
        letter = post(message, now=now)
        settle_sent(mine, subject=letter.subject, text=letter.text, html=letter.html, now=now)
    return len(messages)


SCENES = [improvement, concluded, rising]
