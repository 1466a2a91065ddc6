"""The customer's own words for a complaint or a report: composed from the fragments of a scene."""

from dataclasses import dataclass

from demo.scenes import FIRM, MARKS, Scene
from demo.story import Voice
from demo.telling.heard import heard_grade, speaks_of
from demo.telling.polish import ending, slip, tidy
from demo.writing.facts import Facts
from demo.writing.pool import NOTHING, Pool
from demo.writing.sheet import lists
from demo.writing.writer import Writer
from models.cases.words import Channel

LEAST, MOST = 40, 220
ROOM = MOST - 12
"""Signs to fill before marks of punctuation and an agent's opening words are added."""
_INTRODUCED = {
    Channel.HOTLINE: ("hotline", 0.34),
    Channel.STORE: ("store", 0.5),
    Channel.STAFF: ("staff", 1.0),
    Channel.RESEARCH: ("research", 1.0),
    Channel.SURVEY: ("survey", 0.6),
    Channel.VOICEMAIL: ("voicemail", 0.8),
    Channel.SOCIAL: ("social", 0.55),
    Channel.FORUM: ("forum", 0.3),
}
# In what order a text is told. A part that is not drawn is left out.
_ORDERS = {
    0: (
        ("core", "detail", "feedback"),
        ("core", "feedback"),
        ("core", "effect", "feedback"),
        ("core", "detail", "effect", "feedback"),
    ),
    1: (
        ("core", "detail", "mild"),
        ("core", "mild"),
        ("core", "detail"),
        ("core", "history", "mild"),
        ("effect", "core", "mild"),
        ("core", "effect"),
        ("core", "detail", "effect", "mild"),
        ("detail", "core", "history"),
    ),
    2: (
        ("core", "detail", "effect", "firm"),
        ("core", "detail", "history", "demand"),
        ("core", "effect", "demand"),
        ("history", "core", "detail", "demand"),
        ("effect", "core", "history", "firm"),
        ("core", "detail", "history", "effect", "firm"),
        ("demand", "core", "effect", "detail"),
        ("core", "detail", "firm", "demand"),
        ("core", "history", "firm"),
        ("core", "effect", "history", "demand", "firm"),
    ),
    3: (
        ("core", "harm", "threat"),
        ("core", "detail", "harm", "threat"),
        ("harm", "core", "detail", "threat"),
        ("threat", "core", "harm", "history"),
        ("core", "history", "harm", "threat"),
        ("core", "harm", "demand", "threat"),
        ("core", "detail", "history", "harm", "threat"),
    ),
}
_CLEARER = 4
"""How many ways to say it are tried before one is taken that may be misheard."""
_TALKATIVE = {0: 0.2, 1: 0.36, 2: 0.55, 3: 0.7}
"""How often somebody tells more than the order asks for, by grade."""
_EXTRA = ("history", "detail", "effect", "demand")
"""What is left out first when a text grows too long."""
_OPENED = {
    Voice.ANGRY: 0.4,
    Voice.TIRED: 0.35,
    Voice.POLITE: 0.5,
    Voice.ELDERLY: 0.5,
    Voice.YOUNG: 0.3,
    Voice.BUSINESS: 0.35,
}
_CLOSED = 0.3
_RUNNING_ON = 0.22
"""How often a new thought follows with a comma only."""
_HEATED = (Voice.ANGRY, Voice.TIRED)
"""Voices whose opening and closing words would be too hot for a small matter."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells what, how: the voice, the scene, the grade (0 for what is no complaint), the channel."""

    scene: Scene
    voice: Voice
    grade: int
    channel: Channel


def _wording(name: str) -> Pool:
    return lists("wording")["problem"][name]


def _pool(telling: Telling, part: str) -> Pool:
    scene = telling.scene
    firm = telling.voice is Voice.BUSINESS
    if part == "core":
        return scene.core_of_firms if firm and scene.core_of_firms else scene.core
    if part == "harm":
        return NOTHING if scene.always_severe else scene.harm
    if part in ("detail", "effect"):
        found = scene.detail if part == "detail" else scene.effect
        return found.only(FIRM) if firm and scene.whose != "business" else found
    return scene.demand if part == "demand" else _wording(part)


def _candidate(writer: Writer, telling: Telling, part: str, facts: Facts) -> str:
    return writer.candidate(_pool(telling, part), facts, MARKS[telling.voice])


def _parts(writer: Writer, telling: Telling, facts: Facts) -> list[str]:
    orders = _ORDERS[telling.grade]
    order = orders[int(writer.draw.random() * len(orders))]
    told = [(part, text) for part in order if (text := _candidate(writer, telling, part, facts))]
    for extra in _EXTRA:
        if sum(len(text) for _, text in told) <= ROOM:
            break
        told = [(part, text) for part, text in told if part != extra]
    return _lengthened(writer, telling, facts, [text for _, text in told])


def _lengthened(writer: Writer, telling: Telling, facts: Facts, parts: list[str]) -> list[str]:
    """With more about it while the text is too short, and now and then for somebody who talks a lot."""
    wanted = writer.draw.randint(110, ROOM) if writer.chance(_TALKATIVE[telling.grade]) else LEAST + 4
    for part in ("detail", "effect", "detail", "history"):
        length = sum(map(len, parts))
        if length >= wanted:
            break
        more = _candidate(writer, telling, part, facts)
        if more and length + len(more) <= ROOM and not any(_alike(more, said) for said in parts):
            parts.insert(writer.draw.randint(1, len(parts)), more)
    return parts


def _alike(one: str, other: str) -> bool:
    """Whether two parts say the same in like words."""
    pieces = {other[at : at + 4] for at in range(len(other) - 3)}
    return sum(one[at : at + 4] in pieces for at in range(len(one) - 3)) > 2


def _compose(writer: Writer, telling: Telling, facts: Facts) -> str:
    parts = _parts(writer, telling, facts)
    voice, draw = telling.voice, writer.draw
    marks = MARKS[voice]
    room = ROOM - sum(map(len, parts))
    framed = 0.15 if voice in _HEATED and telling.grade < 2 else 1.0
    if writer.chance(_OPENED[voice] * framed):
        start = writer.candidate(_wording("open"), facts, marks)
        if 0 < len(start) < room:
            parts[0] = f"{start}，{parts[0]}"
            room -= len(start) + 1
    if writer.chance(_CLOSED * framed):
        last = writer.candidate(_wording("close"), facts, marks)
        if 0 < len(last) < room:
            parts[-1] = f"{parts[-1]}，{last}"
    text = parts[0]
    for part in parts[1:]:
        text += ("，" if writer.chance(_RUNNING_ON) else ending(voice, draw)) + part
    text += "。" if ending(voice, draw) in "，。" and voice is not Voice.YOUNG else ""
    introduction, often = _INTRODUCED.get(telling.channel, ("", 0.0))
    if writer.chance(often):
        text = writer.candidate(_wording(introduction), facts, marks) + text
    return tidy(text)


def problem(writer: Writer, telling: Telling, facts: Facts) -> str:
    """What the customer says: 40 to 220 signs, nothing of it said before.

    Of several ways to say it one is looked for in which a reader hears the grade and the category.
    """
    tries = 0

    def accept(made: str) -> bool:
        nonlocal tries
        tries += 1
        if not LEAST <= len(made) <= MOST:
            return False
        return tries > _CLEARER or (
            heard_grade(made) == max(telling.grade, 1) and speaks_of(made, telling.scene.category)
        )

    return slip(writer.settle(lambda: _compose(writer, telling, facts), accept), telling.channel, writer.draw)
