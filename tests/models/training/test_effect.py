"""The effect of training against a table worked by hand: Wilson, Newcombe, the difference of both (L-06)."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import SHANGHAI
from models.kpi.rules.months import Month
from models.kpi.tables import KpiCell, KpiCorrection, KpiMonth, KpiName
from models.kpi.words import Facet, Figure
from models.people.tables import Staff
from models.surveys.rules.statistics import beyond, difference, share
from models.training import actions
from models.training.actions import Noted
from models.training.queries.effect import Effect, effect, logged_of, sessions_held, topics_held, years_held
from models.training.rules.effect import Saying, span_around, whole_months
from models.training.tables import TrainingSession, TrainingTopic
from models.training.words import Attendance, Means
from tests.cast import Cast, department
from tests.models.training.making import DAY, HOUR, approved, planned

TRAINED_ON = datetime(2026, 8, 12, 10, 0, tzinfo=SHANGHAI)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
JULY, SEPTEMBER = Month.of(TRAINED_ON).shifted(-1), Month.of(TRAINED_ON).shifted(1)


def team(session: Session, many: int, code: str = "JS") -> list[Staff]:
    """People of a department who were not there before."""
    made = []
    for n in range(many):
        person = Staff(
            number=f"{code}9{n:02d}",
            login=f"{code.lower()}9{n:02d}",
            name=f"组员{n}",
            name_en=f"Member {n}",
            department_id=department(code).id,
            joined_on=date(2020, 1, 1),
        )
        session.add(person)
        made.append(person)
    session.flush()
    return made


def held(
    cast: Cast, people: list[Staff], on: datetime = TRAINED_ON, topic: TrainingTopic | None = None
) -> TrainingSession:
    """A session in which these people took part, logged."""
    made = planned(cast, on - 3 * DAY, starts_at=on, capacity=50, topic=topic)
    noted = [Noted(person, Attendance.PRESENT) for person in people]
    actions.note(made, noted, means=Means.TAP, by=cast.trainer, now=on)
    return actions.close_log(made, "", by=cast.trainer, now=on + 2 * HOUR)


def figures(
    session: Session, month: Month, figure: Figure, counts: list[tuple[Staff, int, int]], code: str = "JS"
) -> None:
    """What is kept of people in a month: hits of n each."""
    kept = session.scalars(select(KpiMonth).where(KpiMonth.month == month.first)).one_or_none()
    if kept is None:
        kept = KpiMonth(month=month.first, reckoned_at=month.end, seen_event=0, method=1)
        session.add(kept)
        session.flush()
    for person, hits, n in counts:
        subject = f"person:{person.id}"
        session.add(
            KpiCell(
                month_id=kept.id,
                subject=subject,
                staff_id=person.id,
                facet=Facet.ALL,
                figure=figure,
                n=n,
                hits=hits,
                expected=0,
            )
        )
        known = select(KpiName).where(KpiName.month_id == kept.id, KpiName.subject == subject)
        if session.scalars(known).one_or_none() is None:
            session.add(
                KpiName(
                    month_id=kept.id,
                    subject=subject,
                    staff_id=person.id,
                    department_id=department(code).id,
                    name_zh=person.name,
                    name_en=person.name_en,
                )
            )
    session.flush()


def even(people: list[Staff], hits: int, n: int) -> list[tuple[Staff, int, int]]:
    """The same for each of them; the sums divide."""
    return [(person, hits // len(people), n // len(people)) for person in people]


def seen(found: Effect | None, figure: Figure) -> tuple[float, ...]:
    """Change of the trained, of the others, and how much more, each with its interval; to four places."""
    assert found is not None
    row = found.figures[figure]
    three = (row.trained.change, row.others.change, row.beyond)
    return tuple(round(value, 4) for each in three if each for value in (each.value, each.low, each.high))


def test_the_interval_is_the_one_of_newcombes_paper() -> None:
    """56 of 70 less 48 of 80: Newcombe 1998, table II, method 10: 0.0524 to 0.3339."""
    one, other = share(56, 70), share(48, 80)
    assert one is not None
    assert other is not None
    found = difference(one, other)
    assert [round(each, 4) for each in found] == [0.2, 0.0524, 0.3339]
    assert beyond(found, found).value == 0


@pytest.mark.both_databases
def test_l06_by_hand(session: Session, cast: Cast) -> None:
    """Five trained, five others. Timeliness: 20/50 to 45/50 against 70/100 to 70/100; reopened: 10/40 to 5/40
    against 10/60 to 20/60. The expected numbers were worked out apart: the limits of Wilson by solving
    (p - t)² = z² t (1 - t) / n for t by halving, the rest by hand from the papers' formulas.
    """
    people = team(session, 10)
    trained, others = people[:5], people[5:]
    made = held(cast, trained)
    for month, figure, mine, theirs in (
        (JULY, Figure.TIMELINESS, (20, 50), (70, 100)),
        (SEPTEMBER, Figure.TIMELINESS, (45, 50), (70, 100)),
        (JULY, Figure.REOPENED, (10, 40), (10, 60)),
        (SEPTEMBER, Figure.REOPENED, (5, 40), (20, 60)),
    ):
        figures(session, month, figure, [*even(trained, *mine), *even(others, *theirs)])
    in_august = Month.of(TRAINED_ON)
    figures(session, in_august, Figure.TIMELINESS, even(trained, 0, 500))  # counts for neither side
    figures(session, JULY.shifted(-3), Figure.TIMELINESS, even(trained, 0, 500))  # too long before
    found = effect([made], length=3, now=NOW)
    assert found is not None
    assert (found.trained, found.others, found.whole) == (5, 5, False)
    assert [month.key for month in found.before] == ["2026-05", "2026-06", "2026-07"]
    assert [month.key for month in found.after] == ["2026-09", "2026-10"]
    row = found.figures[Figure.TIMELINESS]
    assert row.trained.before is not None
    assert row.trained.after is not None
    assert (row.trained.before[:2], row.trained.after[:2]) == ((20, 50), (45, 50))
    assert [round(each, 4) for each in row.trained.before[2:]] == [0.4, 0.2761, 0.5382]
    assert seen(found, Figure.TIMELINESS) == (0.5, 0.3211, 0.6362, 0.0, -0.1255, 0.1255, 0.5, 0.2815, 0.6852)
    assert row.saying is Saying.BETTER
    assert seen(found, Figure.REOPENED)[-3:] == (-0.2917, -0.5138, -0.0585)
    assert found.figures[Figure.REOPENED].saying is Saying.BETTER  # it fell more, and less of it is better
    assert found.figures[Figure.SATISFACTION].saying is Saying.NOTHING_YET


def test_l06_says_no_more_than_the_figures(session: Session, cast: Cast) -> None:
    people = team(session, 10)
    trained, others = people[:5], people[5:]
    made = held(cast, trained)
    for figure, before, after, theirs in (
        (Figure.TIMELINESS, (25, 50), (30, 50), (50, 100)),  # might be chance
        (Figure.SATISFACTION, (5, 20), (20, 20), (50, 100)),  # rests on few
        (Figure.HANDLING_ACCURACY, (45, 50), (20, 50), (50, 100)),  # fell
    ):
        figures(session, JULY, figure, [*even(trained, *before), *even(others, *theirs)])
        figures(session, SEPTEMBER, figure, [*even(trained, *after), *even(others, *theirs)])
    figures(session, JULY, Figure.TRIAGE_ACCURACY, even(trained, 40, 50))
    figures(session, SEPTEMBER, Figure.TRIAGE_ACCURACY, even(trained, 45, 50))
    found = effect([made], length=3, now=NOW)
    assert found is not None
    assert {figure: row.saying for figure, row in found.figures.items()} == {
        Figure.TIMELINESS: Saying.OPEN,
        Figure.TRIAGE_ACCURACY: Saying.ALONE,
        Figure.HANDLING_ACCURACY: Saying.WORSE,
        Figure.SATISFACTION: Saying.FEW,
        Figure.REOPENED: Saying.NOTHING_YET,
    }


def test_l06_figures_of_fewer_than_five_people_are_nobodys_business(session: Session, cast: Cast) -> None:
    people = team(session, 9)
    made = held(cast, people[:4])
    for month in (JULY, SEPTEMBER):
        figures(session, month, Figure.TIMELINESS, [(person, 30, 40) for person in people])
    found = effect([made], length=3, now=NOW)
    assert found is not None
    row = found.figures[Figure.TIMELINESS]
    assert (row.trained.people, row.trained.shown, row.others.shown) == (4, False, True)
    assert (row.saying, row.beyond) == (Saying.HIDDEN, None)


def test_l06_a_topic_less_its_sessions_tells_of_nobody(session: Session, cast: Cast) -> None:
    people = team(session, 20)
    [topic] = approved(cast, TRAINED_ON - 9 * DAY).topics
    first = held(cast, people[:5], topic=topic)
    figures(session, JULY, Figure.TIMELINESS, even(people, 20, 40))
    figures(session, SEPTEMBER, Figure.TIMELINESS, even(people, 20, 20))

    def said(*of: TrainingSession) -> Saying:
        found = effect(list(of), length=3, now=NOW)
        assert found is not None
        return found.figures[Figure.TIMELINESS].saying

    second = held(cast, people[4:6], on=TRAINED_ON + DAY, topic=topic)
    assert (said(first), said(first, second)) == (Saying.FEW, Saying.TELLING)
    third = held(cast, people[5:10], on=TRAINED_ON + 2 * DAY, topic=topic)
    assert said(first, second, third) is Saying.FEW


def test_l06_others_are_of_the_same_departments_and_never_took_part(session: Session, cast: Cast) -> None:
    mine, elsewhere = team(session, 8), team(session, 3, "YF")
    [topic] = approved(cast, TRAINED_ON - 20 * DAY).topics
    first = held(cast, mine[:5], topic=topic)
    held(cast, mine[5:6], on=TRAINED_ON + 30 * DAY, topic=topic)
    for month in (JULY, SEPTEMBER):
        figures(session, month, Figure.TIMELINESS, [(person, 8, 10) for person in mine])
        figures(session, month, Figure.TIMELINESS, [(person, 8, 10) for person in elsewhere], "YF")
    found, wide = (effect([first], length=3, everybody=each, now=NOW) for each in (False, True))
    assert found is not None
    assert wide is not None
    assert (found.trained, found.others, wide.others) == (5, 2, 5)
    whole = effect(logged_of(topic), length=3, now=NOW)
    assert whole is not None
    assert (whole.sessions, whole.trained, whole.others) == (2, 6, 2)
    assert [month.key for month in whole.after] == ["2026-09", "2026-10"]
    assert [month.key for month in whole.before] == ["2026-05", "2026-06", "2026-07", "2026-08"]


def test_l06_a_corrected_figure_counts_as_it_is_right(session: Session, cast: Cast) -> None:
    people = team(session, 5)
    made = held(cast, people)
    figures(session, JULY, Figure.TIMELINESS, even(people, 20, 50))
    kept = session.scalars(select(KpiMonth).where(KpiMonth.month == JULY.first)).one()
    session.add(
        KpiCorrection(
            month_id=kept.id,
            subject=f"person:{people[0].id}",
            figure=Figure.TIMELINESS,
            n=10,
            hits=10,
            reason="补记",
            by_id=cast.hr.id,
            at=NOW,
        )
    )
    session.flush()
    found = effect([made], length=3, now=NOW)
    assert found is not None
    before = found.figures[Figure.TIMELINESS].trained.before
    assert before is not None
    assert before[:2] == (26, 50)


def test_l06_what_was_held_is_listed_by_year(session: Session, cast: Cast) -> None:
    [topic] = approved(cast, TRAINED_ON - 20 * DAY).topics
    assert years_held() == []
    assert effect([], length=3, now=NOW) is None
    made = held(cast, team(session, 2), topic=topic)
    planned(cast, NOW)
    rows, total = sessions_held(2026)
    assert (total, [(row.session, row.trained) for row in rows]) == (1, [(made, 2)])
    assert [(row.topic, row.sessions, row.trained) for row in topics_held(2026)] == [(topic, 1, 2)]
    assert (years_held(), sessions_held(2025), topics_held(2025)) == ([2026], ([], 0), [])


def test_whole_months_and_what_is_over() -> None:
    assert [whole_months(days) for days in (1, 30, 90, 180, 366)] == [1, 1, 3, 6, 12]
    span = span_around(Month.of(TRAINED_ON), 2, last=SEPTEMBER)
    assert [month.key for month in span.before] == ["2026-06", "2026-07"]
    assert [month.key for month in span.after] == ["2026-09"]
