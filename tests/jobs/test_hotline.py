"""W-04, W-05, W-09: the clock works for the hotline, and no list of its runs tells of a report."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.run import run
from jobs.schedule import JOBS
from models.events.actions import SYSTEM
from models.hotline.actions import steps
from models.hotline.queries.opening import readers_of
from models.hotline.tables import HotlineReport
from models.jobs.tables import JobRun
from models.outbox.tables import Notice
from models.people.actions import set_head
from tests.cast import Cast, department
from tests.models.hotline.making import desk, reported, row_of
from tests.models.hotline.test_walk import walked
from tests.moments import MONDAY

LATER = MONDAY + timedelta(hours=3)
MUCH_LATER = MONDAY + timedelta(days=800)


def test_w04_no_run_is_counted_that_concerns_a_report(app: Flask, session: Session, cast: Cast) -> None:
    """Who moves people about could see from a count whether they read one; who looks daily, when one came."""
    people = desk(cast)
    open_one, closed = reported(people.one), reported(cast.handler)
    reader, _ = walked(closed, people)
    steps.tell(reader, "属实", seen=row_of(closed).version, now=MONDAY)
    steps.close(reader, seen=row_of(closed).version, now=MONDAY)
    mover = readers_of(row_of(open_one).id)[0].keeper.staff
    set_head(department("MD1"), mover, by=SYSTEM, now=LATER)
    session.commit()
    jobs = {job.name: job for job in JOBS}
    open_id, closed_id = row_of(open_one).id, row_of(closed).id
    with app.app_context():
        for name, moment in (("tell", LATER), ("guard", LATER), ("erase", MUCH_LATER)):
            run(jobs[f"hotline-{name}"], now=moment, holder="clock")
    session.rollback()
    assert len(session.scalars(select(Notice).where(Notice.kind == "hotline_waits")).all()) == 3
    assert mover.id not in {share.keeper.staff_id for share in readers_of(open_id)}
    assert session.get(HotlineReport, closed_id) is None
    noted = [(row.done, row.failed, row.error) for row in session.scalars(select(JobRun))]
    assert set(noted) == {(0, 0, "")}
