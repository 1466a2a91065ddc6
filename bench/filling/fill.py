"""Filling: the year once, then its copies, the indexes of words, the indexes of the tables."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from time import perf_counter

from bench.filling.bulk import Bulk, bulk
from bench.filling.copying import Block, copied_tables, tell_again
from bench.filling.history import tell_history
from bench.filling.words import RECENT, Words, sign_recent
from bench.filling.year import moment, passages, year
from models.cases.tables import case_gram
from models.schema import metadata
from tests.servers import databases
from tests.servers.databases import Kind
from tests.servers.run import one_at_a_time, run_folder

RARE = "鲸落"
"""A word that few cases have, however many there are."""


@dataclass(frozen=True)
class Filled:
    """A database that was filled, and how its copies were made."""

    name: str
    url: str
    blocks: list[Block]


def filled_once(kind: Kind, cases: int) -> Filled:
    """The database with about so many cases and all that was kept of its months; made by the part of a run
    that asks first, and left for the others."""
    name = f"bench_{cases}"
    made = run_folder() / f"{name}_{kind}.made"
    with one_at_a_time(made.stem):
        if not made.exists():
            found = filled(kind, cases)
            with step("history"):
                tell_history(found.url, moment())
            with bulk(found.url) as to:
                to.measure()
            made.write_text(json.dumps([astuple(block) for block in found.blocks]))
    blocks = [Block(*each) for each in json.loads(made.read_text())]
    return Filled(name, databases.address(kind, name), blocks)


def filled(kind: Kind, cases: int) -> Filled:
    """Make a database with about so many cases."""
    name = f"bench_{cases}"
    url = databases.clone(kind, name, year)
    with bulk(url) as to:
        blocks = _fill(to, cases)
    return Filled(name, url, blocks)


def _fill(to: Bulk, cases: int) -> list[Block]:
    tables = copied_tables()
    later = [index for table in (*tables, case_gram) for index in table.indexes]
    with step("drop"):
        for index in later:
            to.drop_index(index)
        to.run(f"UPDATE \"case\" SET problem = problem || '我住{RARE}湾。' WHERE id % 200 = 7")  # noqa: S608
    with step("copy"):
        blocks = tell_again(to, passages(), cases)
    with step("grams"):
        Words(to, passages(), blocks).index()
    with step("index"):
        for index in later:
            to.make_index(index)
    with step("signs"):
        recent = f"received_at >= '{moment() - RECENT:%Y-%m-%d}'"
        sign_recent(to, to.run(f'SELECT id, title, problem, expected FROM "case" WHERE {recent}'))  # noqa: S608
    with step("settle"):
        to.settle([t for t in metadata.sorted_tables if "id" in t.columns])
    return blocks


@contextmanager
def step(name: str) -> Iterator[None]:
    start = perf_counter()
    yield
    print(f"# {name}: {perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
