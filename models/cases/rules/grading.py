"""Whether a triage decision fits the rulebook (G-01, T-01)."""

from models.cases.intake import Triage
from models.cases.words import Kind
from models.errors import Invalid
from models.rulebook.document import Rules


def check(decision: Triage, rules: Rules) -> None:
    """Raises Invalid for an unknown category or criterion, or a grade that nothing supports.

    A complaint has a grade, and the ticked criteria are its reason: the grade is the highest of
    them. Another grade is a person's judgement and needs a reason of its own in words. What is no
    complaint has no grade.
    """
    rules.category(decision.category)
    by_criteria = rules.grade_of(decision.criteria)
    if decision.kind is not Kind.COMPLAINT:
        if decision.grade is not None:
            raise Invalid("grade", "only_complaints")
        return
    if decision.grade is None:
        raise Invalid("grade", "required")
    if decision.grade not in (1, 2, 3):
        raise Invalid("grade", "unknown")
    if by_criteria is None and not decision.reason.strip():
        raise Invalid("criteria", "required")
    if by_criteria is not None and by_criteria != decision.grade and not decision.reason.strip():
        raise Invalid("reason", "grade_differs")
