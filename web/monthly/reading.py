"""What a month's report says, as it is kept, in the reader's words and drawings (Q-05)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.cases.words import Closing
from models.kpi.rules.figures import NATURE, Unit
from models.kpi.rules.months import Month
from models.kpi.rules.targets import held_against, reaches
from models.kpi.words import Facet, Figure
from models.monthly.words import Effect
from models.people.tables import Language
from models.products.queries import product_with_code
from models.rulebook.document import Rules
from models.surveys.rules.statistics import share
from web.charts import Course, Point, Row, bars, course
from web.kpi.telling import amount, length, month_name, value_name
from web.language import _, current_language
from web.language.filters import named
from web.words import word

Content = Mapping[str, Any]
LEAST = 2
MOST_CATEGORIES = 12


@dataclass(frozen=True)
class Told:
    """One line of a table of figures."""

    name: str
    shown: str
    basis: str
    before: str
    target: str
    tone: str


class MonthReading:
    """A report's content for a reader; on paper the drawings bring their colours along."""

    def __init__(self, content: Content, rules: Rules, *, paper: bool = False) -> None:
        self.content, self._rules, self._paper = content, rules, paper

    def trend(self) -> list[Row]:
        """Cases received, month by month."""
        rows = self.content["trend"]
        most = max((each["n"] for each in rows), default=0)
        if not most:
            return []
        return [
            bars(_month(each["month"]), [(each["n"] / most, str(each["n"]))], paper=self._paper)
            for each in rows
        ]

    def parts(self, name: str) -> list[tuple[str, int, int]]:
        """What the cases were: name, this month, the month before. Old reports know no products."""
        return [
            (self._name(name, each["key"]), each["n"], each["before"])
            for each in self.content.get(name, [])[:MOST_CATEGORIES]
        ]

    def drawn(self, name: str) -> list[Row]:
        """The same, drawn: this month before the month before."""
        rows = self.parts(name)
        most = max((max(now, before) for _name, now, before in rows), default=0)
        if not most:
            return []
        return [
            bars(title, [(before / most, str(before)), (now / most, str(now))], paper=self._paper)
            for title, now, before in rows
        ]

    def figures(self, rows: Sequence[Content] | None = None) -> list[Told]:
        """Key figures with the month before and the target; the company's where none are given."""
        return [_told(each) for each in (self.content["figures"] if rows is None else rows)]

    def course(self, figure: Figure) -> Course | None:
        """A share over the months, with its intervals."""
        rows = [each for each in self.content["courses"].get(figure.value, []) if each["hits"] is not None]
        if len(rows) < LEAST:
            return None
        shares = [(_month(each["month"]), share(each["hits"], each["n"])) for each in rows]
        points = [Point.of(name, found) for name, found in shares if found is not None]
        return course(points, word(figure), paper=self._paper, height=170)

    def named(self, row: Content) -> str:
        """A department by its name of then."""
        english = current_language() is Language.EN
        return str((row["name_en"] if english else row["name_zh"]) or row["name_zh"])

    def cause(self, row: Content) -> str:
        """A cause that rose, with its product or region."""
        name = value_name(Facet.CATEGORY, row["key"], self._rules)
        product = _product_name(row["product"]) if row.get("product") else ""
        return " · ".join(filter(None, (product, name, row["region"])))

    def effect(self, row: Content) -> str:
        """What came of a promise."""
        if row["effect"]:
            return word(Effect(row["effect"]))
        return _("not told") if row.get("asked", True) else _("not asked")

    def why_not_told(self, row: Content) -> str:
        """Why nobody was asked about a promise; nothing where somebody was."""
        if row["effect"] or row.get("asked", True):
            return ""
        return _("nothing of the department was counted in this month, so it has no summary")

    def effect_tone(self, row: Content) -> str:
        """How it looks: what worked is good, what a head owes is marked."""
        if not row["effect"]:
            return "warn" if row.get("asked", True) else "neutral"
        return "good" if row["effect"] == Effect.WORKED else "neutral"

    def moved(self, row: Content) -> str:
        """How the figure moved that a promise named; nothing where it named none."""
        if not row.get("figure") or "then" not in row:
            return ""
        figure = Figure(row["figure"])
        return _(
            "%(figure)s: %(then)s → %(now)s",
            figure=word(figure),
            then=self._measured(figure, row["then"], row["then_n"]),
            now=self._measured(figure, row["now"], row["now_n"]),
        )

    def _measured(self, figure: Figure, measure: float | None, n: int) -> str:
        """A figure that a promise names, with the reason where it says nothing or little (Q-04)."""
        if measure is None:
            return _("nothing counted")
        if n < self.content.get("least", 0):
            return _("%(amount)s (n = %(n)s, too few cases)", amount=amount(figure, measure), n=n)
        return amount(figure, measure)

    def _name(self, name: str, key: str) -> str:
        if name == "closings":
            return word(Closing(key))
        if name == "products":
            return _product_name(key)
        facet = {"categories": Facet.CATEGORY, "channels": Facet.CHANNEL, "grades": Facet.GRADE}.get(name)
        return value_name(facet, key, self._rules) if facet else key


def _product_name(code: str) -> str:
    """A product as it is called today; they are never deleted."""
    return named(product_with_code(code)) or code


def _month(key: str) -> str:
    month = Month.read(key)
    return month_name(month) if month else key


def _told(row: Content) -> Told:
    figure = Figure(row["figure"])
    share_of = NATURE[figure].unit is Unit.SHARE
    measure = row["hits"] / row["n"] if share_of else row["median"]
    target, tone = "", ""
    if row["target"] is not None:
        bound = amount(figure, held_against(figure, row["target"]))
        more = NATURE[figure].more_is_better
        target = _("at least %(bound)s", bound=bound) if more else _("at most %(bound)s", bound=bound)
        tone = "good" if reaches(figure, measure, row["target"]) else "bad"
    basis = (
        _("%(hits)s of %(n)s", hits=row["hits"], n=row["n"])
        if share_of
        else _("nine of ten within %(time)s · n = %(n)s", time=length(row["p90"] or 0), n=row["n"])
    )
    before = amount(figure, row["before"]) if row["before"] is not None else "–"
    return Told(word(figure), amount(figure, measure), basis, before, target, tone)
