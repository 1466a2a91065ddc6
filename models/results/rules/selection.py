"""Which answers a figure is over (S-06). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Self

from models.cases.words import Channel
from models.clock import SHANGHAI
from models.results.words import INVITED_REACHES, OPEN_REACHES, SourceKind
from models.surveys.words import Reach

BETWEEN = ":"


@dataclass(frozen=True)
class Source:
    """What was asked about: revisits, chats, or the campaign with a number."""

    kind: SourceKind = SourceKind.REVISIT
    campaign: str = ""

    @classmethod
    def read(cls, text: str) -> Self | None:
        """From `revisit` or `campaign:C2026-0007`; None for anything else."""
        kind, _between, campaign = text.partition(BETWEEN)
        if kind not in set(SourceKind) or (kind == SourceKind.CAMPAIGN) != bool(campaign):
            return None
        return cls(SourceKind(kind), campaign[:20])

    def __str__(self) -> str:
        return f"{self.kind.value}{BETWEEN}{self.campaign}" if self.campaign else self.kind.value


@dataclass(frozen=True)
class Selection:
    """Which answers: of one source, narrowed down. Empty fields do not narrow; days are days in Shanghai.

    `campaign_ids`, `open` and `anonymous` are those of the campaign of the source, or of several that ask the
    same. Of an anonymous one only
    the whole is read: by comparing two ways of narrowing it one could come near to a single person.
    """

    source: Source = Source()
    campaign_ids: tuple[int, ...] = ()
    open: bool = False
    anonymous: bool = False
    since: date | None = None
    until: date | None = None
    department_id: int | None = None
    categories: Sequence[str] = ()
    """The chosen one first, then those below it."""
    channel: Channel | None = None
    grade: int | None = None
    reach: Reach | None = None

    @property
    def reaches(self) -> tuple[Reach, ...]:
        """By what the answers came: those of the invited, or those of whoever came by."""
        mine = OPEN_REACHES if self.open else INVITED_REACHES
        return tuple(reach for reach in mine if self.reach in (None, reach))

    @property
    def begin(self) -> datetime | None:
        """The first moment of the period."""
        return _midnight(self.since) if self.since else None

    @property
    def end(self) -> datetime | None:
        """The first moment after the period."""
        return _midnight(self.until + timedelta(days=1)) if self.until else None

    @property
    def narrowed(self) -> bool:
        """Whether anything narrows it besides the period."""
        return bool(self.department_id or self.categories or self.channel or self.grade or self.reach)

    def whole(self) -> Self:
        """The same source, nothing narrowed."""
        return type(self)(self.source, self.campaign_ids, self.open, self.anonymous)

    def over_campaigns(self, campaign_ids: Iterable[int]) -> Self:
        """The same over several campaigns, whenever they were."""
        return replace(self, campaign_ids=tuple(campaign_ids), since=None, until=None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
