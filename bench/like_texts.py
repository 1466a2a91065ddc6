"""What it costs to find what was decided on like texts, among many cases, on both databases (T-05)."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import cycle, islice
from random import Random

from flask import Flask
from sqlalchemy import insert, select, text

from bench.figure import Figure, seconds
from models.cases.queries import decided_alike
from models.cases.rules.likeness import kept, signs
from models.cases.tables import EVERY_TEXT, Case, like_count, like_sign
from models.db import db, writing
from models.rulebook.queries import rules_at
from tests.cast import furnish, meet
from tests.models.cases import labelling
from tests.models.cases.making import triaged
from tests.moments import MONDAY
from tests.servers import databases
from tests.servers.databases import Kind

FEW, MANY = 10_000, 100_000
ASKED = 20
CLAUSES = (2, 7)
"""How many clauses a made text has: some 20 to 120 signs."""
BATCH = 5000
AS_BEFORE = {"id", "number", "submission", "problem", "title"}


def made_texts(count: int, seed: int = 20261121) -> Iterator[str]:
    """Texts of clauses of the labelled ones, mixed: as many different ones as are asked for."""
    draw = Random(seed)  # noqa: S311 (no secret is made of it)
    clauses = [
        clause
        for part in labelling.PARTS
        for each in labelling.texts(part)
        for clause in each.text.replace("。", "，").split("，")
        if clause
    ]
    for _ in range(count):
        yield "，".join(draw.choices(clauses, k=draw.randint(*CLAUSES)))


@contextmanager
def filled(kind: Kind, cases: int) -> Iterator[None]:
    """A scratch database with so many decided cases whose texts were learned."""
    name = f"bench_like_{kind}"
    app = Flask("bench_like")
    app.config["SQLALCHEMY_DATABASE_URI"] = databases.clone(kind, name, furnish)
    db.init_app(app)
    try:
        with app.app_context():
            with writing():
                _fill(cases)
                db.session.commit()
                db.session.execute(text("ANALYZE"))  # as both databases do by themselves in time
                db.session.commit()
            yield
            db.session.remove()
            db.engine.dispose()
    finally:
        databases.drop(kind, name)


def _fill(cases: int) -> None:
    """One case that went its way, and so many copies of it with other texts, learned as the job learns."""
    first = triaged(meet())
    db.session.flush()
    model = db.session.execute(select(Case.__table__).where(Case.id == first.id)).mappings().one()
    shared = {name: value for name, value in model.items() if name not in AS_BEFORE}
    codes = [each.code for each in labelling.rules().categories if each.parent]
    counts: Counter[int] = Counter()
    texts = made_texts(cases)
    for start in range(0, cases, BATCH):
        rows, found_rows = [], []
        for place, words in enumerate(islice(texts, BATCH), start=start):
            case_id = first.id + 1 + place
            told = {"id": case_id, "number": f"HY-{case_id}", "problem": words, "title": words[:40]}
            rows.append(shared | told | {"category": codes[place % len(codes)]})
            found = signs(words)
            found_rows += [{"sign": sign, "case_id": case_id} for sign in kept(found, counts, place)]
            counts.update((*found, EVERY_TEXT))
        db.session.execute(insert(Case), rows)
        db.session.execute(insert(like_sign), found_rows)
    db.session.execute(insert(like_count), [{"sign": sign, "cases": n} for sign, n in counts.items()])


@cache
def lookup(kind: Kind, cases: int) -> float:
    """Seconds for one look, the mean over texts that are not among the cases."""
    with filled(kind, cases):
        rules, asked = rules_at(MONDAY), list(made_texts(ASKED, seed=7))
        turn = cycle(asked)
        return seconds(lambda: decided_alike(next(turn), rules), times=ASKED)


def ratio(kind: Kind) -> Callable[[], float]:
    """How many times longer a look takes among MANY cases than among FEW."""
    return lambda: lookup(kind, MANY) / lookup(kind, FEW)


FIGURES = tuple(Figure(f"like_texts_many_to_few_{kind}", 3, ratio(kind)) for kind in databases.KINDS)
