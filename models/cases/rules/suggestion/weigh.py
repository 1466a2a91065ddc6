"""Weighs what was found in a text, and what was decided before on like ones (T-05)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.cases.rules.suggestion.lexicon import lexicon_of
from models.cases.rules.suggestion.outcome import Decided, Hint, Suggested, Vote
from models.cases.rules.suggestion.reader import Reader
from models.cases.words import Confidence, Kind
from models.rulebook.document import Rules
from models.rulebook.document.part import Sign

MILD, MODERATE, SEVERE = 1, 2, 3
"""The grades of criteria, as they are weighed against each other."""
ANSWERED = (Kind.INQUIRY, Kind.PRAISE)
"""What customer service answers by itself, where it handles the grade of what is no complaint directly."""
Heard = Mapping[str, tuple[Hint, ...]]


def suggest(text: str, rules: Rules, like: Sequence[Decided] = (), *, kind: Kind | None = None) -> Suggested:
    """Weighs the words of the rulebook in a text, and the votes of earlier cases with like texts.

    The category is the one whose words and votes weigh most, its first-level category counting with it;
    of equals the first in the rulebook. The department is the category's, or the one that like cases of
    this category went to; what customer service handles directly by its grade is its own (G-02), unless
    it is urgent. Without a `kind` the text may be of any.

    The grade is the highest whose criteria are hinted at heavily enough. Signs of a small matter outweigh
    those of a moderate one, never of a severe one, and say nothing where it is not known what the matter
    is. Where the words hint at no criterion, like cases of the category decide, then what is usual for it.
    Each hint names the word that was found. `like` comes with the likest first.
    """
    lexicon = lexicon_of(rules)
    found = iter(Reader(text, lexicon).all_hints())
    by_words = {category.code: next(found) for category in rules.categories}
    grading, urgency, importance = (
        _heard(checklist, found, rules)
        for checklist in (rules.criteria, rules.urgency.criteria, rules.importance.criteria)
    )
    near = _near(like, rules)
    votes = _votes(near, rules)
    weights = _weights(by_words, votes, rules)
    best = _heaviest(weights, rules)
    alike = [each for each in near if each.category == best]
    parent = rules.category(best).parent if best else None

    criteria = _criteria(grading, rules, mild_ones=best is not None)
    usual: tuple[str, ...] = ()
    if best and not criteria:
        criteria = _decided_alike(alike, rules)
        if not criteria:
            criteria = usual = rules.category(best).usual
    reasons = [by_words[best], by_words.get(parent or "", ())] if best else []
    reasons += [grading[code] for code in criteria if code in grading]
    reasons += [*urgency.values(), *importance.values()]
    grade = rules.grade_of(criteria)
    direct = not urgency and by_service(kind, grade, rules)
    return Suggested(
        category=best,
        department=_department(best, alike, rules, kind=kind, direct=direct) if best else None,
        grade=grade,
        criteria=criteria,
        urgent=bool(urgency),
        important=bool(importance),
        hints=tuple(hint for hints in reasons for hint in hints),
        confidence=_confidence(weights, best, rules),
        usual=usual,
        votes=votes,
    )


def _weight(hints: Iterable[Hint]) -> int:
    return sum(hint.weight for hint in hints)


def _heard(checklist: Sequence[Sign], found: Iterator[tuple[Hint, ...]], rules: Rules) -> Heard:
    """The entries of a checklist that are hinted at heavily enough; takes their hints from `found`."""
    heard = {sign.code: next(found) for sign in checklist}
    return {code: hints for code, hints in heard.items() if _weight(hints) >= rules.suggestion.least}


def _near(like: Sequence[Decided], rules: Rules) -> list[Decided]:
    """The likest cases, as far as they are like enough and their category is still there."""
    voting = rules.suggestion.votes
    if voting is None:
        return []
    known = {each.code for each in rules.categories if each.parent and not each.retired}
    return [
        each
        for each in like[: voting.most]
        if each.category in known and each.likeness * 100 >= voting.likeness
    ]


def _votes(near: Sequence[Decided], rules: Rules) -> tuple[Vote, ...]:
    heard: dict[str, list[str]] = {}
    for each in near:
        heard.setdefault(each.category, []).append(each.number)
    voting = rules.suggestion.votes
    weight = voting.weight if voting else 0
    votes = [Vote(code, tuple(cases), len(cases) * weight) for code, cases in heard.items()]
    return tuple(sorted(votes, key=lambda vote: -vote.weight))


def _weights(by_words: Heard, votes: Iterable[Vote], rules: Rules) -> dict[str, int]:
    """For each category of the second level what its words, its parent's and its votes weigh."""
    voted = {vote.category: vote.weight for vote in votes}
    return {
        category.code: _weight(by_words[category.code])
        + _weight(by_words[category.parent])
        + voted.get(category.code, 0)
        for category in rules.categories
        if category.parent and not category.retired
    }


