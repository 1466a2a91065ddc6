"""S-06, S-07: what is published over the same days never tells, by subtraction, what fewer than 10 said."""

import pytest
from sqlalchemy.orm import Session

from models.errors import Invalid
from models.reports import actions, queries
from models.reports.document import Figures
from models.reports.rules.overlap import Told, apart, counts_of, tells_of_few
from models.reports.tables import SatisfactionReport
from models.reports.words import CorrectionPart, Undivided
from tests.cast import Cast
from tests.models.reports.reporting import NEW_YEAR, WINTER, answered_quarter, drafted, published, submitted
from tests.models.reports.sample import sample
from tests.models.results.answering import DAY, many


def told(key: str, *satisfied: int) -> Told:
    """A report with its corrections: so many said "very satisfied", 30 said otherwise."""
    return Told(key, tuple(_figures(key, each) for each in satisfied))


def _figures(key: str, satisfied: int) -> Figures:
    return sample(key, (satisfied, 10, 10, 5, 5))


def tells(key: str, satisfied: int, *beside: Told) -> bool:
    return tells_of_few(key, (satisfied, 10, 10, 5, 5), counts_of("handling"), beside)


def test_a_figure_is_held_against_each_that_was_published_not_the_first_alone() -> None:
    """A quarter of 130 was corrected to 115: a month of 108 is far from the one and near to the other."""
    assert not tells_of_few("2026-11", (78, 10, 10, 5, 5), counts_of("handling"), [told("2026Q4", 100)])
    assert tells_of_few("2026-11", (78, 10, 10, 5, 5), counts_of("handling"), [told("2026Q4", 100, 85)])
    assert tells_of_few("2026-11", (78, 10, 10, 5, 5), counts_of("handling"), [told("2026Q4", 85, 100)])


def test_the_last_month_is_held_against_the_quarter_and_the_others() -> None:
    """The quarter less October less December is November, where only 5 answered."""
    quarter = Told("2026Q4", (sample("2026Q4", (60, 20, 20, 10, 10)),))
    october = Told("2026-10", (sample("2026-10", (25, 10, 10, 5, 5)),))
    mine = (30, 10, 10, 5, 5)
    assert not tells_of_few("2026-12", mine, counts_of("handling"), [quarter])
    assert tells_of_few("2026-12", mine, counts_of("handling"), [quarter, october])
    assert not tells_of_few("2026-12", mine, counts_of("handling"), [october])


def test_a_quarter_is_held_against_each_choice_of_its_months() -> None:
    months = [
        Told("2026-10", (sample("2026-10", (25, 10, 10, 5, 5)),)),
        Told("2026-11", (sample("2026-11", (30, 10, 10, 5, 5)),)),
    ]
    assert tells_of_few("2026Q4", (60, 20, 20, 10, 10), counts_of("handling"), months), "5 in December"
    assert not tells_of_few("2026Q4", (70, 20, 20, 10, 10), counts_of("handling"), months), "15 in December"
    assert tells_of_few("2026Q4", (33, 10, 10, 5, 5), counts_of("handling"), months), "3 more than one"


def test_answers_that_were_changed_count_though_their_number_is_the_same() -> None:
    """Three turned from satisfied to dissatisfied between two countings: the difference would say so."""
    assert apart((50, 10, 10, 5, 5), [(47, 10, 10, 5, 8)]) == 3
    assert tells("2026-11", 47, Told("2026Q4", (sample("2026Q4", (50, 10, 10, 5, 2)),)))
    assert not tells("2026-11", 50, told("2026Q4", 50)), "the very same says nothing more"


def _corrected(cast: Cast, report: SatisfactionReport) -> None:
    correction = actions.correct(report, by=cast.agent, now=NEW_YEAR)
    words = {part: {"zh": "更正", "en": "Corrected"} for part in CorrectionPart}
    seen = {"by": cast.agent, "now": NEW_YEAR, "seen": None}
    actions.write_correction(correction, report, words, recounted=True, **seen)
    actions.submit_correction(correction, **seen)
    actions.publish_correction(correction, by=cast.leader, now=NEW_YEAR, seen=None)


def test_a_correction_of_the_quarter_hides_a_month_beside_it(session: Session, cast: Cast) -> None:
    """The quarter is published with 62, all of November; then 20 of October come in, and it is corrected."""
    answered_quarter()
    quarter = published(cast)
    many([5] * 20, at=WINTER - 31 * DAY)
    _corrected(cast, quarter)
    many([5] * 15, at=WINTER, code="JS")
    month = drafted(cast, "2026-11").content
    assert month.answers == 77
    assert month.headline is None, "77 of 82 leave 5"


def test_two_drafts_over_the_same_days_cannot_both_be_published(session: Session, cast: Cast) -> None:
    """Both were drafted before either was published: the second is to be counted anew, and then hides."""
    answered_quarter()
    many([5] * 7, at=WINTER - 31 * DAY)
    quarter, month = submitted(cast), submitted(cast, "2026-11")
    assert month.content.undivided is None
    actions.publish(quarter, by=cast.leader, now=NEW_YEAR, seen=None)
    with pytest.raises(Invalid, match="overlapping"):
        actions.publish(month, by=cast.leader, now=NEW_YEAR, seen=None)
    actions.take_up(month, by=cast.agent, now=NEW_YEAR)
    with pytest.raises(Invalid, match="overlapping"):
        actions.submit(month, by=cast.agent, now=NEW_YEAR, seen=None)
    actions.recount(month, by=cast.agent, now=NEW_YEAR, seen=None)
    assert month.content.undivided is Undivided.OVERLAPS
    assert month.content.headline is None


def test_months_of_one_quarter_do_not_overlap(session: Session, cast: Cast) -> None:
    """Each keeps its groups, as long as the quarter itself is not published."""
    answered_quarter()
    answered_quarter(at=WINTER - 31 * DAY)
    published(cast, "2026-10")
    month = drafted(cast, "2026-11").content
    assert month.undivided is None
    assert month.groups


def test_of_a_correction_only_what_is_published_is_kept(session: Session, cast: Cast) -> None:
    """Groups and sentences counted anew would tell of few what the dimensions keep to themselves."""
    answered_quarter()
    report = published(cast)
    many([1] * 3, at=WINTER, code="JS")
    _corrected(cast, report)
    found = queries.find(report.id)
    assert found is not None
    kept = found.corrections[0].content
    assert kept is not None
    assert kept.dimensions == report.content.dimensions
    assert (kept.groups, kept.sentences, kept.recommended, kept.whole) == ((), (), None, None)
