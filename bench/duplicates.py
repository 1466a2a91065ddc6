"""The check for duplicates at 1,000 and at 100,000 cases of the last 30 days, on both databases (T-06)."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from statistics import median
from time import perf_counter
from typing import Any

from flask import Flask
from sqlalchemy import insert, text

from bench.figure import Figure
from demo.company import make_company
from models.cases.queries.duplicates import Told, find_alike
from models.cases.rules.duplicates import kept, signs
from models.cases.rules.likeness import told as as_told
from models.cases.tables import Case, case_sign
from models.cases.words import Channel, Kind, State
from models.customers.tables import Customer
from models.db import db, writing
from models.rulebook.queries import rulebook_at, rules_at
from tests.cast import furnish, meet
from tests.servers import databases
from tests.servers.databases import Kind as Database

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
SPAN = timedelta(days=29)
FEW, MANY = 1_000, 100_000
CASES_A_CUSTOMER = 4
BATCH = 2_000
CALLS = 40
SEED = 20261121
HOTLINE = "400-810-6666"
_CLAUSE = re.compile(r"[^，。！？；\n]{4,}")


@cache
def clauses() -> list[str]:
    """Half-sentences that customers of the demo company wrote: their words are as frequent as in life."""
    return sorted(
        {
            found
            for story in make_company(NOW.date(), hotline=HOTLINE).stories
            for found in _CLAUSE.findall(story.problem)
        }
    )


def problem(draw: random.Random) -> str:
    """What a customer might say: some half-sentences, anew for each case."""
    return "，".join(draw.sample(clauses(), draw.randint(3, 8))) + "。"


def rows(count: int) -> Iterator[tuple[dict[str, Any], dict[str, Any], list[int]]]:
    """So many customers, cases and signs; received over the last 29 days, the oldest first."""
    draw = random.Random(SEED)  # noqa: S311 (no secret)
    book = rulebook_at(NOW).id
    for n in range(1, count + 1):
        customer = 1 + n % max(1, count // CASES_A_CUSTOMER)
        phone = f"+8613{customer:09d}"
        said = problem(draw)
        case = {
            "id": n,
            "number": f"HY-20261101-{n:06d}",
            "key_version": 1,
            "version": 1,
            "kind": Kind.COMPLAINT,
            "channel": Channel.HOTLINE,
            "state": State.NEW,
            "round": 1,
            "rulebook_id": book,
            "customer_id": customer,
            "contact_phone": phone,
            "title": said[:20],
            "problem": said,
            "received_at": NOW - SPAN + SPAN * n / count,
        }
        yield {"id": customer, "phone": phone}, case, kept(signs(as_told(said[:20], said, "")))


def fill(count: int) -> None:
    """The cast and so many cases."""
    furnish()
    customers: dict[int, dict[str, Any]] = {}
    cases: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for customer, case, numbers in rows(count):
        if customer["id"] not in customers:
            customers[customer["id"]] = customer
        cases.append(case)
        found += [{"sign": number, "case_id": case["id"]} for number in numbers]
    for table, values in ((Customer, list(customers.values())), (Case, cases), (case_sign, found)):
        for start in range(0, len(values), BATCH):
            db.session.execute(insert(table), values[start : start + BATCH])
    db.session.commit()
    db.session.execute(text("ANALYZE"))
    db.session.commit()


@cache
def app(kind: Database, count: int) -> Flask:
    """An application that holds nothing but a database with so many cases."""
    made = Flask("bench")
    made.config["SQLALCHEMY_DATABASE_URI"] = databases.clone(kind, f"bench_{count}")
    db.init_app(made)
    with made.app_context(), writing():
        fill(count)
        db.session.remove()
    return made


@cache
def milliseconds(kind: Database, count: int) -> float:
    """How long one check takes while a case is registered: the median of calls by different customers."""
    draw = random.Random(SEED + 1)  # noqa: S311 (no secret)
    took: list[float] = []
    with app(kind, count).app_context():
        agent, rules = meet().agent, rules_at(NOW)
        for _call in range(CALLS):
            told = Told(problem(draw), phone=f"+8613{draw.randint(1, count // CASES_A_CUSTOMER):09d}")
            start = perf_counter()
            find_alike(told, agent, rules, now=NOW)
            took.append(perf_counter() - start)
            db.session.expunge_all()
        db.session.remove()
    return median(took) * 1000


def at_many(kind: Database) -> Callable[[], float]:
    return lambda: milliseconds(kind, MANY)


def times_as_long(kind: Database) -> Callable[[], float]:
    return lambda: milliseconds(kind, MANY) / milliseconds(kind, FEW)


FIGURES = tuple(
    figure
    for kind in databases.KINDS
    for figure in (
        Figure(f"duplicate_check_ms_{kind}", 100, at_many(kind)),
        Figure(f"duplicate_check_100000_to_1000_{kind}", 3, times_as_long(kind)),
    )
)
