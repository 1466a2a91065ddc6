"""The results of revisits on a filled database: all figures of a view of them, and the whole page (S-06)."""

from collections.abc import Callable
from datetime import date, timedelta

from flask import request
from sqlalchemy import func, select

from bench.screens import Ask, House
from models.clock import local_day, now
from models.db import db
from models.results import queries
from models.results.rules import Selection
from models.surveys.tables import Response
from portal.results import filters
from portal.results.board import Board

RESULTS = "/portal/results"
DAYS = 3
"""So many days of a million cases hold as many answers as many months of ten thousand."""


def answers_since(house: House, day: date) -> int:
    """How many answers to revisits were begun on that day and later."""
    with house.app.app_context():
        found = queries.head(house.person(), Selection(since=day)).n
        db.session.remove()
    return found


def first_day(house: House, answers: int) -> date:
    """The latest day since which there are so many answers."""
    day = _last_day(house)
    while answers_since(house, day) < answers:
        day -= timedelta(days=1)
    return day


def answers_of_days(house: House) -> int:
    """How many answers the last DAYS have."""
    return answers_since(house, _last_day(house) - timedelta(days=DAYS - 1))


def figures(house: House, since: date) -> Ask:
    """A way to have all figures since a day, as a page shows them, without the drawing of the page."""

    def ask() -> None:
        with house.app.test_request_context(f"{RESULTS}?since={since}"):
            person = house.person()
            form = filters.read(request.args, person)
            chosen = form.selection()
            assert chosen is not None
            board = Board(person, form, *chosen)
            assert board.shown
            shown = (board.main, board.dimensions, board.moments, board.options, board.table)
            beside = (board.became, board.rounds, board.quiet)
            assert None not in (*shown, *beside)

    return ask


def usual_page(house: House) -> tuple[Ask, int]:
    """A way to ask for the page as it opens, which shows the last quarter; how many answers that has."""
    return house.page(RESULTS), answers_since(house, filters.usual_since(local_day(now())))


def per_10000(seconds_of: Callable[[Ask], float], house: House) -> float:
    """Milliseconds that the page as it opens takes for each 10,000 answers it shows."""
    ask, answers = usual_page(house)
    return 1000 * seconds_of(ask) / (answers / 10_000)


def _last_day(house: House) -> date:
    with house.app.app_context():
        found = db.session.scalar(select(func.max(Response.started_at)))
        db.session.remove()
    assert found is not None
    return local_day(found)
