"""Pay cuts: so much a month, for so many months (C-03)."""

from datetime import timedelta

import pytest

from models.accountability import actions
from models.accountability.rules.measures import MeasureDraft, check_measures
from models.accountability.words import MatterState, MeasureKind, Severity
from models.db import db
from models.errors import Invalid
from tests.cast import Cast
from tests.models.accountability.making import bench, to
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
DAY = timedelta(days=1)
PAY_CUT = MeasureDraft(MeasureKind.PAY_CUT, 50_000, 3)


@pytest.mark.parametrize(
    ("days", "most"), [(0, 110_000), (42, 110_000), (75, 160_000)], ids=["November", "January", "February"]
)
def test_c03_a_pay_cut_that_runs_counts_in_every_month_of_it(cast: Cast, days: int, most: int) -> None:
    """C-03: 500 yuan a month are taken until January, where 1600 may be; in February nothing is."""
    people = bench(cast)
    first = to(MatterState.PROPOSED, people, severity=Severity.SERIOUS, measures=(PAY_CUT,))
    actions.decide(first, "同意。", by=people.leader, now=MONDAY, seen=None)
    matter = to(MatterState.FOUND, people, severity=Severity.SERIOUS)
    now = MONDAY + days * DAY

    def fined(fen: int) -> None:
        draft = actions.ProposalDraft((MeasureDraft(MeasureKind.FINE, fen),), "说明", 800_000, "深圳")
        actions.propose(matter, draft, by=people.investigator, now=now, seen=None)

    with pytest.raises(Invalid, match="over_legal_limit"), db.session.begin_nested():
        fined(most + 1)
    db.session.expire_all()
    fined(most)
    assert matter.state is MatterState.PROPOSED


@pytest.mark.parametrize(
    "measure",
    [
        MeasureDraft(MeasureKind.PAY_CUT, 50_000),
        MeasureDraft(MeasureKind.PAY_CUT, 50_000, 0),
        MeasureDraft(MeasureKind.PAY_CUT, 50_000, 37),
        MeasureDraft(MeasureKind.FINE, 50_000, 2),
    ],
)
def test_c03_a_pay_cut_says_for_how_many_months_and_nothing_else_does(measure: MeasureDraft) -> None:
    with pytest.raises(Invalid, match="months"):
        check_measures([measure], upheld=True)


def test_c03_more_months_than_the_scale_allows_lie_outside_it(cast: Cast) -> None:
    people = bench(cast)
    matter = to(MatterState.FOUND, people, severity=Severity.SERIOUS)

    def cut(months: int) -> None:
        measure = MeasureDraft(MeasureKind.PAY_CUT, 50_000, months)
        draft = actions.ProposalDraft((measure,), "", 800_000, "深圳")
        actions.propose(matter, draft, by=people.investigator, now=MONDAY, seen=None)

    with pytest.raises(Invalid, match="outside_scale"), db.session.begin_nested():
        cut(4)
    db.session.expire_all()
    cut(3)
    assert matter.proposal is not None
    assert [(each.months, each.outside) for each in matter.proposal.measures] == [(3, False)]
