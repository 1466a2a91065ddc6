"""What the system suggests about a case, as its triage shows it (T-05)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from models.cases.rules.likeness import told
from models.cases.rules.marking import Piece, marked
from models.cases.rules.suggestion import fold
from models.cases.tables import Case
from models.cases.words import Confidence
from models.people.queries import every_department
from models.people.tables import Department
from models.products.queries import offered_products
from models.products.rules import Mention, mentioned
from models.rulebook.document import Category, GradeRules, Rules
from models.rulebook.document.part import Sign

MOST_WORDS = 8
Told = Mapping[str, Any]


class Reason(NamedTuple):
    """One word of the rulebook that was found, how heavily it weighs, and what it points to."""

    word: str
    weight: int
    category: Category | None
    sign: Sign | None


class Voted(NamedTuple):
    """Earlier cases with like texts, by number, and the category that people gave them."""

    category: Category
    cases: Sequence[str]


@dataclass(frozen=True)
class Suggested:
    """The suggestion kept with a case, with all that it goes by.

    `words` are the customer's own, as they were spelled; `reasons` the rulebook's, with their weights;
    `usual` the criteria that no word hints at, but complaints of the category meet as a rule.
    """

    category: Category | None
    department: Department | None
    grade: GradeRules | None
    urgent: bool
    important: bool
    confidence: Confidence
    words: list[str]
    reasons: list[Reason]
    votes: list[Voted]
    usual: list[Sign]

    @classmethod
    def of(cls, case: Case, rules: Rules) -> Self | None:
        """The suggestion of a case that nobody has triaged yet; None afterwards, and where nothing helped."""
        told = case.suggestion
        if case.triaged_at is not None or not (told.get("hints") or told.get("category")):
            return None
        code = told.get("department")
        usual = told.get("usual", ())
        return cls(
            rules.category(told["category"]) if told.get("category") else None,
            next((row for row in every_department() if row.code == code), None),
            rules.grade(told["grade"]) if told.get("grade") else None,
            bool(told.get("urgent")),
            bool(told.get("important")),
            Confidence(told.get("confidence", Confidence.NONE)),
            words_of(case, rules)[:MOST_WORDS],
            [_reason(hint, rules) for hint in told.get("hints", ())],
            [Voted(rules.category(vote["category"]), vote["cases"]) for vote in told.get("votes", ())],
            [sign for sign in rules.criteria if sign.code in usual],
        )


def named_by(case: Case) -> Mention | None:
    """The product that the customer's words name, for a case that nobody has triaged yet (M-03)."""
    if case.triaged_at is not None:
        return None
    return mentioned(told(case.title, case.problem, case.expected), offered_products())


def _reason(hint: Told, rules: Rules) -> Reason:
    code = hint["points_to"]
    category = next((each for each in rules.categories if each.code == code), None)
    signs = (*rules.criteria, *rules.urgency.criteria, *rules.importance.criteria)
    sign = next((each for each in signs if each.code == code), None)
    return Reason(hint["word"], hint["weight"], category, None if category else sign)


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
