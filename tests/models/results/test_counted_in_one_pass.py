"""S-06: what is counted in one pass in the database is what a plain walk over all rows counts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.cases.words import Channel
from models.clock import local_day
from models.results import queries
from models.results.queries import DAYS
from models.results.rules import MeasureKind, Selection
from models.results.rules.measures import Measures
from models.results.rules.sheets import head_of, tallied
from models.results.words import Attribute, Course, Outcome, Quiet
from models.revisits.tables import Revisit
from models.revisits.words import RevisitKind, RevisitState, Silence
from models.surveys.document import Multiple
from models.surveys.queries import current
from models.surveys.rules.statistics import FivePoints
from models.surveys.tables import Invitation, Response, ResponseItem
from models.surveys.words import Reach
from tests.cast import Cast, department
from tests.models.results.answering import DAY, chosen, revisited
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases
SINCE = date(2026, 9, 1)
LAID_OUT_BY = (Attribute.DEPARTMENT, Attribute.CHANNEL)
Row = tuple[Revisit, Case, Response | None]


@pytest.fixture
def many(session: Session, cast: Cast) -> None:
    """Eighty revisits over ten weeks, no two alike: some silent, some left early, some that chose nothing."""
    draw = Random(20261122)
    for place in range(80):
        score = draw.choice([None, 1, 2, 3, 4, 5, 5])
        others = {name: draw.randint(0, 5) for name in ("solved", "attitude", "speed") if draw.random() < 0.7}
        reach = draw.choice([Reach.EMAIL, Reach.SMS, Reach.PHONE])
        revisit = revisited(
            score,
            code=draw.choice(["JS", "YF", "SC"]),
            channel=draw.choice([Channel.WEB, Channel.HOTLINE]),
            grade=draw.randint(1, 3),
            reach=reach,
            by=cast.agent if reach is Reach.PHONE else None,
            at=MONDAY - draw.randint(1, 80) * DAY + timedelta(minutes=draw.randint(0, 1439)),
            others=others,
            words="还行" if draw.random() < 0.3 else "",
            complete=draw.random() < 0.8,
            silence=None if score else draw.choice([None, Silence.NO_ANSWER, Silence.REFUSED]),
            took=timedelta(hours=draw.randint(1, 24 * 20)),
        )
        if score and place % 9 == 0:
            _take_back(session, revisit)
        elif score and place % 4 == 0:
            _choose(session, revisit, draw)
    session.commit()


def _choose(session: Session, revisit: Revisit, draw: Random) -> None:
    """Ticks some options of the question that takes several."""
    response = session.scalars(select(Response).where(Response.invitation_id == revisit.invitation_id)).one()
    version = current("revisit")
    assert version is not None
    several = next(each for each in version.content.questions if isinstance(each, Multiple))
    for option in draw.sample(several.options, 2):
        item = {"question": several.code, "part": str(option.code), "choice": 1}
        session.add(ResponseItem(response_id=response.id, **item))
    session.flush()


def _take_back(session: Session, revisit: Revisit) -> None:
    """Leaves the response without a single choice."""
    of_it = select(Response.id).where(Response.invitation_id == revisit.invitation_id)
    for item in session.scalars(select(ResponseItem).where(ResponseItem.response_id.in_(of_it))):
        session.delete(item)


def _rows(session: Session) -> Iterator[Row]:
    """Every first revisit with its case and its response, whatever the period."""
    found = (
        select(Revisit, Case, Response)
        .join(Case, Case.id == Revisit.case_id)
        .outerjoin(Response, Response.invitation_id == Revisit.invitation_id)
        .where(Revisit.kind == RevisitKind.FIRST)
    )
    yield from (tuple(row) for row in session.execute(found).unique())  # type: ignore[misc]


def _answered(session: Session) -> Iterator[tuple[Case, Response]]:
    for _revisit, case, response in _rows(session):
        if response is not None and local_day(response.started_at) >= SINCE:
            yield case, response


def _plainly(session: Session, measures: Measures, key: Any) -> dict[tuple[str, Any], Counter[int]]:
    """The choices by measure and key, one row after the other."""
    counts: dict[tuple[str, Any], Counter[int]] = {}
    for case, response in _answered(session):
        version = session.get_one(Invitation, response.invitation_id).version_id
        for item in session.scalars(select(ResponseItem).where(ResponseItem.response_id == response.id)):
            code = measures.places.get((version, item.question, item.part))
            if code is not None and item.choice is not None:
                several = measures.all[code].kind is MeasureKind.ANY_OF
                point = int(item.part) if several else item.choice
                counts.setdefault((code, key(case, response)), Counter())[point] += 1
    return counts


def _monday(_case: Case, response: Response) -> str:
    day = local_day(response.started_at)
    return (day - timedelta(days=day.weekday())).isoformat()


def _selection() -> Selection:
    return chosen(since=SINCE)


@pytest.mark.usefixtures("many")
def test_by_week_and_by_two_attributes(session: Session, cast: Cast) -> None:
    """S-06: every count of every measure, and the number of answers."""
    selection = _selection()
    measures = queries.measures(selection)
    assert {measure.kind for measure in measures.all.values()} >= {MeasureKind.ANY_OF, MeasureKind.ONE_OF}
    found = queries.by_moment_and_attributes(cast.inspector, selection, Course.WEEK, LAID_OUT_BY)
    assert tallied(found, measures, lambda keys: keys[0]).counts == _plainly(session, measures, _monday)

    def cell(case: Case, _response: Response) -> tuple[Any, ...]:
        return case.lead_department_id, case.channel

    assert tallied(found, measures, lambda keys: keys[1:]).counts == _plainly(session, measures, cell)
    main = measures.main
    assert main is not None
    alone = tallied(found, measures, lambda keys: keys[1:], only=main.code).counts
    asked_alone = queries.by_attributes(cast.inspector, selection, measures, main.code, LAID_OUT_BY).counts
    assert alone == asked_alone
    assert {code for code, _key in alone} == {main.code}
    responses = [response for _case, response in _answered(session)]
    complete = sum(response.completed_at is not None for response in responses)
    assert head_of(found) == (complete, len(responses) - complete) == queries.head(cast.inspector, selection)
    assert None in {each.sheet for each in found}


@pytest.mark.usefixtures("many")
def test_within_the_own_departments(session: Session, cast: Cast) -> None:
    """X-01: a head counts what is answered on cases of the own departments, as plainly."""
    selection, own = _selection(), department("JS").id
    found = queries.by_moment_and_attributes(cast.head, selection, Course.WEEK, LAID_OUT_BY)
    responses = [response for case, response in _answered(session) if case.lead_department_id == own]
    assert head_of(found).n == len(responses) > 0
    assert {each.keys[1] for each in found} == {own}


@pytest.mark.usefixtures("many")
def test_what_became_of_everybody(session: Session, cast: Cast) -> None:
    """S-06: outcomes, reasons, and those who answered beside the silent, from one pass."""
    selection = _selection()
    asked = [row for row in _rows(session) if local_day(row[0].send_at) >= SINCE]
    everybody = queries.everybody_asked(cast.inspector, selection)
    assert sum(each.n for each in everybody) == len(asked)
    head = queries.head(cast.inspector, selection)
    became = queries.response(cast.inspector, selection, head, everybody)
    assert became is not None
    assert became == queries.response(cast.inspector, selection, head)
    complete = sum(response is not None and response.completed_at is not None for _, _, response in asked)
    assert getattr(became.dispositions, Outcome.COMPLETE) == complete
    reasons = Counter(revisit.silence for revisit, _case, _response in asked if revisit.silence is not None)
    assert Counter(became.reasons) == reasons

    groups = queries.silent(cast.inspector, selection, everybody)
    assert groups is not None
    settled = (RevisitState.ANSWERED, RevisitState.EXPIRED)
    plain: dict[Any, list[int]] = {}
    for revisit, case, _response in asked:
        if revisit.state in settled and case.answered_at is not None:
            days = (case.answered_at - case.received_at) / DAY
            place = sum(days > most for most in DAYS)
            plain.setdefault(place, [0, 0])[revisit.state is RevisitState.EXPIRED] += 1
    assert {key: list(group) for key, group in groups[Quiet.DAYS].items()} == plain


def test_the_days_of_a_case_end_where_they_end(session: Session, cast: Cast) -> None:
    """S-06: exactly three days are three days, and a moment more is more."""
    moment = timedelta(milliseconds=2)
    for took in (
        timedelta(0),
        DAY,
        DAY + moment,
        3 * DAY - moment,
        3 * DAY,
        3 * DAY + moment,
        14 * DAY,
        99 * DAY,
    ):
        revisited(5, took=took)
    groups = queries.silent(cast.inspector, chosen())
    assert groups is not None
    assert {key: group.answered for key, group in groups[Quiet.DAYS].items()} == {
        0: 2,
        1: 3,
        2: 1,
        3: 1,
        4: 1,
    }


def test_those_who_chose_the_same_are_one_row(session: Session, cast: Cast) -> None:
    """S-06: in whatever order the database comes upon the choices of each: among many, PostgreSQL reads them
    as they lie in the table."""
    for _ in range(20):
        revisited(5, others={"attitude": 2, "speed": 4})
    anew = ResponseItem.question == "attitude", ResponseItem.response_id % 2 == 0
    session.execute(update(ResponseItem).where(*anew).values(choice=ResponseItem.choice))  # to the end
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL enable_nestloop = off"))
    found = queries.by_moment_and_attributes(cast.inspector, chosen(), Course.MONTH, LAID_OUT_BY)
    assert [each.n for each in found] == [20]


def test_answers_that_are_taken_away_count_no_more(session: Session, cast: Cast) -> None:
    """S-06: what is no longer among the choices of a response is in no figure."""
    revisit = revisited(5, others={"attitude": 2})
    selection = chosen()
    measures = queries.measures(selection)

    def attitude() -> FivePoints:
        found = queries.by_moment_and_attributes(cast.inspector, selection, Course.MONTH, LAID_OUT_BY)
        return tallied(found, measures, lambda keys: keys[0]).five_points("attitude")

    assert attitude() == FivePoints((0, 0, 0, 1, 0))
    _take_back(session, revisit)
    session.flush()
    assert attitude() == FivePoints()
    assert queries.head(cast.inspector, selection).n == 1
