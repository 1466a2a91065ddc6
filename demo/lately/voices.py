"""Voices on social media, in live chat and in stores, and what became of them (V-05 to V-07)."""

from collections.abc import Generator
from datetime import datetime

from demo.lately.stage import AGENT, NETWORK, STORE, Scene, Stage
from models.cases import actions
from models.cases.channel_intake import Chatted, InStore, Posted
from models.cases.channel_words import Platform, PostBy, PostKind, StoreMeans
from models.cases.rules.transcript import parse, words_of_customer
from models.cases.tables import Case
from models.cases.words import Channel, ContactMeans, Kind
from models.clock import local_day
from models.db import db

LONG_WAIT = """客服邓嘉欣 10:02:15
您好，这里是云帆网络，请问有什么可以帮您？
客户 10:02:40
我要取消下个月的套餐升级
客服邓嘉欣 10:03:05
好的，已为您取消，下月按原套餐计费，短信马上发送
客户 10:03:40
收到了，谢谢"""
COMPLAINT = """客服钟浩然 15:20:02
您好，请问有什么可以帮您？
客户 15:20:31
APP 充值扣了一百元，话费没有到账
已经第二次了
客服钟浩然 15:21:10
请稍等，我为您登记，由专人核对后回复您"""


def spreads(stage: Stage) -> Scene:
    """Bad words that many see: an alert, a direct message, a telephone call, a post that goes on."""
    yield (now := stage.back(3, 9, 40))
    agent = stage.staff(AGENT)
    voice = stage.intake(
        "全小区断网六个小时没人管，客服电话打不通，云帆网络就这服务？",
        Channel.SOCIAL, phone=None, account="", name="南山小鹿",
    )  # fmt: skip
    post = Posted(
        Platform.WEIBO,
        PostKind.MENTION,
        link="https://weibo.example/501/a1",
        author="南山小鹿",
        reach=18_600,
    )
    case = actions.register_post(voice, post, by=agent, now=now)
    yield (now := stage.back(3, 10, 5))
    stage.graded(case, "network_fault", 2, "JS", now, urgent=True)
    yield (now := stage.back(3, 10, 30))
    words = "您好，看到您的情况，非常抱歉。方便留个电话吗？我们马上安排工程师联系您。"
    actions.move_talk(case, ContactMeans.PHONE, words, phone="+8619900008877", by=agent, now=now, seen=None)
    yield (now := stage.back(3, 11, 0))
    stage.taken(case, NETWORK, now, "说明抢修进度，预计下午两点前恢复。")
    yield (now := stage.back(3, 16, 30))
    actions.record_post(
        case, "下午恢复了，工程师也打了电话。希望以后别等上微博才有人管。", post_by=PostBy.CUSTOMER,
        link="https://weibo.example/501/a2", author="南山小鹿", reach=2_300, by=agent, now=now, seen=None,
    )  # fmt: skip


def praised(stage: Stage) -> Scene:
    yield (now := stage.back(2, 11, 20))
    voice = stage.intake(
        "装维师傅大雨天准时上门，还帮我妈调好了电视，必须点赞！",
        Channel.SOCIAL, kind=Kind.PRAISE, phone=None, account="", name="福田阿芳",
    )  # fmt: skip
    post = Posted(
        Platform.XIAOHONGSHU, PostKind.COMMENT, link="https://xhs.example/77", author="福田阿芳", reach=420
    )
    case = actions.register_post(voice, post, by=stage.staff(AGENT), now=now)
    yield (now := stage.back(2, 11, 40))
    words = "谢谢您的认可！已把您的表扬转达给师傅本人，祝您生活愉快。"
    actions.thank(case, words, means=ContactMeans.PUBLIC_POST, by=stage.staff(AGENT), now=now, seen=None)


def chatted_well(stage: Stage) -> Scene:
    """A question of live chat with the rating that was given in the tool."""
    yield (now := stage.back(2, 10, 10))
    _chat(stage, LONG_WAIT, now, Kind.INQUIRY, 5)


def chatted_badly(stage: Stage) -> Scene:
    yield (now := stage.back(1, 15, 30))
    case = _chat(stage, COMPLAINT, now, Kind.COMPLAINT, None)
    yield (now := stage.back(1, 16, 0))
    stage.graded(case, "system_defect", 2, "YF", now)


def urgent_at_the_counter(stage: Stage) -> Scene:
    """Heard in a store and urgent: the department knows at once."""
    yield (now := stage.back(1, 10, 30))
    voice = stage.intake("家里老人用的急救呼叫器靠这条宽带，从昨晚断到现在，非常紧急！", Channel.STORE)
    there = InStore(stage.department("MD1").id, StoreMeans.SPOKEN, local_day(now), urgent=True)
    case = actions.register_in_store(voice, there, by=stage.staff(STORE), now=now)
    yield (now := stage.back(1, 10, 50))
    stage.graded(case, "network_fault", 2, "JS", now, urgent=True)
    yield (now := stage.back(1, 11, 20))
    stage.taken(case, NETWORK, now, "已派单上门，先用 4G 备用终端恢复呼叫器。")


def content_in_store(stage: Stage) -> Scene:
    """Told by the store, which asks how it was: content."""
    case = yield from _answered_in_store(stage, 8, "营业厅排队两个小时，办理过户材料要来回跑三趟。")
    yield (now := stage.back(5, 10, 30))
    actions.confirm_in_store(
        case, True, "店长当面道歉，过户一次办好了", by=stage.staff(STORE), now=now, seen=None
    )


def to_be_asked_in_store(stage: Stage) -> Scene:
    """Told by the store, which has yet to ask how it was."""
    yield from _answered_in_store(stage, 4, "意见簿：自助缴费机坏了半个月，一直贴着维修中。")


def _answered_in_store(stage: Stage, day: int, problem: str) -> Generator[datetime, None, Case]:
    yield (now := stage.back(day, 15, 0))
    there = InStore(stage.department("MD1").id, StoreMeans.COMMENT_BOOK, local_day(now))
    case = actions.register_in_store(
        stage.intake(problem, Channel.STORE), there, by=stage.staff(STORE), now=now
    )
    yield (now := stage.back(day, 15, 30))
    stage.graded(case, "service_store", 2, "JS", now)
    yield (now := stage.back(day, 16, 0))
    stage.taken(case, NETWORK, now, "了解情况并致歉。")
    yield (now := stage.back(day - 1, 10, 0))
    reply = "问题已当天处理完毕，并调整了高峰时段的窗口安排，感谢您的意见。"
    stage.answer(case, NETWORK, ("高峰时段人手不足", "增开窗口，设备已更换", reply), now)
    yield (now := stage.back(day - 1, 15, 0))
    actions.tell(
        case, means=ContactMeans.PHONE, text="门店已电话告知", by=stage.staff(STORE), now=now, seen=None
    )
    return case


def _chat(stage: Stage, text: str, now: datetime, kind: Kind, rating: int | None) -> Case:
    lines = parse(text, today=local_day(now))
    name = f"chat-{now:%Y%m%d}-{len(lines)}"
    chatted = Chatted(lines, text, tool="在线客服", conversation=name, rating=rating)
    voice = stage.intake(words_of_customer(lines), Channel.CHAT, kind=kind)
    case_id = actions.register_chat(voice, chatted, by=stage.staff(AGENT), now=now).case_id
    return db.session.get_one(Case, case_id)


SCENES = [
    spreads,
    praised,
    chatted_well,
    chatted_badly,
    urgent_at_the_counter,
    content_in_store,
    to_be_asked_in_store,
]
