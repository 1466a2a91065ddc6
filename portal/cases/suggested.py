"""What the system suggests about a case, as its triage shows it (T-05)."""

from dataclasses import dataclass
from typing import Self

from models.cases.tables import Case
from models.people.queries import every_department
from models.people.tables import Department
from models.rulebook.document import Category, GradeRules, Rules

MOST_WORDS = 8


@dataclass(frozen=True)
class Suggested:
    """The suggestion kept with a case, and the words in the customer's text that it goes by."""

    category: Category | None
    department: Department | None
    grade: GradeRules | None
    urgent: bool
    important: bool
    words: list[str]

    @classmethod
    def of(cls, case: Case, rules: Rules) -> Self | None:
        """The suggestion of a case that nobody has triaged yet; None afterwards, and where no word helped."""
        told = case.suggestion
        if case.triaged_at is not None or not told.get("hints"):
            return None
        code = told.get("department")
        words = dict.fromkeys(hint["word"] for hint in told["hints"])
        return cls(
            rules.category(told["category"]) if told.get("category") else None,
            next((row for row in every_department() if row.code == code), None),
            rules.grade(told["grade"]) if told.get("grade") else None,
            bool(told.get("urgent")),
            bool(told.get("important")),
            list(words)[:MOST_WORDS],
        )
