"""A body's decision on an appeal that makes measures lighter, from the minutes to what is in force (M-01)."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.accountability.rules.measures import MeasureDraft
from models.accountability.words import AppealOutcome, MeasureKind
from models.bodies import actions
from models.bodies.words import Act
from models.conduct.tables import Penalty
from models.errors import Invalid
from tests.cast import Cast
from tests.models.accountability.telling import decide_and_appeal
from tests.models.cases.making import HOUR
from tests.moments import MONDAY
from tests.story.meetings import about, decided, minute_rest, opened, seated


def test_m_01_a_03_a_decision_makes_measures_lighter(session: Session, cast: Cast) -> None:
    """Never heavier, in the minutes already; a warning stays, and the points come down."""
    matter = decide_and_appeal(cast, MONDAY)
    seated(cast, MONDAY)
    meeting = opened(cast, MONDAY + HOUR)
    item = about(meeting, matter.audit_name)
    softer = decided(cast, Act.APPEAL_LIGHTER, "情节较轻，减为扣 1 分。")
    warning, point = MeasureDraft(MeasureKind.WARNING), MeasureDraft(MeasureKind.POINTS, 1)
    for heavier in ((), (warning, replace(point, amount=2)), (warning, replace(point, amount=3))):
        with pytest.raises(Invalid, match="kept: not_lighter"):
            actions.write_item(
                meeting, item.id, replace(softer, lighter=heavier), by=cast.agent, now=MONDAY, seen=None
            )
    softer = replace(softer, lighter=(warning, point))
    actions.write_item(meeting, item.id, softer, by=cast.agent, now=MONDAY + 2 * HOUR, seen=None)
    minute_rest(cast, meeting, MONDAY + 2 * HOUR)
    actions.sign(meeting, by=cast.leader, now=MONDAY + 2 * HOUR, seen=None)
    written = actions.carry_out(meeting, item.id, by=cast.leader, now=MONDAY + 2 * HOUR)
    assert written.lighter == [
        {"kind": "warning", "amount": None, "months": None},
        {"kind": "points", "amount": 1, "months": None},
    ]
    session.refresh(matter)
    assert matter.appeal is not None
    assert (matter.state.value, matter.appeal.outcome) == ("final", AppealOutcome.LIGHTER)
    holding = select(Penalty.kind, Penalty.amount).where(Penalty.reversed_at.is_(None)).order_by(Penalty.id)
    assert session.execute(holding).all() == [(MeasureKind.WARNING, None), (MeasureKind.POINTS, 1)]
