"""Three writers at one desk: for customers' words, for the company's own, and for short entries."""

from functools import cache
from random import Random

from demo.writing.ledger import Ledger, Once
from demo.writing.pool import Pool
from demo.writing.sheet import lists
from demo.writing.writer import Writer

STAFF_RUN = 30
"""Signs in a row that two texts of ours may not share: notes of one department resemble each other."""


class Desk:
    """All who write draw from one source of chance, so that everything is the same for the same seed.

    `voices` writes customers' words, `work` ours, `brief` titles and the like, which may resemble
    one another but not be equal. `hotline` is the number that they write.
    """

    def __init__(self, draw: Random, hotline: str) -> None:
        self.draw = draw
        self.hotline = hotline
        self.voices = Writer(draw, Ledger())
        self.work = Writer(draw, Ledger(STAFF_RUN))
        self.brief = Writer(draw, Once())

    @property
    def repeats(self) -> dict[str, list[str]]:
        """Texts for which nothing new was found, by writer."""
        return {
            "voices": self.voices.ledger.repeats,
            "work": self.work.ledger.repeats,
            "brief": self.brief.ledger.repeats,
        }


@cache
def words(sheet: str, section: str, name: str) -> Pool:
    """A list of a sheet. Raises KeyError."""
    return lists(sheet)[section][name]
