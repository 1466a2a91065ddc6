"""What one channel alone tells of a voice, beside the intake that all have (V-01, V-05 to V-07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.cases.channel_words import Platform, PostKind, ResearchMethod, Speaker, StoreMeans


@dataclass(frozen=True)
class Posted:
    """A voice on social media or in a forum (V-06). `reach` is how many people see it, if that is known."""

    platform: Platform
    kind: PostKind
    link: str = ""
    author: str = ""
    reach: int | None = None


@dataclass(frozen=True)
class InStore:
    """A voice that a store heard (V-07). `urgent` ones alert the department at once."""

    store_id: int
    means: StoreMeans
    told_on: date
    urgent: bool = False


@dataclass(frozen=True)
class Researched:
    """A voice that market research heard, with the background of the study (V-01)."""

    name: str
    method: ResearchMethod
    background: str
    held_on: date | None = None


@dataclass(frozen=True)
class Said:
    """One line of a chat. `at` is aware, or None where the transcript does not say."""

    speaker: Speaker
    name: str
    at: datetime | None
    text: str


@dataclass(frozen=True)
class Chatted:
    """A conversation of live chat (V-05). `conversation` is its name in `tool`; a pasted one has none.

    `rating` is what the customer gave in the tool itself, of five.
    """

    lines: Sequence[Said]
    transcript: str
    tool: str = ""
    conversation: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    rating: int | None = None
