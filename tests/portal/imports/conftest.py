"""An agent at the portal, with files to import and the clock at hand."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jobs.imports import work_on_imports
from models.clock import now
from models.files.storage import FolderStore, Store
from models.imports.tables import Import
from tests.cast import Cast
from tests.client import Client
from web.home import Home

Tick = Callable[[], None]


@pytest.fixture
def store(app: Flask) -> Store:
    """Where the application keeps files."""
    return FolderStore(Home(app.config["HUIYIN"].home).files)


@pytest.fixture
def agent(cast: Cast, client: Client) -> Client:
    """Customer service, who may import."""
    return client.come_in(cast.agent)


@pytest.fixture
def tick(app: Flask, session: Session) -> Tick:
    """Lets the clock work on imports once; rows are read anew afterwards."""

    def tick() -> None:
        session.commit()
        with app.app_context():
            work_on_imports(now())
        session.expire_all()

    return tick


def latest(session: Session) -> Import:
    """The import that was handed in last."""
    session.expire_all()
    return session.query(Import).order_by(Import.id.desc()).limit(1).one()
