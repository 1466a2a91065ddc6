"""What is learned in the story: typical cases on their way into the library, articles, gaps (L-05, K-01)."""

from dataclasses import replace
from datetime import datetime, timedelta

from models.cases.queries import held
from models.cases.tables import Case
from models.clock import local_day
from models.db import db
from models.improvement import actions as improvement
from models.improvement.actions import ItemDraft, Taking
from models.improvement.tables import ImprovementItem, RisingSignal
from models.improvement.words import ItemSource, SignalKind
from models.knowledge import actions as knowledge
from models.knowledge.actions import ArticleDraft
from models.knowledge.tables import Article
from models.knowledge.words import Reader, Site
from models.library import actions as library
from models.library.actions import Confirmed, LessonText, Revision
from models.library.tables import TypicalCase
from tests.cast import Cast

WRITTEN = LessonText(
    title="楼栋分光器老化导致多户断网",
    happened="同一栋楼三户先后报修，前两次只重启了光猫，第三次才检查楼栋设备。",
    went_well="更换分光器后当天逐户回访。",
    went_badly="前两次没有核对同楼的其他工单。",
    to_learn="同一栋楼两天内有第二户报修时，先检查楼栋设备，再上门。",
)


def fill_library(cast: Cast, cases: list[Case], now: datetime) -> None:
    """One typical case is published, commented and being improved, one waits for review, one is being
    written, one was just nominated."""
    published, review, writing, nominated = cases
    done = submitted(cast, published, now)
    library.publish(done, by=cast.inspector, now=now, seen=None)
    library.like(done, by=cast.plain)
    library.comment(done, "我们班组也遇到过，先看同楼工单最省时间。", by=cast.plain, now=now)
    revised = Revision(replace(WRITTEN, to_learn="第二户报修时就先检查楼栋设备。"), "说明检查的先后")
    library.write_version(done, revised, by=cast.agent, now=now, seen=None)
    submitted(cast, review, now)
    cleaned(cast, writing, now)
    library.nominate_case(held(nominated), "多部门配合的一次抢修", by=cast.agent, now=now)


def cleaned(cast: Cast, case: Case, now: datetime) -> TypicalCase:
    """Nominated by customer service, and freed of personal data."""
    lesson = library.nominate_case(held(case), "重复报修的典型", by=cast.agent, now=now)
    return library.clean(lesson, case, Confirmed(case.version), by=cast.agent, now=now)


def submitted(cast: Cast, case: Case, now: datetime) -> TypicalCase:
    """Written up, and waiting for review."""
    lesson = cleaned(cast, case, now)
    return library.write_lesson(lesson, WRITTEN, submit=True, by=cast.agent, now=now, seen=None)


def write_articles(cast: Cast, now: datetime) -> None:
    """One article is open to customers, with a new version in the making; another one helped few and is due;
    something was sought in vain."""
    router = article(
        cast, now, title="光猫红灯闪烁怎么办", words="LOS 断网", title_en="Red light", body_en="Restart."
    )
    knowledge.vote(router, helped=True, by=cast.plain, now=now)
    knowledge.vote(router, helped=False, words="没有说多久能修好", by=None, now=now)
    draft = drafted(cast, now, title="光猫红灯闪烁怎么办", change="补充了时限")
    knowledge.write_article(router, draft, by=cast.handler, now=now)
    long_ago = now - timedelta(days=300)
    invoice = article(cast, long_ago, title="怎样开具电子发票", reader=Reader.STAFF)
    knowledge.remind_of_review(invoice.id, now=now)
    knowledge.note_gap("携号转网", Site.PUBLIC, now=now)


def drafted(cast: Cast, now: datetime, **changes: object) -> ArticleDraft:
    """What the handler writes and keeps for half a year."""
    told: dict[str, object] = {
        "title": "光猫红灯闪烁怎么办",
        "body": "红灯表示光信号中断。先检查光纤接头，再重启光猫；仍不恢复的，登记报修，两小时内上门。",
        "reply": "您好，光猫红灯表示光信号中断，请先检查光纤接头并重启；如未恢复，我们两小时内安排上门。",
        "owner": cast.handler,
        "review_on": local_day(now) + timedelta(days=180),
        "category": "network_fault",
        "reader": Reader.EVERYBODY,
    }
    return ArticleDraft(**(told | changes))  # type: ignore[arg-type]  # what is changed is as told


def article(cast: Cast, now: datetime, **changes: object) -> Article:
    """A published article, written by the handler and published by customer service."""
    made = knowledge.write_article(None, drafted(cast, now, **changes), by=cast.handler, now=now)
    by = cast.agent if changes.get("reader") is not Reader.STAFF else cast.handler
    return knowledge.publish(made, by=by, now=now)


def improve(cast: Cast, case: Case, now: datetime) -> None:
    """A suggestion waits to be decided on, one is done and watched, one is under way; a cause rises."""
    improvement.raise_item(suggestion(), by=cast.plain, now=now)
    done = taken_up(cast, now, case=case)
    improvement.finish(done, "我们更换了整片小区的老化设备。", by=cast.handler, now=now, seen=None)
    taken_up(cast, now)
    found = {"until": local_day(now), "observed": 12, "expected": 4.2, "score": 3.6, "found_at": now}
    db.session.add(RisingSignal(kind=SignalKind.CATEGORY, key="network_fault", **found))
    db.session.add(RisingSignal(kind=SignalKind.WORD, key="分光器", **found))
    db.session.add(RisingSignal(kind=SignalKind.PRODUCT, key="", product="CLOUD", **found))
    within = {"kind": SignalKind.WITHIN_PRODUCT, "key": "network_fault", "product": "FIBRE-300"}
    db.session.add(RisingSignal(**within, **found))


def suggestion(**changes: object) -> ItemDraft:
    """What somebody of the staff suggests."""
    told: dict[str, object] = {
        "source": ItemSource.SUGGESTION,
        "title": "受理时先查同楼工单",
        "problem": "同一栋楼的报修常常分别派单，建议受理页面自动列出同楼工单。",
        "category": "network_fault",
    }
    return ItemDraft(**(told | changes))  # type: ignore[arg-type]  # what is changed is as told


def taken_up(cast: Cast, now: datetime, **changes: object) -> ImprovementItem:
    """A suggestion of the plain colleague's that the handler carries out within a month."""
    item = improvement.raise_item(suggestion(**changes), by=cast.plain, now=now)
    taking = Taking(
        cast.handler, local_day(now) + timedelta(days=30), "受理页面列出同楼未结工单", "network_fault"
    )
    return improvement.take_up(item, taking, by=cast.inspector, now=now, seen=None)
