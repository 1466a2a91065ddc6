"""Campaigns with the clock at hand."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from models.campaigns import actions
from models.campaigns.tables import Campaign
from models.files.storage import FolderStore, Store
from tests.cast import Cast
from tests.jobs.conftest import RunJob
from tests.models.campaigns.making import frozen
from tests.moments import MONDAY
from web.home import Home

Running = Callable[..., Campaign]


@pytest.fixture
def store(app: Flask) -> Store:
    """Where the clock looks for files."""
    return FolderStore(Home(app.config["HUIYIN"].home).files)


@pytest.fixture
def running(session: Session, cast: Cast, run_job: RunJob) -> Running:
    """A prepared campaign that somebody has started."""

    def running(**changes: object) -> Campaign:
        campaign = frozen(cast, **changes)
        run_job("campaigns-prepare", MONDAY)
        session.expire_all()
        actions.start(campaign, by=cast.inspector, now=MONDAY, seen=None)
        session.commit()
        return campaign

    return running
