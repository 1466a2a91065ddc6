"""Voices that a channel told more of: a post, a store, a study, a chat."""

from datetime import date, datetime
from typing import Any

from models.cases import actions
from models.cases.channel_intake import Chatted, InStore, Posted, Researched
from models.cases.channel_words import Platform, PostKind, ResearchMethod, StoreMeans
from models.cases.rules.transcript import parse
from models.cases.tables import Case, Chat
from models.cases.words import Channel, Kind
from models.clock import local_day
from tests.cast import Cast, department
from tests.models.cases.making import intake
from tests.moments import MONDAY

TALK = """客服小柯 10:02:15
您好，请问有什么可以帮您？
钱先生 10:02:40
宽带一到晚上就断
已经第三次了
客服小柯 10:03:05
马上为您查询"""
BAD = "在营业厅排了两小时没人理，云帆网络太差了"


def posted(cast: Cast, now: datetime = MONDAY, *, reach: int | None = 120, **told: Any) -> Case:
    """A complaint under the company's name on Weibo, by somebody whom nobody can reach yet."""
    voice: dict[str, Any] = {
        "channel": Channel.SOCIAL, "phone": None, "email": None, "problem": BAD, "name": "深圳阿明"
    }  # fmt: skip
    post = Posted(
        Platform.WEIBO, PostKind.MENTION, link="https://weibo.com/1/a", author="深圳阿明", reach=reach
    )
    return actions.register_post(intake(**voice | told), post, by=cast.agent, now=now)


def praised(cast: Cast, now: datetime = MONDAY, **told: Any) -> Case:
    """Praise in a comment that very many people see."""
    return posted(cast, now, reach=500_000, **{"kind": Kind.PRAISE, "problem": "师傅上门很快，点赞"} | told)


def in_store(cast: Cast, now: datetime = MONDAY, *, urgent: bool = False, **told: Any) -> Case:
    """What a customer told at the counter, entered by the store."""
    voice: dict[str, Any] = {"channel": Channel.STORE, "email": None, "verified_with_customer": True}
    there = InStore(department("MD1").id, StoreMeans.SPOKEN, local_day(now), urgent=urgent)
    return actions.register_in_store(intake(**voice | told), there, by=cast.store, now=now)


def chatted(
    cast: Cast, now: datetime = MONDAY, *, text: str = TALK, conversation: str | None = None, **told: Any
) -> Chat:
    """A pasted chat of a customer with a mail address."""
    lines = parse(text, today=local_day(now))
    voice: dict[str, Any] = {"channel": Channel.CHAT, "kind": Kind.INQUIRY, "name": "钱先生"}
    chat = Chatted(lines, text, tool="tool" if conversation else "", conversation=conversation)
    return actions.register_chat(intake(**voice | told), chat, by=cast.agent, now=now)


def researched(cast: Cast, now: datetime = MONDAY, **told: Any) -> Case:
    """What somebody said in a group discussion."""
    voice: dict[str, Any] = {
        "channel": Channel.RESEARCH,
        "kind": Kind.SUGGESTION,
        "phone": None,
        "email": None,
        "problem": "希望有家庭套餐",
    }
    held_on = date(2026, 11, 18)
    study = Researched("家庭套餐需求调研", ResearchMethod.FOCUS_GROUP, "六户三口之家，深圳", held_on)
    return actions.register_research(intake(**voice | told), study, by=cast.agent, now=now)
