"""`flask jobs` and `flask audit`: what an operator types, and what it answers."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from jobs.commands import Moment
from models.clock import now
from models.events.actions import SYSTEM, record
from models.jobs.actions import hold, note_run
from models.outbox.tables import Delivery, OutboxMessage
from tests.jobs.conftest import OpenCase
from tests.moments import MONDAY


def typed(app: Flask, session: Session, *words: str) -> tuple[int, str]:
    """Types a `flask` command; its exit code and all that it says."""
    session.commit()
    with app.app_context():
        answer = app.test_cli_runner().invoke(args=list(words))
    session.expire_all()
    return answer.exit_code, answer.output


def test_jobs_are_listed_with_how_their_last_run_went(app: Flask, session: Session) -> None:
    moment = now()
    note_run("deliver", holder="h", started_at=moment, ended_at=moment, done=2, failed=1, error="7: no")
    code, said = typed(app, session, "jobs", "list")
    assert code == 0
    assert "deliver            every 5 s" in said
    assert "2 done, 1 failed: 7: no" in said
    assert "sweep-files        every 1 d" in said
    assert "never ran" in said
    assert said.endswith("No process runs the clock.\n")
    hold("clock", "here:1", length=timedelta(minutes=1), now=now())
    assert typed(app, session, "jobs", "list")[1].endswith("The clock is run by here:1.\n")


def test_one_job_is_run_by_hand_as_if_it_were_later(app: Flask, session: Session, complain: OpenCase) -> None:
    complain(MONDAY)
    code, said = typed(app, session, "jobs", "run", "deliver", "--at", "2026-11-23T09:59")
    assert (code, said) == (0, "deliver: 0 done, 0 failed\n")
    code, said = typed(app, session, "jobs", "run", "deliver", "--at", MONDAY.isoformat())
    assert (code, said) == (0, "deliver: 1 done, 0 failed\n")
    assert session.scalars(select(OutboxMessage.state)).one() is Delivery.SENT


@pytest.mark.parametrize("ahead", ["+2d", "+3h", "+5m"])
def test_a_moment_can_be_said_as_so_far_ahead(
    app: Flask, session: Session, complain: OpenCase, ahead: str
) -> None:
    complain(now() + timedelta(minutes=4))
    assert typed(app, session, "jobs", "run", "deliver") == (0, "deliver: 0 done, 0 failed\n")
    assert typed(app, session, "jobs", "run", "deliver", "--at", ahead)[1] == "deliver: 1 done, 0 failed\n"


@pytest.mark.parametrize("moment", ["yesterday", "2d", "+2w", "2026-13-01", ""])
def test_what_is_no_moment_is_refused(app: Flask, session: Session, moment: str) -> None:
    code, said = typed(app, session, "jobs", "run", "deliver", "--at", moment)
    assert code == 2
    assert "neither a moment" in said


def test_an_unknown_job_is_refused_and_the_known_ones_named(app: Flask, session: Session) -> None:
    code, said = typed(app, session, "jobs", "run", "nothing")
    assert code == 2
    assert "deliver" in said


def test_a_job_that_fails_ends_with_one(app: Flask, session: Session, complain: OpenCase) -> None:
    complain(MONDAY)
    session.execute(text("UPDATE outbox_message SET kind = 'no_such_occasion'"))
    code, said = typed(app, session, "jobs", "run", "deliver", "--at", MONDAY.isoformat())
    assert code == 1
    assert "deliver: 0 done, 1 failed" in said
    assert "no_such_occasion" in said


def test_x02_an_untouched_trail_verifies(app: Flask, session: Session) -> None:
    record("case.opened", "case:HY-1", by=SYSTEM, now=MONDAY)
    code, said = typed(app, session, "audit", "verify")
    assert code == 0
    assert said.startswith("0 events sealed, 1 not yet. Head: ")
    code, head = typed(app, session, "audit", "head")
    assert (code, len(head.strip())) == (0, 64)
    code, said = typed(app, session, "audit", "verify", "--expect-head", head.strip().upper())
    assert (code, said.splitlines()[-1]) == (0, "The trail is sound.")


def test_x02_a_tampered_trail_ends_with_one_and_names_the_event(app: Flask, session: Session) -> None:
    event = record("case.opened", "case:HY-1", by=SYSTEM, now=MONDAY)
    typed(app, session, "audit", "head")
    session.execute(text("DROP TRIGGER event_no_update"))
    session.execute(text("UPDATE event SET reason = 'other'"))
    code, said = typed(app, session, "audit", "verify")
    assert code == 1
    assert f"event {event.id} (case.opened of case:HY-1) or its seal was changed" in said
    assert "sound" not in said


def test_x02_a_head_that_is_not_there_is_a_fault(app: Flask, session: Session) -> None:
    record("case.opened", "case:HY-1", by=SYSTEM, now=MONDAY)
    typed(app, session, "audit", "head")
    code, said = typed(app, session, "audit", "verify", "--expect-head", "f" * 64)
    assert code == 1
    assert "cut off or rewritten" in said


def test_moments_without_a_zone_are_meant_in_shanghai(app: Flask, session: Session) -> None:
    assert Moment().convert("2026-11-23T10:00", None, None) == MONDAY
    assert isinstance(Moment().convert("2026-11-23T02:00+00:00", None, None), datetime)
