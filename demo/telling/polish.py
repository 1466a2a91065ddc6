"""The last touch on a Chinese text: punctuation that fits the voice, and now and then a slip."""

import re
from random import Random

from demo.story import Voice
from models.cases.words import Channel

TYPED_BY_CUSTOMERS = frozenset({Channel.WEB, Channel.EMAIL, Channel.CHAT, Channel.SOCIAL, Channel.FORUM})
SLIP = 0.17
"""How often a customer who types makes a slip."""
_SLIPS = (
    ("登录", "登陆"), ("账", "帐"), ("已经", "以经"), ("应该", "因该"), ("报修", "保修"), ("师傅", "师付"),
    ("光猫", "光毛"), ("反映", "反应"), ("重启", "重起"), ("一直", "一只"), ("套餐", "套参"),
    ("怎么", "咋么"), ("再也", "在也"), ("做", "作"), ("的时候", "得时候"), ("截图", "节图"),
    ("稳定", "稳订"), ("到底", "倒底"), ("合约", "和约"), ("退款", "退宽"), ("投诉", "头诉"),
    ("明明", "名明"), ("客服", "客付"), ("坏", "怀"), ("凭什么", "平什么"), ("必须", "必需"),
    ("既然", "即然"), ("按照", "安照"), ("哪", "那"), ("慢", "曼"),
)  # fmt: skip
"""What is meant, and what the fingers make of it."""
_QUOTED = re.compile(r'"([^"]*)"')
_DOUBLE = re.compile(r"([。！？!?…～])[，。]")
_COMMAS = re.compile(r"，{2,}")


def tidy(text: str) -> str:
    """Chinese quotation marks, and no two marks of punctuation in a row."""
    text = _QUOTED.sub(r"“\1”", text)
    text = _COMMAS.sub("，", _DOUBLE.sub(r"\1", text))
    return text.replace("第两", "第二").replace("，。", "。").replace("：，", "：").strip("，")


def ending(voice: Voice, draw: Random) -> str:
    """The mark that ends a sentence of this voice."""
    chance = draw.random()
    if voice is Voice.ANGRY and chance < 0.34:
        return "！"
    if voice is Voice.YOUNG:
        return "。" if chance < 0.55 else "，" if chance < 0.8 else "～" if chance < 0.9 else "！"
    if voice is Voice.TIRED and chance < 0.14:
        return "……"
    if voice is Voice.ELDERLY and chance < 0.3:
        return "，"
    return "。"


def slip(text: str, channel: Channel, draw: Random) -> str:
    """The text as it was typed: customers err, agents on the telephone hardly do."""
    if channel not in TYPED_BY_CUSTOMERS or draw.random() >= SLIP:
        return text
    found = [(right, wrong) for right, wrong in _SLIPS if right in text]
    if not found:
        return text
    right, wrong = found[int(draw.random() * len(found))]
    return text.replace(right, wrong, 1)
