"""What the system suggests about a case, as its triage shows it (T-05)."""

from dataclasses import dataclass
from typing import Self

from models.cases.tables import Case
from models.rulebook.document import Category, GradeRules, Rules

MOST_WORDS = 8


@dataclass(frozen=True)
class Suggested:
    """The suggestion kept with a case, and the words in the customer's text that it goes by."""

    category: Category | None
    grade: GradeRules | None
    urgent: bool
    important: bool
    words: list[str]

    @classmethod
    def of(cls, case: Case, rules: Rules) -> Self:
        told = case.suggestion
        words = dict.fromkeys(hint["word"] for hint in told.get("hints", []))
        return cls(
            rules.category(told["category"]) if told.get("category") else None,
            rules.grade(told["grade"]) if told.get("grade") else None,
            bool(told.get("urgent")),
            bool(told.get("important")),
            list(words)[:MOST_WORDS],
        )
