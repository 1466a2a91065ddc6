"""Corrections: reported with proof, checked again, sent back, reminded of, gone up (Q-01, H-04)."""

from datetime import datetime

import pytest
from sqlalchemy import select

from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.tables import Event
from models.inspection import actions, queries
from models.inspection.actions.audience import in_charge
from models.inspection.tables import Correction, Inspection
from models.inspection.words import CorrectionState
from models.outbox.tables import Notice
from models.people.queries import who_may
from models.people.tables import Staff
from models.permissions import Permission
from tests.cast import Cast
from tests.models.cases.making import DAY, HOUR
from tests.models.inspection.making import (
    LATER,
    again,
    bureau,
    closed,
    correction_of,
    drawn,
    extra_inspector,
    failed,
    published,
)

pytestmark = pytest.mark.usefixtures("session")


def ordered(cast: Cast) -> tuple[Correction, Staff]:
    """A correction with the department, and who checks it."""
    people = bureau(cast)
    published(people)
    closed(cast)
    made = failed(drawn(people))
    assert made.inspector is not None
    return correction_of(made, cast.head), made.inspector


def seen(correction: Correction, by: Staff) -> Correction:
    found = queries.correction(by, correction.id)
    assert found is not None
    return found


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def test_q01_back_and_forth_until_it_is_accepted(cast: Cast) -> None:
    correction, inspector = ordered(cast)
    assert told("correction_ordered") == {cast.head.id}
    with pytest.raises(NotAllowed):
        actions.report_correction(correction, "已改", by=cast.stranger, now=LATER)
    with pytest.raises(Invalid):
        actions.report_correction(correction, " ", by=cast.handler, now=LATER)
    actions.report_correction(correction, "已补充依据", by=cast.handler, now=LATER + 2 * HOUR)
    assert told("correction_reported") == {inspector.id}
    correction = seen(correction, inspector)
    assert (correction.state, correction.next_notice_at) == (CorrectionState.REPORTED, None)
    with pytest.raises(NotAllowed):
        actions.check_correction(correction, accepted=True, remark="", by=cast.head, now=LATER)
    with pytest.raises(Invalid):
        actions.check_correction(correction, accepted=False, remark="", by=inspector, now=LATER)
    actions.check_correction(
        correction, accepted=False, remark="未见附件", by=inspector, now=LATER + 3 * HOUR
    )
    correction = seen(correction, cast.handler)
    assert (correction.state, correction.round) == (CorrectionState.ORDERED, 2)
    assert correction.started_at == LATER + 3 * HOUR
    actions.report_correction(correction, "已上传附件", by=cast.handler, now=LATER + 4 * HOUR)
    correction = seen(correction, inspector)
    actions.check_correction(correction, accepted=True, remark="", by=inspector, now=LATER + 5 * HOUR)
    assert (correction.state, correction.ended_at) == (CorrectionState.ACCEPTED, LATER + 5 * HOUR)
    with pytest.raises(WrongState):
        actions.report_correction(correction, "再次", by=cast.handler, now=LATER + 6 * HOUR)


def test_q01_strangers_see_no_correction(cast: Cast) -> None:
    correction, _ = ordered(cast)
    assert queries.correction(cast.stranger, correction.id) is None
    assert queries.correction(cast.plain, correction.id) is None
    assert queries.count_corrections(cast.handler) == 1


def test_h04_reminders_end_with_the_leading_group(cast: Cast) -> None:
    correction, _ = ordered(cast)
    moments: list[datetime] = []
    while correction.next_notice_at is not None:
        moment = correction.next_notice_at
        moments.append(moment)
        assert actions.remind_correction(correction.id, now=moment)
        assert not actions.remind_correction(correction.id, now=moment)
        db.session.refresh(correction)
    assert moments == sorted(moments)
    assert told("correction_due_soon") == {cast.head.id}
    assert told("correction_late") == {cast.head.id, cast.leader.id}


