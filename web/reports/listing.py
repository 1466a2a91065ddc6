"""A published report as one line of the public list."""

from dataclasses import dataclass
from typing import Self

from models.clock import local_day
from models.reports.document import Figures
from models.reports.queries import Listed
from web.language import current_language


@dataclass(frozen=True)
class Listing:
    """A report with the figures that hold: those of its last correction, where that has some."""

    period: str
    name: str
    day: str
    figures: Figures
    corrections: int

    @classmethod
    def of(cls, listed: Listed) -> Self:
        """In the reader's language."""
        name = listed.figures.name.said(current_language())
        assert listed.report.ended_at is not None  # it is published
        return cls(
            listed.report.period,
            name[:1].upper() + name[1:],
            local_day(listed.report.ended_at).isoformat(),
            listed.figures,
            listed.corrections,
        )
