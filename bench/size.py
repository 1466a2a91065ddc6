"""What lists, case screens, search, results and the check for duplicates cost at a million cases beside ten
thousand; how many lists and screens a second are answered, beside a view that returns two letters.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from statistics import median

from bench import results, served
from bench.figure import Figure
from bench.screens import DIFFERENT, LIST, House, houses
from bench.turns import Compared, compared, usual_seconds
from bench.visitors import visit
from tests.servers import databases
from tests.servers.databases import Kind

FEW, MANY = 10_000, 1_000_000
MOST_TIMES = 1.5
MOST_QUERIES = {
    "case_list": 12, "case_list_narrowed": 14, "case_list_newest": 12, "case_list_oldest": 12,
    "case_list_pressing": 12, "case_list_of_department": 12,
    "case_list_of_small_department": 12, "case_list_of_store": 12,
    "search_frequent_word": 14, "search_rare_word": 14, "search_number": 14,
    "case_screen_usual": 28, "case_screen_open": 36, "case_screen_long": 36,
    "duplicate_check": 7, "results_of_as_many_answers": 14,
}  # fmt: skip
"""What is asked for, and how many queries each may take: one a kind of row, however many there are.
A grave case that is worked on has most kinds.
"""
RESULT_ROUNDS, MOST_RESULTS_MS = 5, 150
WORKERS, SECONDS, RATE_ROUNDS = 2, 3, 5
LEAST_SHARE = 0.02
RATES = ("case_list", "case_screen")


@dataclass(frozen=True)
class Measured:
    """What was found on one kind of database, by screen: how it did among MANY cases beside FEW, and its rate
    there as a share of that of a bare view. `results_ms` is what the results of a quarter take for each
    10,000 answers.
    """

    compared: dict[str, Compared]
    results_ms: float
    shares: dict[str, float]


@cache
def measured(kind: Kind) -> Measured:
    """Measure everything on two databases that were filled."""
    few, many = houses(kind, FEW, MANY)
    found = _compare(few, many)
    results_ms = results.per_10000(lambda ask: usual_seconds(many, ask, RESULT_ROUNDS), many)
    return Measured(found, results_ms, _rates(many))


def _compare(few: House, many: House) -> dict[str, Compared]:
    """Each by turns, and the results of as many answers."""
    asks_few, asks_many = few.asks(), many.asks()
    answers = results.answers_of_days(many)
    for house, asks in ((few, asks_few), (many, asks_many)):
        asks["results_of_as_many_answers"] = results.figures(house, results.first_day(house, answers))
    return {
        name: compared(name, (few, asks_few[name]), (many, asks_many[name]), DIFFERENT)
        for name in MOST_QUERIES
    }


def _rates(house: House) -> dict[str, float]:
    """Rates of real servers, by turns: of the case list, of a case screen, and of the bare view."""
    found: dict[str, list[float]] = {"bare": [], **{name: [] for name in RATES}}
    pages = {"case_list": LIST, "case_screen": house.address_of_a_case()}
    config = house.config
    with served.bare(WORKERS) as bare, served.huiyin(config.home, config.database_url, WORKERS) as ours:
        asked = {"bare": (bare, "/", ""), **{name: (ours, pages[name], house.cookie()) for name in RATES}}
        for round_ in range(1 + RATE_ROUNDS):
            for name, (port, path, cookie) in asked.items():
                seen = visit(port, path, cookie, seconds=SECONDS)
                if round_:
                    found[name].append(seen.rate)
                    print(
                        f"# {name}: {seen.rate:.0f} a second, visitors took {seen.own_share:.2f}",
                        file=sys.stderr,
                    )
    return {name: median(found[name]) / median(found["bare"]) for name in RATES}


def times(kind: Kind, name: str) -> Callable[[], float]:
    return lambda: measured(kind).compared[name].times


def queries(kind: Kind, name: str) -> Callable[[], float]:
    return lambda: measured(kind).compared[name].queries


def share(kind: Kind, name: str) -> Callable[[], float]:
    return lambda: measured(kind).shares[name]


def results_ms(kind: Kind) -> Callable[[], float]:
    return lambda: measured(kind).results_ms


def _figures(kind: Kind) -> list[Figure]:
    found = []
    for name, most in MOST_QUERIES.items():
        found.append(Figure(f"{name}_queries_{kind}", most, queries(kind, name)))
        found.append(Figure(f"{name}_1000000_to_10000_{kind}", MOST_TIMES, times(kind, name)))
    name = f"results_ms_for_10000_answers_of_1000000_cases_{kind}"
    found.append(Figure(name, MOST_RESULTS_MS, results_ms(kind)))
    for name in RATES:
        found.append(
            Figure(f"{name}_share_of_bare_view_{kind}", LEAST_SHARE, share(kind, name), more_is_better=True)
        )
    return found


FIGURES = tuple(figure for kind in databases.KINDS for figure in _figures(kind))
