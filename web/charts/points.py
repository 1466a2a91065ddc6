"""A share as charts show it: with its name, its interval and what it rests on."""

from dataclasses import dataclass

from models.surveys.rules.statistics import Share, low_base
from web.language import _
from web.language.filters import number, percent


@dataclass(frozen=True)
class Point:
    """A share from 0 to 1 of `n`. `value` is None where it may not be shown, `low` where it has no interval.

    `few` says that it rests on few answers; `href` is where it leads.
    """

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int = 0
    few: bool = False
    href: str = ""

    @classmethod
    def of(cls, name: str, share: Share, href: str = "", *, drawn: bool = True) -> "Point":
        """A share as statistics make it; without its interval where nobody was drawn (self-selected)."""
        low, high = (share.low, share.high) if drawn else (None, None)
        return cls(name, share.value, low, high, share.n, low_base(share.n), href)

    @property
    def told(self) -> str:
        """What it says when it is read aloud."""
        if self.value is None:
            return _("%(name)s: not shown", name=self.name)
        share = percent(self.value, 0)
        if self.low is None or self.high is None:
            return _("%(name)s: %(share)s of %(n)s", name=self.name, share=share, n=self.n)
        return _(
            "%(name)s: %(share)s of %(n)s, between %(low)s and %(high)s",
            name=self.name,
            share=share,
            n=self.n,
            low=percent(self.low, 0),
            high=percent(self.high, 0),
        )

    @property
    def figures(self) -> list[str]:
        """A row of the table beside a chart: name, n, share, from, to."""
        if self.value is None:
            return [self.name, *[_("not shown")] * 4]
        ends = [percent(end) if end is not None else "–" for end in (self.low, self.high)]
        return [self.name, number(self.n), percent(self.value), *ends]
