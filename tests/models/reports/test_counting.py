"""S-06, S-07: the document of a report is counted from the answers, and hides what may not be published."""

import pytest
from sqlalchemy.orm import Session

from models.campaigns import actions as campaigns
from models.errors import Invalid
from models.reports import actions, queries
from models.reports.words import Undivided
from models.surveys.words import Reach
from tests.cast import Cast
from tests.models.campaigns import making
from tests.models.reports.reporting import AUTUMN, NEW_YEAR, WINTER, answered_quarter, drafted, published
from tests.models.results.answering import DAY, many


def shown(cast: Cast, by: str) -> dict[str, int | None]:
    (found,) = [each for each in drafted(cast).content.groups if each.by == by]
    return {line.code: line.figure.n if line.figure else None for line in found.lines}


@pytest.mark.both_databases
def test_the_whole_document(session: Session, cast: Cast) -> None:
    """S-07: counts, shares with intervals, response rate with its parts, method, in one frozen row."""
    answered_quarter()
    found = drafted(cast).content
    main = found.headline
    assert main is not None
    assert main.figure is not None
    assert (main.code, main.figure.n, main.figure.counts) == ("handling", 62, (22, 20, 6, 9, 5))
    assert main.figure.satisfied.model_dump() == {
        "hits": 42, "value": 0.677419, "low": 0.553681, "high": 0.780455,
    }  # fmt: skip
    assert (main.figure.dissatisfied.hits, round(main.figure.mean, 3)) == (14, 3.726)
    assert found.rate is not None
    assert (found.rate.eligible, found.rate.answers, found.rate.refused) == (70, 62, 2)
    assert [reason.code for reason in found.rate.reasons] == ["no_answer", "refused"]
    assert [line.code for line in found.dimensions] == ["handling", "attitude", "speed"]
    assert "2026-10-01" in found.method[0].zh
    assert found.counted_at == NEW_YEAR


def test_small_groups_and_what_would_tell_them_are_hidden(session: Session, cast: Cast) -> None:
    """S-06: four answers of one department are hidden, with a second department, as totals are shown."""
    answered_quarter()
    assert shown(cast, "department") == {"YF": None, "JS": 30, "YY": None}


def test_the_course_over_earlier_reports(session: Session, cast: Cast) -> None:
    """S-07: compared with the report before as it was published, the corrected one where it was corrected."""
    answered_quarter(at=AUTUMN)
    published(cast, "2026Q3", now=AUTUMN + 60 * DAY)
    many([5] * 40, at=AUTUMN)
    answered_quarter()
    found = drafted(cast).content
    assert [(each.period, each.n) for each in found.course] == [("2026Q3", 62), ("2026Q4", 62)]
    assert found.before is not None
    assert found.before.en == "third quarter of 2026"
    main = found.headline
    assert main is not None
    assert main.change is not None
    assert (main.change.value, main.change.clear) == (0.0, False)


def test_a_month_and_its_quarter_tell_nothing_between_them(session: Session, cast: Cast) -> None:
    """S-06: no groups where a report overlaps with a published one, and no figure that leaves under ten."""
    answered_quarter()
    many([5] * 7, at=WINTER - 31 * DAY)
    quarter = published(cast)
    assert quarter.content.answers == 69
    month = drafted(cast, "2026-11").content
    assert month.undivided is Undivided.OVERLAPS
    assert month.groups == ()
    assert month.headline is None


def test_an_open_survey_stands_apart(session: Session, cast: Cast) -> None:
    """S-06: its answers are in no figure of the invited, and have no interval."""
    answered_quarter()
    survey = making.opened(cast, WINTER, closes_at=WINTER + 5 * DAY, remind_at=None)
    for place in range(12):
        invitation = campaigns.admit(survey, f"O{place:09}", language="zh", reach=Reach.QR, now=WINTER)
        making.answer(invitation, 2, now=WINTER)
    campaigns.end(survey, now=WINTER + 6 * DAY)
    found = drafted(cast).content
    assert found.answers == 62
    (apart,) = found.open_surveys
    assert apart.n == 12
    assert {line.figure.satisfied.low for line in apart.lines if line.figure} == {None}
    report = actions.draft(survey.number, by=cast.agent, now=NEW_YEAR)
    assert report.content.open
    assert report.content.rate is None
    assert report.content.headline is not None
    assert report.content.groups == ()


def test_a_campaign_can_be_reported_when_it_is_over(session: Session, cast: Cast) -> None:
    """S-07: under its own number, and not while answers may come."""
    survey = making.opened(cast, WINTER, closes_at=WINTER + 5 * DAY, remind_at=None)
    with pytest.raises(Invalid, match="not_over"):
        actions.draft(survey.number, by=cast.agent, now=WINTER)
    assert list(queries.offers(WINTER).campaigns) == []
    campaigns.end(survey, now=WINTER + 6 * DAY)
    assert [each.number for each in queries.offers(WINTER + 6 * DAY).campaigns] == [survey.number]
