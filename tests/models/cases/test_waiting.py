"""A case waits for its customer, asks once more, and goes on: it never rests for ever (H-03)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from jobs.waiting import ask_again, stop_waiting
from models.cases import actions
from models.cases.queries import running_for
from models.cases.tables import Case, Contact
from models.cases.words import Closing, ContactMeans, Direction, DueKind, State
from models.clock import SHANGHAI, local_day
from models.db import db
from models.errors import Invalid
from models.events.tables import Event
from models.outbox.tables import Notice, OutboxMessage
from tests.cast import Cast
from tests.models.cases.making import DAY, HOUR, decision, taken, waiting
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")

ASKED = MONDAY + HOUR
LONG_AFTER = ASKED + 30 * DAY
MINUTE = timedelta(minutes=1)


def made(cast: Cast, **changes: object) -> Case:
    case = waiting(cast, **changes)
    db.session.commit()
    return case


def letters() -> list[str]:
    return list(db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)))


def events(kind: str) -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.kind == kind)))


def told(kind: str) -> list[int]:
    return list(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def again() -> Case:
    """The case as it is stored: jobs let go of every row that they read."""
    return db.session.scalars(select(Case)).one()


def test_h03_g04_a_clock_that_begins_while_the_customer_has_the_word_stands_still(cast: Cast) -> None:
    """T-02, G-04: whoever calls once more meanwhile starts no clock of the next news that runs by itself."""
    case = taken(cast)
    grave = decision(grade=3, reason="升级")
    actions.triage(case, grave, by=cast.agent, now=MONDAY, seen=None)
    actions.wait_for_customer(case, "请提供照片", by=cast.handler, now=ASKED, seen=None)
    called = ASKED + HOUR
    actions.log_contact(
        case,
        direction=Direction.OUT,
        means=ContactMeans.PHONE,
        text="再次说明需要哪些照片",
        by=cast.handler,
        now=called,
    )
    (news,) = [due for due in running_for([case])[case.id] if due.kind is DueKind.PROGRESS]
    assert (news.started_at, news.paused_since, news.next_notice_at) == (called, called, None)
    assert case.due_kind is DueKind.MEETING, "what nobody waits for the customer with runs on"
    assert local_day(news.due_at) == date(2026, 11, 24)
    actions.resume(case, by=cast.handler, now=called + DAY, seen=None)
    assert (news.paused_since, local_day(news.due_at)) == (None, date(2026, 11, 25))
    assert news.next_notice_at is not None


def test_h03_the_customer_is_asked_once_more_after_three_working_days(cast: Cast) -> None:
    case = made(cast)
    handler, due = cast.handler.id, case.ask_again_at
    assert due is not None
    assert local_day(due) == date(2026, 11, 26)
    assert [ask_again(then).done for then in (due - MINUTE, due, due + DAY)] == [0, 1, 0]
    assert letters()[-2:] == ["more_info_request", "more_info_reminder"]
    asked = db.session.scalars(select(Contact).where(Contact.template == "more_info_reminder")).one()
    assert asked.text == "请提供光猫背面的序列号"
    assert len(events("case.asked_again")) == 1
    assert told("customer_silent") == [handler]
    assert again().state is State.WAITING


def test_h03_who_has_no_mail_address_is_asked_on_the_tracking_page(cast: Cast) -> None:
    made(cast, email=None)
    assert ask_again(ASKED + 4 * DAY).done == 1
    asked = db.session.scalars(select(Contact).where(Contact.template == "more_info_reminder")).one()
    assert asked.means == "web"
    assert letters() == []


def test_h03_nobody_is_asked_for_an_answer_by_a_day_that_is_over(cast: Cast) -> None:
    """No clock ran for a month: the case goes on, and no letter asks for what nobody waits for."""
    made(cast)
    assert (ask_again(LONG_AFTER).done, stop_waiting(LONG_AFTER).done) == (0, 1)
    assert letters()[-1] == "more_info_request"


def test_h03_after_ten_working_days_the_case_goes_on_and_its_clock_runs(cast: Cast) -> None:
    case = made(cast)
    handler, head = cast.handler.id, cast.head.id
    before = {due.kind: due.due_at for due in running_for([case])[case.id]}
    assert case.due_at is None
    over = case.waits_until
    assert over is not None
    assert local_day(over) == date(2026, 12, 7)
    assert [stop_waiting(then).done for then in (over - MINUTE, over, over + DAY)] == [0, 1, 0]
    case = again()
    assert (case.state, case.ask_again_at, case.waits_until) == (State.HANDLING, None, None)
    result = {due.kind: due for due in running_for([case])[case.id]}[DueKind.RESULT]
    assert result.running
    assert result.due_at > before[DueKind.RESULT]
    assert [event.facts for event in events("case.resumed")] == [{"why": "no_words"}]
    assert sorted(told("waiting_over")) == sorted([handler, head])


@pytest.mark.parametrize("ends", ["words", "resumed", "withdrawn", "closed", "triaged away"])
def test_h03_nobody_is_asked_again_once_the_waiting_ended(cast: Cast, ends: str) -> None:
    case = made(cast)
    then = ASKED + DAY
    match ends:
        case "words":
            actions.add_words(case, "序列号 48575443", (), now=then)
        case "resumed":
            actions.resume(case, by=cast.handler, now=then, seen=case.version)
        case "withdrawn":
            actions.withdraw(case, "不用了", now=then)
        case "closed":
            actions.close(case, Closing.MALICIOUS, reason="虚构", by=cast.head, now=then, seen=case.version)
        case _:
            changed = decision(reason="改派", owner_id=None)
            actions.triage(case, changed, by=cast.agent, now=then, seen=case.version)
    db.session.commit()
    assert (case.ask_again_at, case.waits_until) == (None, None)
    assert (ask_again(LONG_AFTER).done, stop_waiting(LONG_AFTER).done) == (0, 0)


def test_h03_the_time_to_answer_that_the_letter_names_is_the_time_that_is_waited(cast: Cast) -> None:
    before_the_holiday = datetime(2026, 9, 30, 10, 0, tzinfo=SHANGHAI)
    case = taken(cast, before_the_holiday)
    case = actions.wait_for_customer(
        case, "请提供照片", by=cast.handler, now=before_the_holiday + HOUR, seen=case.version
    )
    assert case.waits_until is not None
    assert local_day(case.waits_until) == date(2026, 10, 20), "ten working days, 10-10 among them"
    letter = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "more_info_request")).one()
    assert datetime.fromisoformat(letter.facts["answer_by"]) == case.waits_until


def ask(case: Case, cast: Cast, now: datetime) -> Case:
    return actions.wait_for_customer(case, "请提供光猫照片", by=cast.handler, now=now, seen=None)


def test_h03_the_clock_is_stopped_so_often_a_round_and_no_more(cast: Cast) -> None:
    """The rulebook's three times; refused with nothing changed. The next round counts anew."""
    case = taken(cast)
    for hour in range(3):
        ask(case, cast, MONDAY + hour * HOUR)
        actions.resume(case, by=cast.handler, now=MONDAY + hour * HOUR + MINUTE, seen=None)
    before = letters()
    with pytest.raises(Invalid) as refused:
        ask(case, cast, MONDAY + 4 * HOUR)
    assert (refused.value.field, refused.value.why) == ("question", "asked_often")
    assert (case.state, letters()) == (State.HANDLING, before)
    at = MONDAY + 5 * HOUR
    actions.submit_result(case, cause="老化", done="更换", reply="已修好", by=cast.handler, now=at, seen=None)
    actions.approve(case, by=cast.head, now=at, seen=None)
    actions.confirm(case, False, "还是断", now=at + HOUR)
    assert case.round == 2
    assert ask(case, cast, at + 2 * HOUR).state is State.WAITING
