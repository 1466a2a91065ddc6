"""Cases whose customers said much the same, and what people decided on them (T-05)."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import case, func, select

from models.cases.rules.likeness import signs, telling
from models.cases.rules.suggestion import Decided
from models.cases.tables import EVERY_TEXT, Case, Lesson, like_count, like_sign
from models.db import db
from models.people.tables import Department
from models.rulebook.document import Rules


def decided_alike(text: str, rules: Rules) -> list[Decided]:
    """The likest decided cases, the likest first, as many as these rules let vote.

    Two queries, whatever the number of cases: of the text's signs the rarest are looked up, and no more
    rows than `likeness.MOST_ROWS`. The likeness is how much of what those signs tell is in the other text.
    """
    if rules.suggestion.votes is None:
        return []
    found = signs(text)
    counts = sign_counts(found)
    weights = telling(found, counts, counts.get(EVERY_TEXT, 0))
    if not weights:
        return []
    whole = sum(weights.values())
    shared = func.sum(case(weights, value=like_sign.c.sign))
    likest = (
        select(like_sign.c.case_id, shared.label("shared"))
        .where(like_sign.c.sign.in_(weights))
        .group_by(like_sign.c.case_id)
        .order_by(shared.desc(), like_sign.c.case_id.desc())
        .limit(rules.suggestion.votes.most)
        .subquery()
    )
    cases = db.session.execute(
        select(Case.number, Case.category, Case.grade, Case.criteria, Department.code, likest.c.shared)
        .join(likest, likest.c.case_id == Case.id)
        .join(Department, Department.id == Case.lead_department_id)
        .where(Case.category.is_not(None))
        .order_by(likest.c.shared.desc(), Case.id.desc())
    )
    return [
        Decided(number, min(1.0, shared / whole), category, department, grade, tuple(criteria))
        for number, category, grade, criteria, department, shared in cases
    ]


def to_learn(limit: int) -> Sequence[int]:
    """The lessons whose texts are not in the index yet, the oldest first."""
    return db.session.scalars(
        select(Lesson.id).where(Lesson.learned_at.is_(None)).order_by(Lesson.id).limit(limit)
    ).all()


def sign_counts(found: Iterable[int]) -> Mapping[int, int]:
    """In how many learned texts each of these signs is, if in any; under EVERY_TEXT, of how many."""
    rows = db.session.execute(
        select(like_count.c.sign, like_count.c.cases).where(like_count.c.sign.in_((*found, EVERY_TEXT)))
    )
    return {sign: cases for sign, cases in rows}  # noqa: C416 (rows are typed, dict(rows) is not)
