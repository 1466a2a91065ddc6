"""Reminders by themselves: each once, by two clocks at once too; a bad one stops no other (H-04, R-03)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from jobs.due_times import remind
from models.cases.actions import MilestoneDraft, make_plan
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind
from models.outbox.tables import Notice
from tests.cast import Cast
from tests.jobs.two_clocks import at_once
from tests.models.cases.making import taken
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases
SOON = "case_due_soon"


def told(session: Session) -> dict[str, int]:
    """How many reminders there are about each case."""
    rows = session.execute(
        select(Notice.about, func.count()).where(Notice.kind == SOON).group_by(Notice.about)
    )
    return {about: count for about, count in rows}  # noqa: C416 (rows are typed, dict(rows) is not)


def only_results(session: Session) -> None:
    """Leaves the results alone due, so that each case has one reminder to come."""
    session.execute(update(DueTime).where(DueTime.kind != DueKind.RESULT).values(next_notice_at=None))
    session.commit()


def test_h04_r03_two_clocks_at_once_remind_once(session: Session, cast: Cast) -> None:
    cases = [taken(cast, email=f"c{n}@example.com", phone=f"+861390000010{n}").audit_name for n in range(6)]
    only_results(session)
    at = session.scalars(select(func.max(DueTime.next_notice_at))).one()
    session.commit()
    assert at_once(remind, at) == 6
    session.expire_all()
    assert told(session) == dict.fromkeys(cases, 1)
    assert remind(at).done == 0


def test_h04_h02_two_clocks_at_once_remind_once_of_a_milestone(session: Session, cast: Cast) -> None:
    case = taken(cast)
    at = MONDAY + timedelta(hours=4)
    draft = MilestoneDraft("备件到货", cast.head.id, at)
    make_plan(case, "换备件", [draft], by=cast.handler, now=MONDAY, seen=None)
    session.execute(update(DueTime).values(next_notice_at=None))
    session.commit()
    assert at_once(remind, at) == 1
    session.expire_all()
    late = session.scalars(select(Notice.staff_id).where(Notice.kind == "given_late")).all()
    assert sorted(late) == sorted([cast.head.id, cast.handler.id])
    assert remind(at).done == 0


def test_h04_a_case_that_cannot_be_reminded_of_does_not_stop_the_others(session: Session, cast: Cast) -> None:
    """What broke is named, and nothing of it is half done."""
    good = taken(cast).audit_name
    bad = taken(cast, email="li@example.com", phone="+8613900000001")
    only_results(session)
    result = DueTime.kind == DueKind.RESULT
    broken = session.scalars(select(DueTime.id).where(DueTime.case_id == bad.id, result)).one()
    session.execute(update(DueTime).where(DueTime.id == broken).values(calendar="no_such_calendar"))
    session.commit()
    tally = remind(MONDAY + timedelta(days=6))
    assert (tally.done, tally.failed) == (1, 1)
    assert tally.error == f"{broken}: KeyError: 'no_such_calendar'"
    session.expire_all()
    assert told(session) == {good: 1}
    assert session.get_one(DueTime, broken).notices == 0
    assert session.scalar(select(func.count()).select_from(Case)) == 2
