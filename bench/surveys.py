"""How many answers and survey screens a second are served, beside a bare insert and template (S-05)."""

import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import cycle
from statistics import median

from sqlalchemy import select

from assembly import assemble
from bench import served
from bench.figure import Figure
from bench.visitors import asking, visit_each
from models.clock import now
from models.db import db
from models.ids import Signer
from models.surveys import actions
from models.surveys.rules.answers import Answer
from models.surveys.tables import Invitation, Response
from tests.cast import furnish
from tests.models.revisits.many import ask_many
from tests.servers import databases, postgres
from tests.servers.databases import Kind
from tests.servers.run import run_folder
from web.config import Config

INVITED = 1_000
FIRST = "overall"
WORKERS, SECONDS, ROUNDS = 2, 3, 5
LEAST_ANSWERS, LEAST_SCREENS, MOST_TIMES = 0.6, 0.5, 2
HTMX = {"HX-Request": "true"}
BARE = {"answer": "bare_insert", "answer_htmx": "bare_insert", "screen": "bare_screen"}
"""What is asked of Huiyin, and what it is compared with."""


def many_asked() -> None:
    """A beginning: so many customers hold a link, and one of them has begun to answer. Commits."""
    begun = ask_many(INVITED)[0]
    actions.save(begun, begun.version.content.questions[0], Answer({"": 4}), now=now())
    db.session.commit()


@cache
def measured(kind: Kind) -> dict[str, tuple[float, float]]:
    """By name, what is had a second and how many seconds one in a hundred waits: medians of rounds."""
    if kind == "postgresql":
        postgres.keep_on_disk()
    database = databases.clone(kind, "bench_surveys", furnish, many_asked)
    config = Config(home=run_folder() / "surveys", database_url=database, clock=False)
    app = assemble(config)
    with app.app_context():
        locators = db.session.scalars(select(Invitation.locator).order_by(Invitation.id)).all()
        response = db.session.scalars(select(Response.id)).one()
        db.engine.dispose()
    signer: Signer = app.extensions["signer"]
    links = ["/s/" + signer.token("survey", each) for each in locators]
    still = run_folder() / "still"
    still.mkdir(exist_ok=True)
    (still / "still.html").write_text(app.test_client().get(links[0]).text)
    asked: dict[str, Iterator[bytes]] = {
        "bare_insert": cycle([asking("POST", "/row")]),
        "bare_screen": cycle([asking("GET", f"/row/{each}") for each in locators]),
        "answer": cycle([asking("POST", f"{link}/q/{FIRST}", answer="4") for link in links]),
        "answer_htmx": cycle([asking("POST", f"{link}/q/{FIRST}", HTMX, answer="4") for link in links]),
        "screen": cycle([asking("GET", link) for link in links]),
    }
    bare = served.bare(WORKERS, DATABASE=database, RESPONSE=str(response), STILL=str(still))
    with bare as plain, served.huiyin(config.home, database, WORKERS) as ours:
        ports = {name: plain if name.startswith("bare") else ours for name in asked}
        seen = [
            {name: visit_each(ports[name], requests, seconds=SECONDS) for name, requests in asked.items()}
            for _round in range(1 + ROUNDS)
        ][1:]
    databases.drop(kind, "bench_surveys")
    found = {
        name: (median(each[name].rate for each in seen), median(each[name].p99 for each in seen))
        for name in asked
    }
    for name, (rate, p99) in found.items():
        print(f"# {kind} {name}: {rate:.0f} a second, p99 {1000 * p99:.1f} ms", file=sys.stderr, flush=True)
    return found


def _share(kind: Kind, name: str) -> Callable[[], float]:
    return lambda: measured(kind)[name][0] / measured(kind)[BARE[name]][0]


def _waiting(kind: Kind, name: str) -> Callable[[], float]:
    return lambda: measured(kind)[name][1] / measured(kind)[BARE[name]][1]


def _figures(kind: Kind) -> Iterator[Figure]:
    for name, bare in BARE.items():
        least = LEAST_SCREENS if name == "screen" else LEAST_ANSWERS
        yield Figure(f"survey_{name}_share_of_{bare}_{kind}", least, _share(kind, name), more_is_better=True)
        yield Figure(f"survey_{name}_p99_times_{bare}_{kind}", MOST_TIMES, _waiting(kind, name))


FIGURES = tuple(figure for kind in databases.KINDS for figure in _figures(kind))
