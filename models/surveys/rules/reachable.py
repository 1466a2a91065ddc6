"""Whether any answers at all lead to a question, and how long the longest way is (S-01). Pure.

Conditions ask for an answer and never for its absence. So a question can be reached when the answers that
its conditions want can be given together, each to a question that can itself be reached by them; what is
answered besides cannot hide it again. The search below is exact; only beyond BUDGET steps, which no
questionnaire written by people comes near, it gives up and says "reachable".
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from models.surveys.document import (
    FIVE,
    Document,
    FivePointMatrix,
    FreeText,
    Match,
    Multiple,
    Question,
    Section,
    When,
)
from models.surveys.rules.answers import Answer
from models.surveys.rules.screens import path

BUDGET = 20_000
MOST_WAYS = 1_500
"""So many combinations of answers are walked to find the longest way; beyond, all questions are counted."""
MOST_TRIED = 10
"""Options of one question whose subsets are all tried."""

Place = tuple[When, int]
"""A condition, and how many questions come before what it stands at."""
Wants = Mapping[tuple[str, str | None], frozenset[int]]
"""What a question, or a line of a matrix, must be answered with: one of these."""
Hits = Mapping[str, tuple[frozenset[int], ...]]
"""What must be among the choices of a question with several: one of each set."""


def never_asked(document: Document) -> frozenset[str]:
    """The codes of the questions that no answers lead to."""
    search = _Search(document)
    return frozenset(question.code for question in document.questions if not search.reaches(question))


def never_entered(document: Document) -> frozenset[str]:
    """The codes of the sections whose own condition no answers meet."""
    search = _Search(document)
    return frozenset(section.code for section in document.sections if not search.enters(section))


class _Search:
    """Looks for answers that lead somewhere."""

    def __init__(self, document: Document) -> None:
        self.places: dict[str, int] = {}
        self.entries: dict[str, int] = {}
        self.sections: dict[str, Section] = {}
        self.questions: dict[str, Question] = {}
        place = 0
        for section in document.sections:
            self.entries[section.code] = place
            for question in section.questions:
                self.places[question.code], self.sections[question.code] = place, section
                self.questions[question.code] = question
                place += 1
        self.left = BUDGET

    def reaches(self, question: Question) -> bool:
        self.left = BUDGET
        return self._solve(self._conditions(question), {}, {}, frozenset())

    def enters(self, section: Section) -> bool:
        self.left = BUDGET
        agenda = ((section.when, self.entries[section.code]),) if section.when else ()
        return self._solve(agenda, {}, {}, frozenset())

    def _conditions(self, question: Question) -> tuple[Place, ...]:
        section = self.sections[question.code]
        found = ((section.when, self.entries[section.code]), (question.when, self.places[question.code]))
        return tuple((when, place) for when, place in found if when is not None)

    def _solve(self, agenda: tuple[Place, ...], wants: Wants, hits: Hits, met: frozenset[str]) -> bool:
        """Whether all conditions of the agenda can hold together with what is wanted already."""
        self.left -= 1
        if self.left < 0 or not agenda:
            return True
        (when, place), rest = agenda[0], agenda[1:]
        for chosen in when.any or (None,):
            matches = when.all if chosen is None else (*when.all, chosen)
            step = self._take(matches, place, rest, wants, hits, met)
            if step is not None and self._solve(*step):
                return True
        return False

    def _take(
        self,
        matches: Iterable[Match],
        place: int,
        agenda: tuple[Place, ...],
        wants: Wants,
        hits: Hits,
        met: frozenset[str],
    ) -> tuple[tuple[Place, ...], Wants, Hits, frozenset[str]] | None:
        """What is wanted when all these hold as well; None when they cannot."""
        wants, hits = dict(wants), dict(hits)
        for match in matches:
            question = self.questions.get(match.question)
            if question is None or self.places[match.question] >= place or not _fits(question, match):
                return None
            allowed = frozenset(match.any_of) & question.choices(match.row)
            if isinstance(question, Multiple):
                hits[question.code] = (*hits.get(question.code, ()), allowed)
                if not _can_hit(question, hits[question.code]):
                    return None
            else:
                key = (question.code, match.row)
                wants[key] = wants.get(key, allowed) & allowed
                if not wants[key]:
                    return None
            if question.code not in met:
                met |= {question.code}
                agenda += self._conditions(question)
        return agenda, wants, hits, met


def _fits(question: Question, match: Match) -> bool:
    """Whether a match names something that such a question can be answered with."""
    if isinstance(question, FivePointMatrix):
        return any(row.code == match.row for row in question.rows)
    return match.row is None and not isinstance(question, FreeText)


def _can_hit(question: Multiple, sets: Sequence[frozenset[int]]) -> bool:
    """Whether one allowed choice of several options has a member in each of the sets."""
    lonely = {option.code for option in question.options if option.alone}
    if any(all(code in each for each in sets) for code in lonely):
        return True
    return _hit([each - lonely for each in sets], question.most)


def _hit(sets: Sequence[frozenset[int]], left: int | None) -> bool:
    if not sets:
        return True
    if left == 0 or not all(sets):
        return False
    fewer = None if left is None else left - 1
    return any(_hit([each for each in sets if code not in each], fewer) for code in sorted(sets[0]))


def longest_way(document: Document) -> int:
    """How many screens the longest way has; the number of all questions where there are too many ways."""
    asked: dict[str, list[Match]] = {}
    for when in _whens(document):
        for match in when.matches:
            if match.question in document.by_code:
                asked.setdefault(match.question, []).append(match)
    ways = {code: _telling(document.by_code[code], matches) for code, matches in asked.items()}
    count = 1
    for answers in ways.values():
        count *= max(1, len(answers))
        if count > MOST_WAYS:
            return len(document.questions)
    return max(
        (len(path(document, dict(zip(ways, chosen, strict=True)))) for chosen in product(*ways.values())),
        default=len(path(document, {})),
    )


def _whens(document: Document) -> Iterable[When]:
    for section in document.sections:
        if section.when:
            yield section.when
        for question in section.questions:
            if question.when:
                yield question.when


def _telling(question: Question, matches: Sequence[Match]) -> list[Answer]:
    """Answers of which each meets conditions that no other of them meets all of."""
    if isinstance(question, FivePointMatrix):
        lines = [
            _best({(row.code, code): Answer({row.code: code}) for code in (*FIVE, 0)}, matches)
            for row in question.rows
            if any(match.row == row.code for match in matches)
        ]
        whole = [_joined(line) for line in product(*lines)]
        return whole or [Answer()]
    if isinstance(question, Multiple):
        codes = sorted({code for match in matches for code in match.any_of} & question.choices())[:MOST_TRIED]
        most = min(question.most or len(codes), len(codes))
        lonely = {option.code for option in question.options if option.alone}
        tried = [set(some) for size in range(most + 1) for some in combinations(codes, size)]
        allowed = [some for some in tried if len(some) < 2 or not some & lonely]
        return _best(
            {tuple(sorted(some)): Answer({str(code): 1 for code in some}) for some in allowed}, matches
        )
    return _best({code: Answer({"": code}) for code in sorted(question.choices())}, matches) or [Answer()]


def _joined(lines: Iterable[Answer]) -> Answer:
    return Answer({row: code for each in lines for row, code in each.values.items()})


def _best(answers: Mapping[object, Answer], matches: Sequence[Match]) -> list[Answer]:
    """Of answers that meet the same conditions one, and none that meets fewer than another."""
    kinds: dict[frozenset[int], Answer] = {}
    for answer in answers.values():
        met = frozenset(n for n, match in enumerate(matches) if _meets(answer, match))
        kinds.setdefault(met, answer)
    return [answer for met, answer in kinds.items() if not any(met < other for other in kinds)]


def _meets(answer: Answer, match: Match) -> bool:
    if match.row is not None:
        return answer.values.get(match.row) in match.any_of
    if answer.choice is not None:
        return answer.choice in match.any_of
    return bool(answer.chosen & set(match.any_of))
