"""What a page costs beside the least that Flask can answer, and how many queries it asks."""

from collections.abc import Callable
from functools import cache

from flask import Flask

from assembly import assemble
from bench.figure import Figure, seconds
from models.db import db
from tests.cast import meet
from tests.client import Client
from tests.servers import databases
from tests.servers.run import run_folder
from tests.statements import count_statements
from tests.story import Story, perform, recall
from web.config import Config


@cache
def app() -> Flask:
    """The whole application on a scratch database that holds the story of the tests."""
    database = databases.clone("sqlite", "bench", perform)
    made = assemble(Config(home=run_folder() / "home", database_url=database, clock=False))
    made.test_client_class = Client
    return made


def visitor(part: str | None = None) -> Client:
    """A browser without a window: a customer's, or that of somebody of the cast."""
    client = app().test_client()
    assert isinstance(client, Client)
    if part:
        with app().app_context():
            client.come_in(getattr(meet(), part))
    return client


def times_bare_view(path: str) -> Callable[[], float]:
    """A page of the public site beside a view that answers one word."""

    def measure() -> float:
        bare = Flask("bare_view")
        bare.add_url_rule("/", view_func=lambda: "hello")
        client, plain = visitor(), bare.test_client()
        assert client.get(path).status_code == 200
        return seconds(lambda: client.get(path), times=50) / seconds(lambda: plain.get("/"), times=50)

    return measure


PAGES: dict[str, tuple[str, Callable[[Story], str]]] = {
    "my_day_queries": ("agent", lambda _story: "/portal/"),
    "case_list_queries": ("agent", lambda _story: "/portal/cases"),
    "case_screen_queries": ("handler", lambda story: f"/portal/cases/{story.back.number}"),
}
"""The busiest pages: who of the cast asks for which."""


def queries(name: str) -> Callable[[], float]:
    """How many queries one of PAGES asks."""
    part, path = PAGES[name]

    def measure() -> float:
        client = visitor(part)
        with app().app_context():
            address = path(recall())
            db.session.remove()
        client.get(address)  # what is asked once a process is no cost of the page
        with count_statements() as seen:
            answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        return seen.count

    return measure


FIGURES = (
    Figure("start_page_times_bare_view", 20, times_bare_view("/")),
    Figure("my_day_queries", 20, queries("my_day_queries")),
    Figure("case_list_queries", 12, queries("case_list_queries")),
    Figure("case_screen_queries", 28, queries("case_screen_queries")),
)
