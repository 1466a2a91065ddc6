"""Cases drawn, scored, objected to, and noted for accountability (Q-01, A-02)."""

import pytest
from sqlalchemy import select

from models.accountability.tables import MatterCandidate
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM
from models.inspection import actions, queries
from models.inspection.actions import SheetDraft
from models.inspection.tables import Inspection
from models.inspection.words import CorrectionState, Ground, InspectionState, Mark, SheetPart
from models.outbox.tables import Notice
from models.people.actions import set_head
from tests.cast import Cast, department
from tests.models.cases.making import DAY, HOUR
from tests.models.inspection.making import (
    LATER,
    MONTH,
    again,
    bureau,
    closed,
    correction_of,
    drawn,
    failed,
    published,
    scored,
    sheet,
)
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def test_q01_drawn_once_with_a_seed_that_repeats_it(cast: Cast) -> None:
    """Neither the insider of the department nor who handled it gets the case; who gets it is told."""
    people = bureau(cast)
    published(people)
    case = closed(cast)
    draw = actions.draw_month(MONTH, by=people.first, now=LATER)
    made = db.session.scalars(select(Inspection)).one()
    assert (made.case_id, made.ground, made.state) == (case.id, Ground.RANDOM, InspectionState.DRAWN)
    assert made.inspector_id in {people.first.id, people.second.id}
    assert (draw.eligible, draw.drawn, len(draw.seed)) == (1, 1, 16)
    kept = queries.draw_of(MONTH)
    assert kept is not None
    assert queries.repeated(kept) == [(case.number, Ground.RANDOM)]
    assert told("inspection_to_score") == {sheet.by_id for sheet in again(made).sheets}
    with pytest.raises(WrongState):
        actions.draw_month(MONTH, by=people.first, now=LATER)


def test_q01_not_drawn_before_the_month_is_over_nor_without_a_checklist(cast: Cast) -> None:
    people = bureau(cast)
    with pytest.raises(Invalid):
        actions.draw_month(MONTH, by=people.first, now=LATER)
    published(people)
    with pytest.raises(Invalid):
        actions.draw_month(MONTH, by=people.first, now=MONDAY + DAY)
    with pytest.raises(NotAllowed):
        actions.draw_month(MONTH, by=cast.agent, now=LATER)


def test_q01_one_who_is_free_takes_over(cast: Cast) -> None:
    people = bureau(cast)
    published(people)
    closed(cast)
    made = drawn(people)
    others = {sheet.part: sheet.by_id for sheet in made.sheets}
    assert set(others) == {SheetPart.FIRST, SheetPart.SECOND}
    with pytest.raises(Invalid):
        actions.name_inspector(made, people.insider, by=people.first, now=LATER)
    with pytest.raises(Invalid):
        actions.name_inspector(made, people.second, by=people.first, now=LATER)


def test_q01_passed_tells_the_person_and_orders_nothing(cast: Cast) -> None:
    people = bureau(cast)
    published(people)
    closed(cast)
    made = scored(drawn(people))
    assert (made.state, made.correction_id, made.object_until) == (InspectionState.PASSED, None, None)
    assert told("inspection_passed") == {cast.handler.id}
    assert queries.returned_by_inspection([made.case_id]) == frozenset()
    with pytest.raises(WrongState):
        scored(made)


def test_q01_a_fault_needs_a_note_and_a_failure_a_correction(cast: Cast) -> None:
    people = bureau(cast)
    checklist = published(people)
    closed(cast)
    made = drawn(people)
    by = made.inspector
    assert by is not None
    killed = sheet(checklist, {4: Mark.NOT_MET}, correction="")
    for draft in (SheetDraft(), killed):
        with pytest.raises(Invalid):
            actions.score(made, draft, by=by, now=LATER)
    with pytest.raises(NotAllowed):
        actions.score(made, sheet(checklist), by=people.insider, now=LATER)


def test_q01_the_second_look_is_blind(cast: Cast) -> None:
    """Who is to score it too finds it in no list and reads nobody's sheet before their own is in."""
    people = bureau(cast)
    checklist = published(people)
    closed(cast)
    made = failed(drawn(people))
    first, second = made.sheets
    other = people.second if second.by_id == people.second.id else people.first
    everything = queries.InspectionFilter()
    assert queries.listing(other, everything) == []
    assert not queries.sees_sheet(made, first, other)
    assert made.correction_id is not None
    assert (queries.correction(other, made.correction_id), queries.corrections(other)) == (None, [])
    assert [found.id for _, found in queries.my_sheets(other)] == [made.id]
    actions.score(made, sheet(checklist), by=other, now=LATER + 2 * HOUR)
    made = again(made)
    assert queries.sees_sheet(made, made.sheets[0], other)
    assert queries.corrections(other) == [made.correction]
    assert made.state is InspectionState.FAILED
    agreed = queries.agreed(checklist.id)
    assert [(item.position, found.n, found.observed) for item, found in agreed.items] == [
        (1, 1, 1.0),
        (2, 1, 1.0),
        (3, 1, 1.0),
        (4, 1, 0.0),
    ]
    assert (agreed.marks.n, agreed.results.n, agreed.results.observed) == (4, 1, 0.0)


