"""How many survey answers are taken while fifty receipt codes are checked, as a share of usual (W-02).

Each of the fifty asks again as soon as they are answered, and a second after they were told to come back in a
minute: more impatient than anybody is asked to be.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import cycle
from statistics import median

from sqlalchemy import select

from assembly import assemble
from bench import served
from bench.checkers import BEGUN
from bench.figure import Figure
from bench.surveys import FIRST, WORKERS, many_asked
from bench.visitors import asking, visit_each
from models.db import db
from models.ids import Signer
from models.surveys.tables import Invitation
from tests.cast import furnish
from tests.servers import databases, postgres
from tests.servers.databases import Kind
from tests.servers.run import run_folder
from web.config import Config

SECONDS, ROUNDS = 5, 3
LEAST_SHARE = 0.8


@cache
def share(kind: Kind) -> float:
    """The median of rounds: the rate during the checks by the rate right before them."""
    if kind == "postgresql":
        postgres.keep_on_disk()
    database = databases.clone(kind, "bench_code_checks", furnish, many_asked)
    config = Config(home=run_folder() / "code_checks", database_url=database, clock=False)
    app = assemble(config)
    with app.app_context():
        locators = db.session.scalars(select(Invitation.locator).order_by(Invitation.id)).all()
        db.engine.dispose()
    signer: Signer = app.extensions["signer"]
    links = ["/s/" + signer.token("survey", each) for each in locators]
    requests = cycle([asking("POST", f"{link}/q/{FIRST}", answer="4") for link in links])
    shares = []
    with served.huiyin(config.home, database, WORKERS) as port:
        visit_each(port, requests, seconds=SECONDS)
        for _round in range(ROUNDS):
            usual = visit_each(port, requests, seconds=SECONDS).rate
            with _fifty_checks(port):
                during = visit_each(port, requests, seconds=SECONDS).rate
            shares.append(during / usual)
            print(f"# {kind}: {usual:.0f} answers a second, {during:.0f} during", file=sys.stderr, flush=True)
    databases.drop(kind, "bench_code_checks")
    return median(shares)


@contextmanager
def _fifty_checks(port: int) -> Iterator[None]:
    """For as long as the block lasts, by a process of their own; says what came of them."""
    command = [sys.executable, "-m", "bench.checkers", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as people:  # noqa: S603
        assert people.stdout is not None
        assert people.stdout.readline().strip() == BEGUN
        yield
        said, _nothing = people.communicate("")
        print(f"# {said.strip()}", file=sys.stderr, flush=True)


FIGURES = tuple(
    Figure(
        f"survey_answers_during_50_code_checks_{kind}",
        LEAST_SHARE,
        lambda kind=kind: share(kind),  # type: ignore[misc]  # bound at once
        more_is_better=True,
    )
    for kind in databases.KINDS
)
"""One for each database."""
