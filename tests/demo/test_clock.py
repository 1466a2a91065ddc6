"""R-03: the clock works on the whole demo company, which has a bit of everything, without a failure."""

from datetime import timedelta

import pytest
from flask import Flask

from demo.company import make_company
from demo.lately import tell_lately
from demo.loading.load import load
from jobs.schedule import SWEEPS, WORK
from models.clock import local_day, now
from models.db import db, writing
from tests.demo.conftest import HOTLINE

AFTER = [timedelta(0), timedelta(hours=5), timedelta(days=1), timedelta(days=4)]
"""So much time passes, with nobody at work: what is due is reminded of, then late, then goes up."""


@pytest.mark.usefixtures("session")
def test_no_job_fails_on_anything(app: Flask) -> None:
    """Each job as the clock runs it, in a session of its own."""
    began = now()
    with app.app_context(), writing():
        company = make_company(local_day(began), until=began, hotline=HOTLINE)
        load(company, now=began)
        tell_lately(company)
        db.session.commit()
    failures = {}
    for passed in AFTER:
        for job in (*WORK, *SWEEPS):
            with app.app_context():
                tally = job.run(began + passed)
            if tally.failed:
                failures[job.name, passed] = tally.error
    assert failures == {}