def _heaviest(weights: Mapping[str, int], rules: Rules) -> str | None:
    best = max(weights, key=lambda code: weights[code], default=None)
    return best if best is not None and weights[best] >= rules.suggestion.least else None


def _confidence(weights: Mapping[str, int], best: str | None, rules: Rules) -> Confidence:
    if best is None:
        return Confidence.NONE
    lead = weights[best] - max((weight for code, weight in weights.items() if code != best), default=0)
    if lead >= rules.suggestion.sure:
        return Confidence.HIGH
    return Confidence.MEDIUM if lead >= rules.suggestion.likely else Confidence.LOW


def _criteria(heard: Heard, rules: Rules, *, mild_ones: bool) -> tuple[str, ...]:
    """The criteria to tick: those that are hinted at, without the moderate ones that mild ones outweigh."""
    weights = Counter({MILD: 0, MODERATE: 0, SEVERE: 0})
    for criterion in rules.criteria:
        weights[criterion.grade] += _weight(heard.get(criterion.code, ()))
    outweighed = not weights[SEVERE] and weights[MILD] > weights[MODERATE]
    if outweighed and not mild_ones:
        return ()
    return tuple(
        criterion.code
        for criterion in rules.criteria
        if criterion.code in heard and not (outweighed and criterion.grade > MILD)
    )


def _decided_alike(alike: Sequence[Decided], rules: Rules) -> tuple[str, ...]:
    """The criteria that most like cases of a grade share, where enough of them have that grade."""
    voting = rules.suggestion.votes
    grades = Counter(each.grade for each in alike if each.grade)
    if voting is None or not grades:
        return ()
    grade, times = grades.most_common(1)[0]
    if times < voting.agreeing:
        return ()
    ticked = Counter(code for each in alike if each.grade == grade for code in each.criteria)
    return tuple(
        criterion.code
        for criterion in rules.criteria
        if criterion.grade == grade and ticked[criterion.code] * 2 > times
    )


def by_service(kind: Kind | None, grade: int | None, rules: Rules) -> bool:
    """Whether customer service handles it directly: by its grade, or as what it answers itself (G-02)."""
    if kind in ANSWERED:
        return rules.grade(None).led_by_customer_service
    graded = grade is not None and kind in (None, Kind.COMPLAINT)
    return graded and rules.grade(grade).led_by_customer_service


def _department(
    category: str, alike: Sequence[Decided], rules: Rules, *, kind: Kind | None, direct: bool
) -> str:
    """Customer service where it is `direct`; else the one that all like cases that were not went to, where
    there are enough, or the category's.
    """
    if direct:
        return rules.routes.customer_service
    voting = rules.suggestion.votes
    went = [each.department for each in alike if not by_service(kind, each.grade, rules)]
    if voting and len(went) >= voting.agreeing and len(set(went)) == 1:
        return went[0]
    return rules.category(category).department
