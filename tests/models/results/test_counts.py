"""S-06: answers counted by dimension, case, means and time; within the viewer's scope."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models.cases.words import Channel
from models.results import queries
from models.results.words import Attribute, Course
from models.surveys.rules.statistics import FivePoints
from models.surveys.words import Reach
from tests.cast import Cast, department
from tests.models.results.answering import DAY, chosen, many, revisited
from tests.moments import MONDAY
from tests.statements import CountStatements

pytestmark = pytest.mark.both_databases


def test_points_by_dimension_and_month(session: Session, cast: Cast) -> None:
    """S-06, S-02: all five counts of each dimension, by the month in Shanghai in which it was answered."""
    many([5, 5, 4, 3], others={"attitude": 5, "speed": 2})
    many([1, 2], at=MONDAY - 31 * DAY)
    viewer, selection = cast.inspector, chosen()
    measures = queries.measures(selection)
    assert [measure.code for measure in measures.all.values()][:2] == ["handling", "q-solved"]
    found = queries.over_time(viewer, selection, measures, Course.MONTH)
    assert found.five_points("handling") == FivePoints((2, 1, 1, 1, 1))
    assert found.five_points("attitude") == FivePoints((4, 0, 0, 0, 0))
    assert found.five_points("speed") == FivePoints((0, 0, 0, 4, 0))
    assert sorted(set(found.keys("handling"))) == ["2026-10", "2026-11"]
    assert found.five_points("handling", ["2026-10"]) == FivePoints((0, 0, 0, 1, 1))


def test_weeks_begin_on_monday_in_shanghai(session: Session, cast: Cast) -> None:
    """S-06: Sunday's last hour and Monday's first are two weeks, whatever UTC says."""
    midnight = MONDAY.replace(hour=0)
    revisited(5, at=midnight - timedelta(minutes=5))
    revisited(4, at=midnight + timedelta(minutes=5))
    selection = chosen()
    measures = queries.measures(selection)
    found = queries.over_time(cast.inspector, selection, measures, Course.WEEK)
    assert sorted(found.keys("handling")) == ["2026-11-16", "2026-11-23"]
    narrowed = replace(selection, since=date(2026, 11, 23))
    assert queries.head(cast.inspector, narrowed).n == 1
    assert queries.head(cast.inspector, replace(selection, until=date(2026, 11, 22))).n == 1


def test_two_attributes(session: Session, cast: Cast) -> None:
    """S-06: dimension × department × means, phone and link apart."""
    many([5, 4], code="JS")
    many([1], code="JS", reach=Reach.PHONE, by=cast.agent)
    many([3], code="YF")
    selection = chosen()
    measures = queries.measures(selection)
    found = queries.by_attributes(
        cast.inspector, selection, measures, "handling", [Attribute.DEPARTMENT, Attribute.REACH]
    )
    js, yf = department("JS").id, department("YF").id
    counted = {key: found.five_points("handling", [key]) for key in found.keys("handling")}
    assert counted == {
        (js, Reach.EMAIL): FivePoints((1, 1, 0, 0, 0)),
        (js, Reach.PHONE): FivePoints((0, 0, 0, 0, 1)),
        (yf, Reach.EMAIL): FivePoints((0, 0, 1, 0, 0)),
    }


def test_narrowed(session: Session, cast: Cast) -> None:
    """S-06: every filter narrows."""
    many([5], channel=Channel.HOTLINE)
    many([4], category="fees")
    many([3], grade=3)
    many([2], reach=Reach.SMS)
    many([1], code="YF")

    def n(**narrowed: object) -> int:
        return queries.head(cast.inspector, chosen(**narrowed)).n

    assert n() == 5
    assert n(channel=Channel.HOTLINE) == 1
    assert n(categories=("fees", "fee_dispute")) == 1
    assert n(grade=3) == 1
    assert n(reach=Reach.SMS) == 1
    assert n(department_id=department("YF").id) == 1
    assert n(reach=Reach.QR) == 0


def test_a_head_reads_the_own_department(session: Session, cast: Cast) -> None:
    """S-06, X-01: others read all, or nothing."""
    many([5, 4, 3], code="JS")
    many([1, 1], code="YF")
    assert queries.head(cast.head, chosen()).n == 3
    assert queries.head(cast.inspector, chosen()).n == 5
    assert queries.head(cast.agent, chosen()).n == 5
    for stranger in (cast.handler, cast.hr, cast.store, cast.administrator, cast.plain):
        assert queries.head(stranger, chosen()).n == 0


def test_half_answered_ones_are_counted_and_told(session: Session, cast: Cast) -> None:
    """S-06, S-05: what was answered counts; how many left early is said."""
    many([5, 4])
    many([1], complete=False)
    assert queries.head(cast.inspector, chosen()) == (2, 1)


def test_a_fixed_number_of_queries(session: Session, cast: Cast, statements: CountStatements) -> None:
    """S-06: as many for one answer as for thirty."""
    seen = []
    for scores in ([5], [4] * 29):
        many(scores)
        session.commit()
        selection = chosen()
        assert cast.inspector.permissions  # read before the counting
        with statements() as found:
            measures = queries.measures(selection)
            queries.head(cast.inspector, selection)
            queries.over_time(cast.inspector, selection, measures, Course.MONTH)
            queries.by_attributes(
                cast.inspector, selection, measures, "handling", [Attribute.GRADE, Attribute.CHANNEL]
            )
        seen.append(found.count)
    assert seen == [4, 4]
