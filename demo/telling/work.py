"""What the company's people write while they work on a case: calls, notes, plans, nudges, questions."""

from dataclasses import dataclass
from functools import cache

from demo.scenes import MARKS
from demo.story import Voice
from demo.telling import english
from demo.telling.desk import Desk, words
from demo.telling.heard import pieces
from demo.telling.polish import tidy
from demo.writing.facts import Facts
from demo.writing.pool import Pool
from demo.writing.sheet import sheet

FAMILIES = ("network", "cloud", "software", "devices", "fees", "people", "logistics", "marketing")
SERVICE = "service"
"""The way of what customer service settles by itself."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What was behind a complaint: internal notes, findings, what was done; why and what in plain words.

    `way` names how it is handled: plans, calls and milestones of that name. `about` are the pieces of
    its words, to find the cause that fits a complaint.
    """

    name: str
    family: str
    way: str
    note: Pool
    found: Pool
    done: Pool
    why: Pool
    did: Pool
    about: frozenset[str]


@cache
def causes() -> dict[str, Cause]:
    """All causes by name."""
    return {
        section.name: Cause(
            section.name,
            family,
            section.fields.get("way", (family,))[0],
            section.lists["note"],
            section.lists["found"],
            section.lists["done"],
            section.lists["why"],
            section.lists.get("did") or words("handling", section.fields.get("way", (family,))[0], "did"),
            pieces(
                "，".join(
                    each.text for each in (*section.lists["why"].fragments, *section.lists["found"].fragments)
                )
            ),
        )
        for family in FAMILIES
        for section in sheet(f"results/{family}")
    }


def call(desk: Desk, way: str, mood: str, voice: Voice, facts: Facts) -> str:
    """A call with the customer: what about, what was said, what came of it. `mood` names a list of quotes."""
    if voice is Voice.ENGLISH:
        return english.call(desk, facts)
    writer, marks = desk.work, MARKS[voice]

    def compose() -> str:
        if mood != "furious" and writer.chance(0.3):
            return tidy(writer.candidate(words("handling", way, "call"), facts))
        if mood == "furious" and writer.chance(0.3):
            return tidy(writer.candidate(words("steps", "leading", "call"), facts))
        parts = [
            writer.candidate(words("talk", "call", "purpose"), facts),
            writer.candidate(words("talk", "call", "said"), facts),
            f"“{writer.candidate(words('talk', 'call', mood), facts, marks)}”",
        ]
        text = "".join(parts)
        return tidy(f"{text}，{writer.candidate(words('talk', 'call', 'outcome'), facts)}")

    return writer.settle(compose)


def told(desk: Desk, mood: str, voice: Voice, facts: Facts) -> str:
    """How the customer took the result on the telephone: `good`, `flat` or `bad`."""
    if voice is Voice.ENGLISH:
        return english.call(desk, facts)
    writer = desk.work

    def compose() -> str:
        quote = writer.candidate(words("talk", "told", mood), facts, MARKS[voice])
        return tidy(
            writer.candidate(words("talk", "told", "how"), facts)
            + writer.candidate(words("talk", "call", "said"), facts)
            + f"“{quote}”，"
            + writer.candidate(words("talk", "told", "outcome"), facts)
        )

    return writer.settle(compose)


def note(desk: Desk, cause: Cause, facts: Facts) -> str:
    """A line in the internal log."""
    return tidy(desk.work.say(cause.note, facts))


def severe_note(desk: Desk, what: str, facts: Facts) -> str:
    """A line on a grade 3 case: emergency `meeting`, a day's `progress`, special `report` (G-04)."""
    return tidy(desk.work.say(words("steps", "leading", what), facts))


def plan(desk: Desk, way: str, facts: Facts) -> str:
    """The plan in words."""
    writer = desk.work

    def compose() -> str:
        text = writer.candidate(words("handling", way, "plan"), facts)
        if not writer.chance(0.75):
            return tidy(text)
        return tidy(f"{text}；{writer.candidate(words('handling', way, 'plan_tail'), facts)}")

    return writer.settle(compose)


def milestones(way: str) -> tuple[str, ...]:
    """The steps of a plan."""
    return tuple(fragment.text for fragment in words("handling", way, "milestone").fragments)


def nudge(desk: Desk, facts: Facts) -> str:
    """Customer service urges the owner."""
    return tidy(desk.work.say(words("steps", "nudge", "text"), facts))


def question(desk: Desk, facts: Facts) -> str:
    """What the customer is asked for while the clock stands still."""
    return tidy(desk.work.say(words("steps", "pause", "ask"), facts))


def resumed(desk: Desk, facts: Facts) -> str:
    """Why the clock runs again."""
    return tidy(desk.work.say(words("steps", "pause", "resume"), facts))


def from_customer(desk: Desk, what: str, voice: Voice, facts: Facts) -> str:
    """What the customer writes on the tracking page: `add`, `added`, `pressed`, `withdrawn`."""
    section = "pause" if what == "add" else "customer"
    return tidy(desk.voices.say(words("steps", section, what), facts, MARKS[voice]))


def malicious(desk: Desk, facts: Facts) -> str:
    """Why a complaint is closed as malicious (H-09)."""
    return tidy(desk.work.say(words("steps", "malicious", "reason"), facts))


def triage_reason(desk: Desk, how: str, facts: Facts) -> str:
    """Why the agent decided so: `agree` with the suggestion, `differ`, or `again` for a correction."""
    return tidy(desk.brief.candidate(words("steps", "triage", how), facts))


def call_note(desk: Desk, outcome: str, facts: Facts) -> str:
    """A line about a revisit call that brought no answer."""
    return tidy(desk.brief.candidate(words("steps", "visit", outcome), facts))
