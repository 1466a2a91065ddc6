"""Corrections: reported with proof, checked again, sent back, reminded of, gone up (Q-01, H-04)."""

from datetime import datetime

import pytest
from sqlalchemy import select

from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.inspection import actions, queries
from models.inspection.tables import Correction
from models.inspection.words import CorrectionState
from models.outbox.tables import Notice
from models.people.tables import Staff
from tests.cast import Cast
from tests.models.cases.making import HOUR
from tests.models.inspection.making import LATER, bureau, closed, correction_of, drawn, failed, published

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
