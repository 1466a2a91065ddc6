"""What the job finds, once each, with its evidence, and what it passes over (A-02)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from jobs.matters import keep_clocks, look
from models.accountability.queries.triggers import new_candidates
from models.accountability.tables import Matter, MatterCandidate
from models.accountability.words import MatterKind, MatterState, TriggerKind
from models.cases import actions
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind
from models.db import db
from models.events.actions import CUSTOMER
from tests.cast import Cast
from tests.models.accountability.making import bench, to
from tests.models.cases.making import answered, decision, new, taken
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
DAY = timedelta(days=1)


def due_of(case: Case) -> DueTime:
    rows = select(DueTime).where(DueTime.case_id == case.id, DueTime.kind == DueKind.RESULT)
    return db.session.scalars(rows).one()


def test_a02_a_late_result_is_found_once(cast: Cast) -> None:
    """A-02: from a working day after the due time on; the owner, the case and the due time are linked."""
    case = taken(cast)
    due = due_of(case)
    assert new_candidates(due.due_at + timedelta(hours=1)) == []
    late = due.due_at + 5 * DAY
    (found,) = new_candidates(late)
    assert (found.source, found.kind) == (TriggerKind.OVERDUE, MatterKind.DELAY)
    assert (found.person_id, found.case_id) == (cast.handler.id, case.id)
    assert found.evidence == (f"due:{due.id}",)
    head_id = cast.head.id
    assert look(late).done == 1
    assert look(late).done == 0
    candidate = db.session.scalars(select(MatterCandidate)).one()
    assert candidate.line == [head_id]


def test_a02_what_lies_too_far_back_is_passed_over(cast: Cast) -> None:
    case = taken(cast)
    assert new_candidates(due_of(case).due_at + 40 * DAY) == []


def test_a02_a_case_that_came_back_after_dissatisfaction(cast: Cast) -> None:
    """A-02: dissatisfied counts; other reasons do not."""
    case = answered(cast)
    actions.reopen(case, why="dissatisfied", by=CUSTOMER, now=MONDAY + DAY)
    found = [each for each in new_candidates(MONDAY + DAY) if each.source is TriggerKind.REOPENED]
    assert [(each.case_id, each.kind) for each in found] == [(case.id, MatterKind.PERFUNCTORY)]
    assert found[0].evidence[0].startswith("event:")


def test_a02_a_grade_that_rose_through_our_handling(cast: Cast) -> None:
    """A-02, G-05: it falls on who had the case before."""
    case = taken(cast)
    raised = decision(grade=3, poorly_handled=True, reason="多次催办未处理")
    actions.triage(case, raised, by=cast.agent, now=MONDAY + DAY, seen=case.version)
    found = [each for each in new_candidates(MONDAY + DAY) if each.source is TriggerKind.GRADE_RISE]
    assert [(each.person_id, each.case_id) for each in found] == [(cast.handler.id, case.id)]


def test_a02_a_complaint_about_a_person_names_the_department(cast: Cast) -> None:
    """A-02: nobody is named by the system; who opens it names the person."""
    case = new()
    about = decision(category="service_attitude", grade=1)
    actions.triage(case, about, by=cast.agent, now=MONDAY, seen=case.version)
    (found,) = new_candidates(MONDAY)
    assert (found.source, found.person_id) == (TriggerKind.ABOUT_PERSON, None)
    assert found.department_id == case.lead_department_id


def test_a03_the_job_keeps_the_times(cast: Cast) -> None:
    """A-03: statements whose time has passed, reminders, matters that lapse; twice does no more."""
    to(MatterState.NOTIFIED, bench(cast))
    later = MONDAY + 10 * DAY
    assert keep_clocks(later).failed == 0
    assert db.session.scalars(select(Matter.state)).one() is MatterState.HEARD
    keep_clocks(MONDAY + 100 * DAY)
    assert db.session.scalars(select(Matter.state)).one() is MatterState.LAPSED
    assert keep_clocks(MONDAY + 100 * DAY).done == 0