def test_q01_a_failure_stands_unless_an_objection_is_upheld(cast: Cast) -> None:
    """Decided by who did not score it; upheld drops the correction, and nothing is sent back any more."""
    people = bureau(cast)
    published(people)
    closed(cast)
    made = failed(drawn(people))
    assert queries.returned_by_inspection([made.case_id]) == {made.case_id}
    assert told("inspection_failed") == {cast.handler.id, cast.head.id}
    with pytest.raises(NotAllowed):
        actions.object_to(made, "不认同", by=cast.head, now=LATER + DAY)
    actions.object_to(made, "第四项记录在附件中", by=cast.handler, now=LATER + DAY)
    made = again(made)
    with pytest.raises(WrongState):
        actions.object_to(made, "再次", by=cast.handler, now=LATER + DAY)
    for one in (people.first, people.second, people.insider, cast.agent):
        with pytest.raises(NotAllowed):
            actions.decide_objection(made, upheld=True, reason="有依据", by=one, now=LATER + DAY)
    set_head(department("JS"), cast.leader, by=SYSTEM, now=LATER + DAY)
    with pytest.raises(NotAllowed):  # who heads the department now does not clear it
        actions.decide_objection(made, upheld=True, reason="有依据", by=cast.leader, now=LATER + DAY)
    set_head(department("JS"), cast.head, by=SYSTEM, now=LATER + DAY)
    actions.decide_objection(made, upheld=True, reason="附件有依据", by=cast.leader, now=LATER + DAY)
    made = again(made)
    assert made.state is InspectionState.OVERTURNED
    assert correction_of(made, cast.head).state is CorrectionState.DROPPED
    assert queries.returned_by_inspection([made.case_id]) == frozenset()
    assert queries.to_note(LATER + 90 * DAY) == []


def test_a02_a_failure_becomes_a_candidate_once_and_never_under_objection(cast: Cast) -> None:
    people = bureau(cast)
    published(people)
    case = closed(cast)
    made = failed(drawn(people))
    assert made.object_until is not None
    assert not actions.note_failed(made.id, now=made.object_until - HOUR)
    actions.object_to(made, "不认同", by=cast.handler, now=made.object_until - HOUR)
    assert not actions.note_failed(made.id, now=made.object_until + 30 * DAY)
    made = again(made)
    actions.decide_objection(made, upheld=False, reason="无依据", by=cast.leader, now=LATER + 40 * DAY)
    assert actions.note_failed(made.id, now=LATER + 40 * DAY)
    assert not actions.note_failed(made.id, now=LATER + 41 * DAY)
    from_inspection = select(MatterCandidate).where(MatterCandidate.source == "inspection")
    candidate = db.session.scalars(from_inspection).one()
    assert candidate.evidence == [made.audit_name, case.audit_name]
    assert (candidate.person_id, candidate.reporter_id) == (cast.handler.id, made.inspector_id)


def test_q01_a_calibration_opens_when_all_are_done(cast: Cast) -> None:
    """Nothing follows for who handled the case, who does not even see it."""
    people = bureau(cast)
    checklist = published(people)
    case = closed(cast)
    with pytest.raises(Invalid):
        actions.calibrate(case, [people.first], by=people.first, now=LATER)
    with pytest.raises(Invalid):
        actions.calibrate(case, [people.first, people.insider], by=people.first, now=LATER)
    made = actions.calibrate(case, [people.first, people.second], by=people.first, now=LATER)
    made = again(made)
    actions.score(made, sheet(checklist, {4: Mark.NOT_MET}, ""), by=people.first, now=LATER)
    made = again(made)
    assert not queries.sees_sheet(made, made.sheets[0], people.second)
    actions.score(made, sheet(checklist), by=people.second, now=LATER)
    made = again(made)
    assert made.state is InspectionState.COMPARED
    assert all(queries.sees_sheet(made, each, people.first) for each in made.sheets)
    assert queries.inspection(cast.handler, made.id) is None
    assert queries.returned_by_inspection([case.id]) == frozenset()
