"""What figures are laid out by, as the document of a report names it in both languages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models.people.queries import every_department
from models.reports.installed import named, words
from models.results.words import Attribute
from models.rulebook.queries import rules_at
from models.surveys.document import Text


class Names:
    """Codes and names of departments, channels, categories and means, in the order of the house."""

    def __init__(self, now: datetime) -> None:
        rules = rules_at(now)
        self._departments: dict[int, tuple[str, Text]] = {
            row.id: (row.code, Text(zh=row.name_zh, en=row.name_en or row.name_zh))
            for row in every_department()
        }
        self._by_code = dict(self._departments.values())
        self._categories = {
            each.code: Text(zh=each.name_zh, en=each.name_en or each.name_zh) for each in rules.categories
        }
        self._parents = {each.code: each.parent or each.code for each in rules.categories}
        self._order: dict[Attribute, Sequence[str]] = {
            Attribute.DEPARTMENT: [*self._by_code],
            Attribute.CATEGORY: [*self._categories],
            Attribute.CHANNEL: [*words()["channel"]],
            Attribute.REACH: [*words()["reach"]],
        }

    def code(self, attribute: Attribute, value: Any) -> str:
        """A value as the document names it: categories by their first level, nothing as unknown."""
        if value is None:
            return "unknown"
        if attribute is Attribute.DEPARTMENT:
            return self._departments[value][0]
        if attribute is Attribute.CATEGORY:
            return self._parents.get(str(value), str(value))
        return str(getattr(value, "value", value))

    def name(self, attribute: Attribute, code: str) -> Text:
        """What a code is called."""
        if code == "unknown":
            return named("other", code)
        if attribute is Attribute.DEPARTMENT:
            return self._by_code[code]
        if attribute is Attribute.CATEGORY:
            return self._categories.get(code) or Text(zh=code, en=code)
        return named(attribute.value, code)

    def place(self, attribute: Attribute, code: str) -> tuple[int, str]:
        """Where a code stands in the order of the house; what it does not know comes last."""
        order = self._order[attribute]
        return (order.index(code) if code in order else len(order), code)
