"""What a page costs beside the least that Flask can answer, and how many queries it asks."""

import tempfile
from functools import cache
from pathlib import Path

from flask import Flask

from assembly import assemble
from bench.figure import Figure, seconds
from models.db import db, writing
from models.schema import metadata
from tests.cast import furnish
from web.config import Config


@cache
def app() -> Flask:
    """The whole application on a scratch database that holds the cast of the tests."""
    home = Path(tempfile.mkdtemp(prefix="huiyin-bench-"))
    made = assemble(Config(home=home, clock=False))
    with made.app_context(), writing():
        metadata.create_all(db.engine)
        furnish()
    return made


def start_page_times_bare_view() -> float:
    """The public start page beside a view that answers one word."""
    bare = Flask("bare")
    bare.add_url_rule("/", view_func=lambda: "hello")
    client, plain = app().test_client(), bare.test_client()
    assert client.get("/").status_code == 200
    return seconds(lambda: client.get("/"), times=50) / seconds(lambda: plain.get("/"), times=50)


FIGURES = (Figure("start_page_times_bare_view", 12, start_page_times_bare_view),)