def test_q01_another_checks_when_who_did_has_left(cast: Cast) -> None:
    """With a reason and time of their own; nobody of the case, the department, the report, a blind sheet."""
    correction, inspector = ordered(cast)
    made = again(db.session.scalars(select(Inspection)).one())
    blind = next(each.by for each in made.sheets if not each.done)
    third = extra_inspector()
    actions.report_correction(correction, "已补充依据", by=cast.handler, now=LATER + 2 * HOUR)
    correction = seen(correction, inspector)
    inspector.left_on = LATER.date()
    after = LATER + DAY
    assert in_charge(inspector.id, now=after) == {
        each.id for each in who_may(Permission.INSPECTION_DRAW, on=after.date())
    }
    assert queries.checkers(correction, after.date()) == [third.id]
    with pytest.raises(NotAllowed):
        actions.name_checker(correction, third, "离职", by=cast.head, now=after)
    with pytest.raises(Invalid, match="reason: required"):
        actions.name_checker(correction, third, " ", by=third, now=after)
    for barred in (blind, cast.handler, inspector):
        with pytest.raises(Invalid, match="person: not_free"):
            actions.name_checker(correction, barred, "离职", by=third, now=after)
    actions.name_checker(correction, third, "原复查人离职", by=blind, now=after)
    correction = seen(correction, third)
    assert (correction.checker_id, correction.check_reminded_at) == (third.id, None)
    assert correction.check_due_at is not None
    assert correction.check_due_at > after
    event = db.session.scalars(select(Event).where(Event.kind == "correction.handed_on")).one()
    assert (event.reason, event.facts["inspector_before"]) == ("原复查人离职", inspector.id)
    assert third.id in told("correction_reported")
    actions.check_correction(correction, accepted=True, remark="", by=third, now=after)
    with pytest.raises(WrongState):
        actions.name_checker(correction, cast.inspector, "再换", by=third, now=after)


def test_q01_another_scores_blind_or_in_a_calibration(cast: Cast) -> None:
    """Not who has a sheet or a part in the case, nor, once a sheet is in, whoever names them."""
    people = bureau(cast)
    published(people)
    closed(cast)
    made = failed(drawn(people))
    [blind] = queries.replaceable(made)
    third = extra_inspector()
    assert made.inspector is not None
    with pytest.raises(NotAllowed):
        actions.replace_scorer(made, blind.id, third, "岗位调整", by=cast.head, now=LATER)
    first = next(each for each in made.sheets if each.done)
    with pytest.raises(WrongState):
        actions.replace_scorer(made, first.id, third, "岗位调整", by=people.first, now=LATER)
    with pytest.raises(Invalid, match="reason: required"):
        actions.replace_scorer(made, blind.id, third, "", by=people.first, now=LATER)
    for barred, by in ((people.insider, people.first), (blind.by, people.first), (third, third)):
        with pytest.raises(Invalid, match="person: not_free"):
            actions.replace_scorer(made, blind.id, barred, "岗位调整", by=by, now=LATER)
    before = blind.by_id
    taken = actions.replace_scorer(made, blind.id, third, "岗位调整", by=people.first, now=LATER)
    assert (taken.id, taken.by_id) == (blind.id, third.id)
    event = db.session.scalars(select(Event).where(Event.kind == "inspection.sheet_handed_on")).one()
    assert (event.reason, event.facts["inspector_before"]) == ("岗位调整", before)
    assert third.id in told("inspection_to_score")
    assert queries.correction(third, made.correction_id or 0) is None, "who scores blind reads nothing of it"
    calibration = again(actions.calibrate(made.case, [people.first, people.second], by=third, now=LATER))
    one = queries.replaceable(calibration)[0]
    actions.replace_scorer(calibration, one.id, third, "休假", by=third, now=LATER)
    assert third.id in {each.by_id for each in again(calibration).sheets}
