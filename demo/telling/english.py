"""What the few customers say who write in English, and what they are answered."""

from functools import cache
from random import Random

from demo.telling.desk import Desk, words
from demo.writing.facts import Facts
from demo.writing.sheet import Section, sheet
from demo.writing.writer import Writer
from models.cases.words import Kind

LEAST, MOST = 60, 420
_OF_LINES = ("network", "devices", "cloud")
_NO_SCENES = ("between", "after")


@cache
def _sections() -> tuple[Section, ...]:
    return tuple(section for section in sheet("english") if section.name not in _NO_SCENES)


def kinds_of(section: Section) -> tuple[Kind, ...]:
    """What a section may be."""
    return tuple(Kind(word) for word in section.fields["kinds"])


def any_section(kind: Kind, grade: int, draw: Random) -> Section:
    """A section of this kind and, for complaints, grade."""
    return draw.choice(
        [
            section
            for section in _sections()
            if kind in kinds_of(section)
            and (kind is not Kind.COMPLAINT or str(grade) in section.fields.get("grades", ()))
        ]
    )


def problem(desk: Desk, section: Section, kind: Kind, grade: int, facts: Facts) -> str:
    """The customer's words, in English."""
    writer = desk.voices

    def compose() -> str:
        parts = [writer.candidate(section.lists["core"], facts)]
        if kind is Kind.COMPLAINT:
            if grade > 1 or writer.chance(0.4):
                parts.append(writer.candidate(words("english", "between", "history"), facts))
            if section.fields["category"] == ("network_fault",) and writer.chance(0.5):
                parts.append(writer.candidate(words("english", "between", "effect"), facts))
            parts.append(_demand(writer, grade, facts))
        return " ".join(part if part[-1] in ".?!" else part + "." for part in parts)

    return writer.settle(compose, lambda made: LEAST <= len(made) <= MOST)


def _demand(writer: Writer, grade: int, facts: Facts) -> str:
    return writer.candidate(words("english", "between", ("mild", "mild", "firm", "threat")[grade]), facts)


def title(desk: Desk, section: Section, facts: Facts) -> str:
    """The title, in English."""
    return desk.brief.say(section.lists["title"], facts)


def wish(desk: Desk, section: Section, facts: Facts) -> str:
    """What the customer expects, in English."""
    pool = section.lists.get("wish")
    return desk.brief.say(pool, facts) if pool else ""


def reply(desk: Desk, family: str, facts: Facts) -> str:
    """The answer to a complaint, in English; `family` is that of its cause."""
    about = "_line" if family in _OF_LINES else ""
    facts.know(en_money=desk.brief.say(words("english", "after", "en_money"), facts))
    facts.know(en_found=desk.brief.say(words("english", "after", f"en_found{about}"), facts))
    facts.know(en_done=desk.brief.say(words("english", "after", f"en_done{about}"), facts))
    return desk.work.say(words("english", "after", "reply"), facts)


def call(desk: Desk, facts: Facts) -> str:
    """A call with the customer, as the agent noted it down."""
    return desk.work.say(words("english", "after", "call"), facts)


def comment(desk: Desk, score: int, facts: Facts) -> str:
    """What the customer adds to an answer."""
    return desk.voices.say(words("english", "after", f"comment{score}"), facts)
