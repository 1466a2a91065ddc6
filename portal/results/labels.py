"""What rows, columns and measures are called in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from flask_babel.speaklater import LazyString

from models.cases.words import Channel
from models.clock import now
from models.people.queries import every_department
from models.results.queries import DAYS
from models.results.rules import Measure
from models.results.words import Attribute, Quiet
from models.rulebook.document import Rules
from models.rulebook.queries import rules_at
from models.surveys.document import FIVE
from models.surveys.words import Reach
from web.language import _, current_language, lazy
from web.language.filters import named
from web.words import word

POINTS: Mapping[int, LazyString] = {
    5: lazy("Very satisfied"),
    4: lazy("Satisfied"),
    3: lazy("Neither"),
    2: lazy("Dissatisfied"),
    1: lazy("Very dissatisfied"),
}


class Labels:
    """Names of everything that answers are laid out by, read once a page."""

    def measure(self, measure: Measure) -> str:
        """A dimension by its name, a question without one by its text."""
        if measure.dimension is not None:
            return word(measure.dimension)
        return measure.text.said(current_language())

    def key(self, attribute: Attribute, value: Any) -> str:
        """One value of an attribute; what has no case has no value."""
        if value is None:
            return _("not known")
        return self._makers[attribute](value)

    def quiet(self, quiet: Quiet, value: Any) -> str:
        """One kind of people, as responders and the silent are compared by."""
        if value is None:
            return _("not known")
        if quiet is Quiet.DEPARTMENT:
            return self._department(value)
        if quiet is Quiet.GRADE:
            return self._grade(value)
        return days(value)

    def ordered(self, attribute: Attribute, values: Sequence[Any]) -> list[Any]:
        """Values in the order in which the house knows them; what it does not know comes last."""
        known = self._orders[attribute]
        return sorted(values, key=lambda value: (known.get(value, len(known)), str(value)))

    def first_level(self, code: str | None) -> str | None:
        """A category's category of the first level."""
        return self._parents.get(code or "", code) if code else None

    def code(self, attribute: Attribute, value: Any) -> str:
        """A value as the address of the results holds it; empty for none."""
        if value is None:
            return ""
        if attribute is Attribute.DEPARTMENT:
            return self._codes.get(value, "")
        return str(getattr(value, "value", value))

    @cached_property
    def _rules(self) -> Rules:
        return rules_at(now())

    @cached_property
    def _codes(self) -> dict[int, str]:
        return {row.id: row.code for row in every_department()}

    @cached_property
    def _names(self) -> dict[int, str]:
        return {row.id: named(row) for row in every_department()}

    @cached_property
    def _parents(self) -> dict[str, str]:
        return {each.code: each.parent or each.code for each in self._rules.categories}

    @cached_property
    def _makers(self) -> dict[Attribute, Callable[[Any], str]]:
        return {
            Attribute.CATEGORY: self._category,
            Attribute.CHANNEL: word,
            Attribute.DEPARTMENT: self._department,
            Attribute.GRADE: self._grade,
            Attribute.REACH: word,
        }

    @cached_property
    def _orders(self) -> dict[Attribute, dict[Any, int]]:
        orders: dict[Attribute, Sequence[Any]] = {
            Attribute.CATEGORY: [each.code for each in self._rules.categories],
            Attribute.CHANNEL: list(Channel),
            Attribute.DEPARTMENT: [row.id for row in every_department()],
            Attribute.GRADE: [grade.grade for grade in self._rules.grades],
            Attribute.REACH: list(Reach),
        }
        return {
            attribute: {value: place for place, value in enumerate(values)}
            for attribute, values in orders.items()
        }

    def _department(self, value: int) -> str:
        return self._names.get(value, _("not known"))

    def _category(self, value: str) -> str:
        found = next((each for each in self._rules.categories if each.code == value), None)
        return named(found) if found else value

    def _grade(self, value: int) -> str:
        found = next((each for each in self._rules.grades if each.grade == value), None)
        return named(found) if found else str(value)


def days(place: int) -> str:
    """One of the spans of days between receipt and answer."""
    if place >= len(DAYS):
        return _("longer than %(n)s days", n=DAYS[-1])
    if place == 0:
        return _("up to one day")
    return _("%(first)s to %(last)s days", first=DAYS[place - 1] + 1, last=DAYS[place])


def point(value: int) -> str:
    """One of the five points in words."""
    return str(POINTS[value])


SCALE = FIVE
"""The five points, the best first."""
