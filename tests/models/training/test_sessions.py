"""Sessions: what each method needs, series, seats and the waiting list, moved and cancelled ones (L-02)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from jobs.training import remind
from models.clock import local
from models.db import db
from models.errors import Invalid, NotAllowed
from models.outbox.tables import Notice
from models.training import actions
from models.training.actions import Noted
from models.training.queries.sessions import SessionFilter, coming, listing, roster
from models.training.rules.dates import dates
from models.training.words import (
    Assessment,
    Attendance,
    Means,
    Method,
    Place,
    Rhythm,
    SessionState,
    Way,
)
from tests.cast import Cast, department
from tests.models.training.making import DAY, HOUR, approved, draft, planned, written
from tests.moments import MONDAY
from tests.statements import CountStatements


def told(kind: str) -> list[int]:
    return sorted(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"method": Method.EXPERT, "contract": "HT-1"}, "no_guest"),
        ({"method": Method.EXPERT, "guest": "某律师"}, "no_contract"),
        ({"method": Method.CASE_STUDY}, "no_cases"),
        ({"method": Method.ROLE_PLAY, "parts": "客户"}, "no_script"),
        ({"method": Method.ROLE_PLAY, "script": "网络中断"}, "no_parts"),
        ({"place": ""}, "nowhere"),
        ({"ends_at": MONDAY}, "ends_before"),
        ({"pass_mark": 60}, "no_mark"),
        ({"starts_at": MONDAY - HOUR}, "past_start"),
    ],
)
def test_l02_what_a_session_needs(cast: Cast, changed: dict[str, object], why: str) -> None:
    with pytest.raises(Invalid, match=why):
        planned(cast, MONDAY, **changed)


def test_l02_only_topics_of_approved_plans(cast: Cast) -> None:
    [topic] = written(cast, MONDAY, 2027).topics
    with pytest.raises(Invalid, match="not_approved"):
        planned(cast, MONDAY, topic=topic)
    [topic] = approved(cast, MONDAY).topics
    assert planned(cast, MONDAY, topic=topic).topic_id == topic.id


def test_l02_repeated_dates(cast: Cast) -> None:
    made = actions.plan_sessions(draft(cast, MONDAY), Rhythm.WEEKLY, 3, by=cast.trainer, now=MONDAY)
    assert [each.starts_at - MONDAY for each in made] == [DAY, 8 * DAY, 15 * DAY]
    assert {each.ends_at - each.starts_at for each in made} == {2 * HOUR}
    assert len({each.series for each in made}) == 1
    end = local(MONDAY).replace(month=1, day=31)
    assert [local(each).strftime("%m-%d %H") for each in dates(end, Rhythm.MONTHLY, 3)] == [
        "01-31 10",
        "02-28 10",
        "03-31 10",
    ]
    with pytest.raises(Invalid, match="series_length"):
        actions.plan_sessions(draft(cast, MONDAY), Rhythm.WEEKLY, 27, by=cast.trainer, now=MONDAY)


def test_l02_who_comes_too_late_waits_and_gets_the_next_seat(cast: Cast) -> None:
    session = planned(cast, MONDAY)
    for person in (cast.agent, cast.handler, cast.plain):
        actions.enrol(session, person, by=person, now=MONDAY)
    assert [(each.staff_id, each.place) for each in roster(session)] == [
        (cast.agent.id, Place.SEATED),
        (cast.handler.id, Place.SEATED),
        (cast.plain.id, Place.WAITING),
    ]
    with pytest.raises(Invalid, match="already_in"):
        actions.enrol(session, cast.plain, by=cast.plain, now=MONDAY)
    actions.give_up(session, cast.agent, by=cast.agent, now=MONDAY)
    assert [(each.staff_id, each.place) for each in roster(session)] == [
        (cast.handler.id, Place.SEATED),
        (cast.plain.id, Place.SEATED),
    ]
    assert told("training_seated") == [cast.plain.id]


def test_l02_enrolled_by_the_head_and_by_rule(cast: Cast) -> None:
    session = planned(
        cast, MONDAY, capacity=20, departments=(department("JS").id,), roles=("department_handler",)
    )
    with pytest.raises(NotAllowed):
        actions.enrol(session, cast.agent, by=cast.head, now=MONDAY)
    assert actions.enrol(session, cast.handler, by=cast.head, now=MONDAY).way is Way.HEAD
    actions.give_up(session, cast.handler, by=cast.head, now=MONDAY)
    made = actions.enrol_by_rule(session, by=cast.trainer, now=MONDAY)
    assert [(each.staff_id, each.way) for each in made] == [(cast.handler.id, Way.RULE)]
    assert actions.enrol_by_rule(session, by=cast.trainer, now=MONDAY) == []
    with pytest.raises(NotAllowed):
        actions.enrol_by_rule(session, by=cast.head, now=MONDAY)


def test_l02_moved_and_cancelled_sessions_tell_everybody(cast: Cast) -> None:
    session = planned(cast, MONDAY)
    for person in (cast.agent, cast.handler, cast.plain):
        actions.enrol(session, person, by=person, now=MONDAY)
    later = draft(cast, MONDAY, starts_at=MONDAY + 2 * DAY, ends_at=MONDAY + 2 * DAY + HOUR)
    session = actions.change_session(session, later, by=cast.trainer, now=MONDAY, seen=None)
    everybody = sorted({cast.agent.id, cast.handler.id, cast.plain.id})
    assert (told("training_moved"), session.sequence) == (everybody, 1)
    session = actions.cancel_session(session, "讲师生病", by=cast.hr, now=MONDAY, seen=None)
    assert told("training_cancelled") == sorted({*everybody, cast.trainer.id})
    assert (session.state, session.sequence) == (SessionState.CANCELLED, 2)


def test_l02_fewer_seats_than_taken_are_refused_and_more_are_given_on(cast: Cast) -> None:
    session = planned(cast, MONDAY)
    for person in (cast.agent, cast.handler, cast.plain):
        actions.enrol(session, person, by=person, now=MONDAY)
    with pytest.raises(Invalid, match="seats_taken"):
        actions.change_session(
            session, draft(cast, MONDAY, capacity=1), by=cast.trainer, now=MONDAY, seen=None
        )
    actions.change_session(session, draft(cast, MONDAY, capacity=3), by=cast.trainer, now=MONDAY, seen=None)
    assert {each.place for each in roster(session)} == {Place.SEATED}
    assert told("training_moved") == []


def test_l02_once_it_has_begun_nobody_slips_out_of_being_absent(cast: Cast) -> None:
    session = planned(cast, MONDAY)
    for person in (cast.agent, cast.handler):
        actions.enrol(session, person, by=person, now=MONDAY)
    begun = session.starts_at + HOUR
    for person, by in ((cast.agent, cast.agent), (cast.handler, cast.head)):
        with pytest.raises(Invalid, match="begun"):
            actions.give_up(session, person, by=by, now=begun)
    actions.give_up(session, cast.handler, by=cast.trainer, now=begun)
    assert [each.staff_id for each in roster(session)] == [cast.agent.id]


def test_l02_what_the_log_says_already_stays_true(cast: Cast) -> None:
    assessed = {"assessment": Assessment.MARKS, "pass_mark": 60}
    session = planned(cast, MONDAY, **assessed)
    actions.enrol(session, cast.agent, by=cast.agent, now=MONDAY)
    begun = session.starts_at
    there = Noted(cast.agent, Attendance.PRESENT, score=70)
    actions.note(session, [there], means=Means.TAP, by=cast.trainer, now=begun)
    for changed, why in (
        ({"starts_at": begun + DAY}, "people_noted"),
        ({"pass_mark": 80}, "marks_given"),
        ({"assessment": Assessment.NONE, "pass_mark": None}, "marks_given"),
    ):
        wanted = draft(cast, MONDAY, **(assessed | changed))
        with pytest.raises(Invalid, match=why):
            actions.change_session(session, wanted, by=cast.trainer, now=begun, seen=None)
    enrolled = draft(cast, MONDAY, trainer=cast.hr, **assessed)
    actions.enrol(session, cast.hr, by=cast.hr, now=MONDAY)
    with pytest.raises(Invalid, match="trainer_enrolled"):
        actions.change_session(session, enrolled, by=cast.trainer, now=begun, seen=None)
    longer = draft(cast, MONDAY, ends_at=session.ends_at + HOUR, **assessed)
    assert actions.change_session(session, longer, by=cast.trainer, now=begun, seen=None).sequence == 1


def test_l02_everybody_is_reminded_once(cast: Cast) -> None:
    session = planned(cast, MONDAY)
    actions.enrol(session, cast.agent, by=cast.agent, now=MONDAY)
    db.session.commit()
    people, number = sorted({cast.agent.id, cast.trainer.id}), session.id
    assert remind(MONDAY - HOUR).done == 0
    assert (remind(MONDAY).done, remind(MONDAY).done) == (1, 0)
    assert told("training_soon") == people
    assert actions.remind_of_session(number, now=MONDAY) is False


def test_l02_lists_ask_a_fixed_number_of_questions(cast: Cast, statements: CountStatements) -> None:
    counts = []
    for n in range(3):
        session = planned(cast, MONDAY, starts_at=MONDAY + n * HOUR + DAY)
        actions.enrol(session, cast.agent, by=cast.agent, now=MONDAY)
        db.session.commit()
        with statements() as seen:
            rows, total = listing(cast.handler, SessionFilter())
            coming(cast.handler, MONDAY + timedelta(minutes=1))
        assert (len(rows), total) == (n + 1, n + 1)
        counts.append(seen.count)
    assert counts[0] == counts[2]
