"""Two clocks that run one job at the same moment, as two servers may for an instant (R-03)."""

from collections.abc import Callable
from datetime import datetime
from threading import Barrier, Thread

from flask import current_app

from jobs.job import Tally
from models.db import db


def at_once(job: Callable[[datetime], Tally], now: datetime) -> int:
    """Two clocks run the job at the same moment; how many things they did together."""
    app, start = current_app._get_current_object(), Barrier(2)  # type: ignore[attr-defined]
    done: list[int] = []

    def clock() -> None:
        with app.app_context():
            start.wait()
            tally = job(now)
            assert tally.failed == 0, tally.error
            done.append(tally.done)
            db.session.remove()

    clocks = [Thread(target=clock) for _ in range(2)]
    for thread in clocks:
        thread.start()
    for thread in clocks:
        thread.join()
    return sum(done)
