"""The indexes of words of a filled database, written in the order of their keys."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from bench.filling.bulk import Bulk
from bench.filling.copying import Block
from bench.filling.passages import ENDINGS, NAMES, OPENINGS, Passages, title_of
from models.cases.rules.duplicates import kept, signs
from models.cases.rules.grams import grams, name_grams
from models.cases.rules.likeness import told

RECENT = timedelta(days=30)
OWN_TEXTS = ("title", "problem", "expected", "happened_where")
Parts = dict[int, list[int]]
"""Under each part the numbers of the texts that have it."""


class Words:
    """Which cases have which part: those of a copy are the parts of its opening, its ending, its customer's
    name, and of what its model has besides.
    """

    def __init__(self, to: Bulk, passages: Passages, blocks: Sequence[Block]) -> None:
        self.to, self.passages, self.first = to, passages, blocks[0].after
        self.blocks = blocks
        self.of_model: Parts = defaultdict(list)
        self.cases_of_model: dict[int, list[int]] = defaultdict(list)
        self.cases_of_opening: list[list[int]] = [[] for _ in range(OPENINGS)]
        self.cases_of_ending: list[list[int]] = [[] for _ in range(ENDINGS)]
        self.cases_of_name: list[list[int]] = [[] for _ in range(NAMES)]

    def index(self) -> None:
        """Fill the index that search reads."""
        self._read_models()
        self._read_copies()
        sources: list[tuple[Parts, Callable[[int], list[int]]]] = [
            (_parts(self.passages.openings, _with_title), self.cases_of_opening.__getitem__),
            (_parts(self.passages.endings, grams), self.cases_of_ending.__getitem__),
            (_parts(self.passages.names, name_grams), self.cases_of_name.__getitem__),
            (self.of_model, self.cases_of_model.__getitem__),
            (self.of_first, lambda case_id: [case_id]),
        ]
        every = sorted({part for parts, _cases in sources for part in parts})
        self.to.put_grams((part, _together(part, sources)) for part in every)

    def _read_models(self) -> None:
        """The texts that copies have in common with their model; and all of the models' own."""
        self.of_first: Parts = defaultdict(list)
        said: dict[int, list[str]] = defaultdict(list)
        for case_id, text in self.to.run(
            "SELECT case_id, text FROM told_case_contact WHERE direction = 'in'"
        ):
            said[case_id].append(text)
        columns = ", ".join(OWN_TEXTS)
        for case_id, name, title, problem, *shared in self.to.run(
            f"SELECT id, contact_name, {columns} FROM told_case"  # noqa: S608
        ):
            for part in (common := grams(*shared, *said[case_id])):
                self.of_model[part].append(case_id)
            for part in (grams(title, problem) | name_grams(name)) - common:
                self.of_first[part].append(case_id)

    def _read_copies(self) -> None:
        block, rest = self.blocks[0], list(self.blocks[1:])
        named = "CASE WHEN contact_name = '' THEN NULL ELSE customer_id END"
        for case_id, customer in self.to.run(f'SELECT id, {named} FROM "case" ORDER BY id').fetchall():  # noqa: S608
            if case_id <= self.first:
                self.cases_of_model[case_id].append(case_id)
                continue
            while rest and case_id > rest[0].after:
                block = rest.pop(0)
            self.cases_of_model[block.model_of(case_id)].append(case_id)
            self.cases_of_opening[self.passages.opening_of(case_id)].append(case_id)
            self.cases_of_ending[self.passages.ending_of(case_id)].append(case_id)
            if customer is not None:
                self.cases_of_name[self.passages.name_of(customer)].append(case_id)


def _with_title(opening: str) -> frozenset[int]:
    """A title may end within a word or a number, which is another part then."""
    return grams(opening, title_of(opening))


def _parts(texts: Sequence[str], parts_of: Callable[[str], frozenset[int]]) -> Parts:
    found: Parts = defaultdict(list)
    for place, text in enumerate(texts):
        for part in parts_of(text):
            found[part].append(place)
    return found


def _together(part: int, sources: Sequence[tuple[Parts, Callable[[int], list[int]]]]) -> list[int]:
    found: set[int] = set()
    for parts, cases in sources:
        for place in parts.get(part, ()):
            found.update(cases(place))
    return sorted(found)


def sign_recent(to: Bulk, recent: Iterator[tuple[int, str, str, str]]) -> None:
    """Fill the index by which duplicates are found: id, title, problem, what is expected of recent cases."""
    rows = sorted(
        (sign, case_id)
        for case_id, title, problem, expected in recent
        for sign in kept(signs(told(title, problem, expected)))
    )
    to.run("DELETE FROM case_sign")
    to.many("case_sign", rows)
