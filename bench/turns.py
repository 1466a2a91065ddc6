"""One thing asked of few cases and of many by turns, so that whatever else the machine does slows both."""

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from bench.screens import Ask, House
from models.db import db
from tests.statements import count_statements


@dataclass(frozen=True)
class Compared:
    """How many times as long it took among many as among few, by the medians; the most queries it asked
    among many."""

    times: float
    queries: int


def compared(name: str, few: tuple[House, Ask], many: tuple[House, Ask], rounds: int) -> Compared:
    """Ask both for it so many times; says what it took.

    All is asked for once beforehand: a machine of this size would have it in memory, and the disk is nothing
    of ours. What lies about in memory by then is set apart, or clearing it up would fall on one of the two at
    each turn.
    """
    queries = 0
    for _round in range(rounds):
        seconds(*few)
        with count_statements() as seen:
            seconds(*many)
        queries = max(queries, seen.count)
    gc.collect()
    gc.freeze()
    took: tuple[list[float], list[float]] = ([], [])
    for _round in range(rounds):
        for place, (house, ask) in enumerate((few, many)):
            took[place].append(seconds(house, ask))
    one, other = (median(each) for each in took)
    said = f"{1000 * one:.1f} ms, {1000 * other:.1f} ms, {queries} queries"
    print(f"# {name}: {said}", file=sys.stderr, flush=True)
    return Compared(other / one, queries)


def seconds(house: House, ask: Ask) -> float:
    """How long it takes."""
    with house.app.app_context():
        start = perf_counter()
        ask()
        took = perf_counter() - start
        db.session.remove()
    return took


def usual_seconds(house: House, ask: Callable[[], object], rounds: int) -> float:
    """How long it takes usually, the first time apart."""
    seconds(house, ask)
    return median(seconds(house, ask) for _round in range(rounds))
