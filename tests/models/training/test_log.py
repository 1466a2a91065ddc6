"""The log of a session: check-in, who was there, marks, quiz, closing, corrections (L-03)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.tables import Event
from models.ids import Signer
from models.outbox.tables import Notice
from models.surveys.actions.answer import save
from models.surveys.rules.answers import Answer
from models.training import actions
from models.training.actions import Noted
from models.training.queries.log import rated, rating_asked
from models.training.queries.quiz import answers_of, asked_in
from models.training.queries.sessions import enrolment_of, roster
from models.training.rules.check_in import code_at, in_window, is_code
from models.training.tables import Enrolment, Quiz, TrainingSession
from models.training.words import Assessment, Attendance, Field, Means, Place, SessionState, Way
from tests.cast import Cast
from tests.models.training.making import DAY, HOUR, banked, planned
from tests.moments import MONDAY

SIGNER = Signer(b"k" * 32)
START = MONDAY + DAY
SECONDS = timedelta(seconds=1)


def seat(session: TrainingSession, person_id: int) -> Enrolment:
    found = enrolment_of(session, person_id)
    assert found is not None
    return found


def there(cast: Cast, session: TrainingSession, *parts: str) -> None:
    noted = [Noted(getattr(cast, part), Attendance.PRESENT) for part in parts]
    actions.note(session, noted, means=Means.TAP, by=cast.trainer, now=START)


def test_l03_a_code_holds_for_its_half_minute_and_the_next(cast: Cast) -> None:
    one, other = planned(cast, MONDAY), planned(cast, MONDAY)
    code = code_at(SIGNER, one, START)
    assert [is_code(SIGNER, one, code, START + n * SECONDS) for n in (0, 29, 30, 59, 60)] == [
        True,
        True,
        True,
        True,
        False,
    ]
    assert not is_code(SIGNER, one, code, START - SECONDS)
    assert not is_code(SIGNER, other, code, START)
    assert not is_code(Signer(b"x" * 32), one, code, START)
    assert not is_code(SIGNER, one, "", START)


def test_l03_the_window_is_from_shortly_before_the_start_until_the_end(cast: Cast) -> None:
    session, before = planned(cast, MONDAY), timedelta(minutes=30)
    moments = (START - before - SECONDS, START - before, START + 2 * HOUR, START + 2 * HOUR + SECONDS)
    assert [in_window(session, at, before) for at in moments] == [False, True, True, False]
    early = START - HOUR
    code = code_at(SIGNER, session, early)
    with pytest.raises(Invalid, match="window_closed"):
        actions.check_in(session, code, signer=SIGNER, by=cast.agent, now=early)


def test_l03_checking_in_twice_changes_nothing_and_late_is_late(cast: Cast) -> None:
    session = planned(cast, MONDAY)
    actions.enrol(session, cast.agent, by=cast.agent, now=MONDAY)
    for at in (START, START + 10 * timedelta(minutes=1)):
        found = actions.check_in(session, code_at(SIGNER, session, at), signer=SIGNER, by=cast.agent, now=at)
        assert (found.attendance, found.means) == (Attendance.PRESENT, Means.CODE)
    late = START + timedelta(minutes=6)
    found = actions.check_in(
        session, code_at(SIGNER, session, late), signer=SIGNER, by=cast.handler, now=late
    )
    assert (found.attendance, found.way) == (Attendance.LATE, Way.WALK_IN)
    old = code_at(SIGNER, session, START)
    with pytest.raises(Invalid, match="stale_code"):
        actions.check_in(session, old, signer=SIGNER, by=cast.plain, now=late)


def test_l03_who_is_there_after_all_and_who_was_never_enrolled(cast: Cast) -> None:
    """The code outweighs an absence that was noted too early, and nothing else that the trainer noted."""
    session = planned(cast, MONDAY, capacity=1)
    for person in (cast.agent, cast.handler):
        actions.enrol(session, person, by=person, now=MONDAY)
    gone = [
        Noted(cast.agent, Attendance.ABSENT, "未到"),
        Noted(cast.second_agent, Attendance.LEFT_EARLY, "急诊"),
    ]
    actions.note(session, gone, means=Means.TAP, by=cast.trainer, now=START)
    late = START + timedelta(minutes=20)
    code = code_at(SIGNER, session, late)
    for part, how, way in (
        ("agent", Attendance.LATE, Way.SELF),
        ("second_agent", Attendance.LEFT_EARLY, Way.WALK_IN),
        ("handler", Attendance.LATE, Way.SELF),
        ("plain", Attendance.LATE, Way.WALK_IN),
    ):
        found = actions.check_in(session, code, signer=SIGNER, by=getattr(cast, part), now=late)
        assert (found.attendance, found.way, found.place) == (how, way, Place.SEATED)
    assert seat(session, cast.agent.id).reason == ""
    with pytest.raises(Invalid, match="is_trainer"):
        actions.check_in(session, code, signer=SIGNER, by=cast.trainer, now=late)
    other = planned(cast, MONDAY)
    with pytest.raises(Invalid, match="stale_code"):
        actions.check_in(other, code, signer=SIGNER, by=cast.agent, now=late)
    actions.cancel_session(other, "停电", by=cast.trainer, now=MONDAY, seen=None)
    with pytest.raises(WrongState):
        actions.check_in(other, code, signer=SIGNER, by=cast.agent, now=late)


def test_l03_absent_and_left_early_need_a_reason_and_marks_an_assessment(cast: Cast) -> None:
    session = planned(cast, MONDAY)
    actions.enrol(session, cast.agent, by=cast.agent, now=MONDAY)
    for noted, why in (
        (Noted(cast.agent, Attendance.ABSENT), "absence_says_why"),
        (Noted(cast.agent, Attendance.LEFT_EARLY, " "), "absence_says_why"),
        (Noted(cast.agent, Attendance.PRESENT, score=80), "no_score"),
        (Noted(cast.trainer, Attendance.PRESENT), "is_trainer"),
    ):
        with pytest.raises(Invalid, match=why):
            actions.note(session, [noted], means=Means.TAP, by=cast.trainer, now=START)
    good = [Noted(cast.agent, Attendance.ABSENT, "出差")]
    with pytest.raises(NotAllowed):
        actions.note(session, good, means=Means.TAP, by=cast.agent, now=START)
    with pytest.raises(Invalid, match="not_begun"):
        actions.note(session, good, means=Means.TAP, by=cast.trainer, now=MONDAY)
    [found] = actions.note(session, good, means=Means.TAP, by=cast.trainer, now=START)
    assert (found.attendance, found.reason) == (Attendance.ABSENT, "出差")


def test_l03_a_log_is_closed_when_everybody_is_noted_and_then_corrected_with_a_reason(cast: Cast) -> None:
    session = planned(cast, MONDAY, assessment=Assessment.MARKS, pass_mark=60)
    for person in (cast.agent, cast.handler):
        actions.enrol(session, person, by=person, now=MONDAY)
    there(cast, session, "agent")
    with pytest.raises(Invalid, match="unmarked"):
        actions.close_log(session, "", by=cast.trainer, now=START)
    absent = Noted(cast.handler, Attendance.ABSENT, "请假")
    passed = Noted(cast.agent, Attendance.PRESENT, score=75)
    actions.note(session, [absent, passed], means=Means.TAP, by=cast.trainer, now=START)
    session = actions.close_log(session, "讲了三个案例", by=cast.trainer, now=START + 2 * HOUR)
    assert (session.state, session.notes) == (SessionState.LOGGED, "讲了三个案例")
    asked = set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == "training_to_rate")))
    assert asked == {cast.agent.id}
    with pytest.raises(WrongState):
        there(cast, session, "handler")
    lower = Noted(cast.agent, Attendance.PRESENT, score=50)
    with pytest.raises(Invalid, match="why: required"):
        actions.correct_log(session, lower, " ", by=cast.trainer, now=START + DAY)
    found = actions.correct_log(session, lower, "误录分数", by=cast.trainer, now=START + DAY)
    assert (found.score, found.passed) == (50, False)


def test_l03_a_quiz_is_drawn_from_the_bank_and_handed_in_once(cast: Cast) -> None:
    for n in range(7):
        banked(cast, MONDAY, f"第{n}题")
    session = planned(cast, MONDAY, assessment=Assessment.QUIZ, pass_mark=60)
    actions.enrol(session, cast.agent, by=cast.agent, now=MONDAY)
    with pytest.raises(Invalid, match="not_begun"):
        actions.draw_quiz(session, by=cast.agent, now=MONDAY)
    with pytest.raises(Invalid, match="not_drawn"):
        actions.answer_quiz(session, [[0]] * 5, by=cast.agent, now=START)
    quiz = actions.draw_quiz(session, by=cast.agent, now=START)
    drawn = [each.id for each in asked_in(quiz)]
    assert (len(set(drawn)), drawn, quiz.handed_in) == (5, quiz.questions, False)
    with pytest.raises(Invalid, match="every_question"):
        actions.answer_quiz(session, [[0]] * 4, by=cast.agent, now=START)
    found = actions.answer_quiz(session, [[0], [0], [0], [1], [1]], by=cast.agent, now=START)
    assert (found.score, found.passed) == (60, True)
    with pytest.raises(WrongState):
        actions.answer_quiz(session, [[0]] * 5, by=cast.agent, now=START)
    kept = answers_of(actions.draw_quiz(session, by=cast.agent, now=START))
    assert [kept[number].chosen for number in drawn] == [[0], [0], [0], [1], [1]]
    assert db.session.scalar(select(func.count(Quiz.id))) == 1


def test_l03_marks_of_a_quiz_are_changed_only_in_a_closed_log_with_a_reason(cast: Cast) -> None:
    banked(cast, MONDAY, "题")
    session = planned(cast, MONDAY, assessment=Assessment.QUIZ, pass_mark=60)
    for person in (cast.agent, cast.handler):
        actions.enrol(session, person, by=person, now=MONDAY)
    actions.draw_quiz(session, by=cast.agent, now=START)
    actions.answer_quiz(session, [[1]], by=cast.agent, now=START)
    other = Noted(cast.handler, Attendance.PRESENT, score=70)
    more = [other, Noted(cast.agent, Attendance.PRESENT, score=90)]
    with pytest.raises(Invalid, match="quiz_counts"):
        actions.note(session, more, means=Means.SHEET, by=cast.trainer, now=START)
    assert seat(session, cast.handler.id).attendance is None
    same = [other, Noted(cast.agent, Attendance.PRESENT, score=0)]
    actions.note(session, same, means=Means.SHEET, by=cast.trainer, now=START)
    session = actions.close_log(session, "", by=cast.trainer, now=START + HOUR)
    found = actions.correct_log(session, more[1], "题目有误", by=cast.trainer, now=START + DAY)
    said = db.session.scalars(select(Event.facts).where(Event.kind == "training.corrected")).one()
    assert (found.passed, said["score_before"], said["score"]) == (True, 0, 90)


def test_l03_participants_rate_with_the_survey_engine_and_few_are_hidden(cast: Cast) -> None:
    session = planned(cast, MONDAY, capacity=9)
    people = ("agent", "second_agent", "handler", "plain", "store")
    there(cast, session, *people)
    session = actions.close_log(session, "", by=cast.trainer, now=START + HOUR)
    for n, part in enumerate(people, start=1):
        asked = rating_asked(seat(session, getattr(cast, part).id))
        assert asked is not None
        question = asked.version.content.questions[0]
        save(asked, question, Answer({"": 5 if n > 1 else 2}), now=START + 2 * HOUR)
        count, share = rated(session)
        assert count == n
        assert (share is None) is (n < 5)
    assert share is not None
    assert (share.hits, share.n) == (4, 5)
    assert len(roster(session)) == 5


def test_l03_what_was_drawn_stays_whatever_becomes_of_the_bank(cast: Cast) -> None:
    first = [banked(cast, MONDAY, f"第{n}题") for n in range(3)]
    session = planned(cast, MONDAY, assessment=Assessment.QUIZ, pass_mark=60)
    for person in (cast.agent, cast.handler):
        actions.enrol(session, person, by=person, now=MONDAY)
    quiz = actions.draw_quiz(session, by=cast.agent, now=START)
    before = [each.id for each in asked_in(quiz)]
    assert set(before) == {each.id for each in first}
    actions.retire_question(first[0], by=cast.trainer, now=START)
    for n in range(5):
        banked(cast, MONDAY, f"新第{n}题")
    assert [each.id for each in asked_in(actions.draw_quiz(session, by=cast.agent, now=START))] == before
    later = actions.draw_quiz(session, by=cast.handler, now=START)
    assert first[0].id not in later.questions
    assert actions.answer_quiz(session, [[0]] * 3, by=cast.agent, now=START).score == 100
    empty = planned(cast, MONDAY, assessment=Assessment.QUIZ, pass_mark=60, field=Field.LAW)
    actions.enrol(empty, cast.agent, by=cast.agent, now=MONDAY)
    with pytest.raises(Invalid, match="empty_bank"):
        actions.draw_quiz(empty, by=cast.agent, now=START)
