"""What customers say when it is no complaint: questions with their answers, suggestions, praise."""

from dataclasses import dataclass
from functools import cache
from random import Random

from demo.scenes import MARKS
from demo.story import Voice
from demo.telling.desk import Desk, words
from demo.telling.entry import title
from demo.telling.heard import closest, pieces
from demo.telling.polish import slip, tidy
from demo.writing.facts import Facts
from demo.writing.pool import Pool
from demo.writing.sheet import Section, sheet
from models.cases.words import Channel, Kind

LEAST, MOST = 40, 220
_ANSWERS = 10
_SHEETS = {Kind.INQUIRY: "inquiries", Kind.SUGGESTION: "suggestions", Kind.PRAISE: "praise"}
_SECOND = {Kind.INQUIRY: "context", Kind.SUGGESTION: "detail", Kind.PRAISE: "detail"}
_TAILS = {
    Kind.INQUIRY: (
        "，请回电",
        "，首次咨询",
        "，拟周末办理",
        "，需短信回复",
        "，急用",
        "，多次询问",
        "，要求详答",
    ),
    Kind.SUGGESTION: ("，老用户建议", "，热心客户", "，具名", "，多人附议", "，可约访谈", "，望答复"),
    Kind.PRAISE: ("，请转达", "，特致谢", "，多次提及", "，建议嘉奖", "，全家感谢", "，点名表扬"),
}
_BETWEEN = "between"
_WELL_SPOKEN = (Voice.POLITE, Voice.ELDERLY, Voice.BUSINESS)
_FOR_FIRMS = ("cloud_ask",)


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked, suggested or praised; `answer` is for questions only."""

    kind: Kind
    name: str
    category: str
    titles: Pool
    core: Pool
    second: Pool
    answer: Pool | None


def _topic(kind: Kind, section: Section) -> Topic:
    return Topic(
        kind,
        section.name,
        section.fields["category"][0],
        section.lists["title"],
        section.lists["core"],
        section.lists[_SECOND[kind]],
        section.lists.get("answer"),
    )


@cache
def topics(kind: Kind) -> tuple[Topic, ...]:
    """All topics of a kind."""
    return tuple(_topic(kind, section) for section in sheet(_SHEETS[kind]) if section.name != _BETWEEN)


def any_topic(kind: Kind, voice: Voice, draw: Random) -> Topic:
    """A topic this voice can speak of, the likelier the more ways there are to tell it."""
    fitting = [
        (topic, len(topic.core.of(MARKS[voice])[0]))
        for topic in topics(kind)
        if (topic.name not in _FOR_FIRMS or voice is Voice.BUSINESS) and topic.core.of(MARKS[voice])[0]
    ]
    return draw.choices([topic for topic, _ in fitting], [ways for _, ways in fitting])[0]


def said(desk: Desk, topic: Topic, voice: Voice, channel: Channel, facts: Facts) -> str:
    """The customer's own words."""
    marks = MARKS[voice]
    writer = desk.voices

    def compose() -> str:
        text = writer.candidate(topic.core, facts, marks)
        if voice in _WELL_SPOKEN and writer.chance(0.4):
            opening = writer.candidate(words("wording", "problem", "open"), facts, marks)
            text = f"{opening}，{text}" if opening else text
        if len(text) < LEAST + 6 or writer.chance(0.55):
            text = _with(text, writer.candidate(topic.second, facts, marks))
        if topic.kind is Kind.INQUIRY and (len(text) < LEAST + 2 or writer.chance(0.3)):
            text = _with(text, writer.candidate(words("inquiries", _BETWEEN, "close"), facts, marks))
        return tidy(text + ("" if text[-1] in "？！" else "。"))

    return slip(writer.settle(compose, lambda made: LEAST <= len(made) <= MOST), channel, desk.draw)


def _with(text: str, more: str) -> str:
    """The text with something said by the way; a question mark gives way to it, as it does in speech."""
    return f"{text.rstrip('？！')}，{more}"


def heading(desk: Desk, topic: Topic, said: str, facts: Facts) -> str:
    """The agent's title for what was said."""
    return title(desk, topic.titles, said, _TAILS[topic.kind], facts, voice=facts.customer.voice)


def answered(desk: Desk, topic: Topic, question: str, facts: Facts) -> str:
    """What the agent answered: thanks for praise, else of several answers the one nearest to the question."""
    if topic.answer is None:
        return tidy(desk.work.say(words("replies", "reply", "thanks"), facts))
    pool = topic.answer
    asked = pieces(question)

    def compose() -> str:
        return closest([tidy(desk.work.candidate(pool, facts)) for _ in range(_ANSWERS)], asked)

    return desk.work.settle(compose)
