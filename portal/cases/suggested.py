"""What the system suggests about a case, as its triage shows it (T-05)."""

from dataclasses import dataclass
from typing import Self

from models.cases.rules.marking import Piece, marked
from models.cases.rules.suggestion import fold
from models.cases.tables import Case
from models.people.queries import every_department
from models.people.tables import Department
from models.rulebook.document import Category, GradeRules, Rules

MOST_WORDS = 8


@dataclass(frozen=True)
class Suggested:
    """The suggestion kept with a case, and the words that it goes by, as the customer spelled them."""

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
        return cls(
            rules.category(told["category"]) if told.get("category") else None,
            next((row for row in every_department() if row.code == code), None),
            rules.grade(told["grade"]) if told.get("grade") else None,
            bool(told.get("urgent")),
            bool(told.get("important")),
            words_of(case, rules)[:MOST_WORDS],
        )


def words_of(case: Case, rules: Rules) -> list[str]:
    """The words that the suggestion goes by, as the customer spelled them, in the order they stand.

    One that is part of another is left out.
    """
    hints = case.suggestion.get("hints", [])
    found: dict[str, str] = {}
    for text in (case.problem, case.expected, case.title):
        for piece in marked(text, hints, rules):
            if piece.decided and not any(fold(piece.text) in word for word in found):
                found[fold(piece.text)] = piece.text
    return list(found.values())


def pieces_of(case: Case, rules: Rules) -> dict[str, list[Piece]]:
    """The customer's words in pieces, those marked that the suggestion goes by while it is one."""
    hints = case.suggestion.get("hints", []) if case.triaged_at is None else []
    return {name: marked(getattr(case, name), hints, rules) for name in ("problem", "expected")}
