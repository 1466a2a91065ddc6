"""R-03: what waited for the morning, and has lost its reason by then, is never sent, and says why."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.overtaken import JUDGES
from models.cases import actions
from models.cases.tables import Case
from models.cases.words import Closing
from models.clock import SHANGHAI
from models.customers.tables import Customer
from models.events.queries import history
from models.events.tables import Party
from models.outbox.actions import claim
from models.outbox.rules import CLAIM, NOTICES
from models.outbox.tables import Delivery, OutboxMessage, Overtaken
from models.rulebook.queries import rules_at
from models.rulebook.words import MessageKind
from tests.cast import Cast
from tests.jobs.conftest import RunJob
from tests.models.cases.making import answered, in_review, taken, triaged
from tests.models.outbox.messages import queued
from tests.models.revisits.answering import say, sent
from tests.moments import MONDAY
from tests.servers.smtp import MailServer

pytestmark = pytest.mark.both_databases
HOUR = timedelta(hours=1)
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=SHANGHAI)
LATER = NIGHT + HOUR
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)


def letter(session: Session, kind: str) -> OutboxMessage:
    """The last message of a kind, as it is stored now."""
    session.expire_all()
    found = select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id.desc())
    return session.scalars(found.limit(1)).one()


def outcome(session: Session, kind: str) -> tuple[Delivery, Overtaken | None]:
    """Where that message stands, and why it was not sent."""
    row = letter(session, kind)
    return row.state, row.overtaken_by


def arrived(mails: MailServer, words: str) -> int:
    """How many mails with these words in the subject arrived."""
    return sum(words in mail.subject for mail in mails.arrived)


@pytest.fixture
def asked(session: Session, cast: Cast) -> Case:
    """A case whose customer was asked at night: the letter waits for the morning."""
    case = taken(cast)
    actions.wait_for_customer(case, "请发来路由器的照片。", by=cast.handler, now=NIGHT, seen=None)
    session.commit()
    return case


def test_r03_every_kind_of_letter_has_somebody_who_judges_it() -> None:
    assert set(JUDGES) == {*MessageKind, NOTICES}


def test_r03_a_question_that_is_still_open_leaves_in_the_morning(
    session: Session, asked: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    run_job("deliver", LATER)
    assert letter(session, "more_info_request").not_before == MORNING
    run_job("deliver", MORNING)
    assert outcome(session, "more_info_request") == (Delivery.SENT, None)
    assert arrived(by_smtp, "请您补充信息") == 1


def test_r03_a_question_that_was_answered_on_the_page_is_not_sent(
    session: Session, asked: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    """Marked with its reason, recorded by the system, and not sent at any later time either."""
    run_job("deliver", NIGHT)
    actions.add_words(asked, "照片在这里。", [], now=LATER)
    for hours in range(3):
        run_job("deliver", MORNING + hours * HOUR)
    row = letter(session, "more_info_request")
    assert (row.state, row.overtaken_by) == (Delivery.OVERTAKEN, Overtaken.WENT_ON)
    assert (row.attempts, row.sent_at, row.claimed_until) == (0, None, None)
    assert arrived(by_smtp, "请您补充信息") == 0
    (event,) = history(row.audit_name)
    assert (event.kind, event.party, event.facts) == (
        "message.overtaken",
        Party.SYSTEM,
        {"why": Overtaken.WENT_ON},
    )


def test_r03_of_two_questions_the_first_is_not_sent(
    session: Session, cast: Cast, asked: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    actions.resume(asked, by=cast.handler, now=NIGHT, seen=None)
    actions.wait_for_customer(asked, "还请告知型号。", by=cast.handler, now=LATER, seen=None)
    run_job("deliver", MORNING)
    session.expire_all()
    rows = session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == "more_info_request").order_by(OutboxMessage.id)
    ).all()
    assert [(row.state, row.overtaken_by) for row in rows] == [
        (Delivery.OVERTAKEN, Overtaken.NEWER),
        (Delivery.SENT, None),
    ]
    assert "还请告知型号。" in by_smtp.arrived[-1].body()


def test_h03_a_reminder_of_a_question_is_judged_like_the_question(
    session: Session, asked: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    """Asked again while no server answered: the later letter leaves, unless the answer is there."""
    assert asked.ask_again_at is not None
    again = asked.ask_again_at
    actions.ask_again(asked, now=again)
    run_job("deliver", again)
    assert outcome(session, "more_info_request") == (Delivery.OVERTAKEN, Overtaken.NEWER)
    assert outcome(session, "more_info_reminder") == (Delivery.SENT, None)


def test_r03_a_withdrawn_case_sends_nothing_but_that_it_is_withdrawn(
    session: Session, asked: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    """Nor an acknowledgement that could not leave before, as no server answered."""
    actions.withdraw(asked, "好了", now=LATER)
    run_job("deliver", MORNING)
    assert outcome(session, "more_info_request") == (Delivery.OVERTAKEN, Overtaken.WITHDRAWN)
    assert outcome(session, "acknowledgement") == (Delivery.OVERTAKEN, Overtaken.WITHDRAWN)
    assert outcome(session, "withdrawn") == (Delivery.SENT, None)
    assert len(by_smtp.arrived) == 1


def test_r03_progress_is_overtaken_by_the_reply(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    case = in_review(cast)
    actions.write_to_customer(case, "明天上门更换。", by=cast.handler, now=NIGHT)
    actions.approve(case, by=cast.head, now=LATER, seen=None)
    run_job("deliver", MORNING)
    assert outcome(session, "progress") == (Delivery.OVERTAKEN, Overtaken.REPLIED)
    assert outcome(session, "reply") == (Delivery.SENT, None)


def test_r03_what_is_written_after_the_reply_is_sent(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    case = answered(cast)
    actions.write_to_customer(case, "发票另行寄出。", by=cast.handler, now=NIGHT)
    run_job("deliver", MORNING)
    assert outcome(session, "progress") == (Delivery.SENT, None)


def test_r03_a_reply_that_the_customer_has_accepted_already_is_not_sent(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    case = answered(cast, NIGHT)
    actions.confirm(case, True, "", now=NIGHT + 3 * HOUR)
    run_job("deliver", MORNING)
    assert outcome(session, "reply") == (Delivery.OVERTAKEN, Overtaken.ANSWERED)
    assert arrived(by_smtp, "处理结果") == 0


def test_r04_a_reply_of_the_round_before_is_not_sent(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    """Not satisfied with what the page says: the letter says that it goes on, not what was refused."""
    case = answered(cast, NIGHT)
    actions.confirm(case, False, "还是掉线", now=NIGHT + 3 * HOUR)
    run_job("deliver", MORNING)
    assert outcome(session, "reply") == (Delivery.OVERTAKEN, Overtaken.REOPENED)
    assert outcome(session, "reopened") == (Delivery.SENT, None)


def test_r03_a_case_that_people_closed_sends_their_words_alone(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    case = triaged(cast)
    actions.write_to_customer(case, "正在查。", by=cast.agent, now=NIGHT)
    actions.close(case, Closing.MALICIOUS, reason="与事实不符。", by=cast.head, now=LATER, seen=None)
    run_job("deliver", MORNING)
    assert outcome(session, "progress") == (Delivery.OVERTAKEN, Overtaken.CLOSED)
    assert outcome(session, "closed") == (Delivery.SENT, None)


def test_r03_beyond_the_limit_a_day_a_letter_is_judged_when_its_turn_comes(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    case = taken(cast)
    most = rules_at(MONDAY).contact.messages_a_day
    for number in range(most + 1):
        actions.write_to_customer(case, f"进展 {number}", by=cast.handler, now=MONDAY)
    run_job("deliver", MONDAY)
    waiting = letter(session, "progress")
    assert waiting.state is Delivery.WAITING
    actions.withdraw(case, "不用了", now=MONDAY + HOUR)
    run_job("deliver", waiting.not_before)
    assert outcome(session, "progress") == (Delivery.OVERTAKEN, Overtaken.WITHDRAWN)


def test_r03_a_survey_that_was_answered_on_the_telephone_is_not_sent(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    """The invitation left; the reminder waits for a mail server, and the answer comes first."""
    case = answered(cast)
    revisit = sent(case, now=MONDAY + 4 * HOUR)
    waiting = letter(session, "revisit_invitation")
    queued("revisit_reminder", to="zhao@example.com", about=case.audit_name, facts=waiting.facts, now=MORNING)
    say(revisit, 5, now=MORNING)
    run_job("deliver", MORNING + HOUR)
    assert outcome(session, "revisit_reminder") == (Delivery.OVERTAKEN, Overtaken.ANSWERED)
    assert outcome(session, "revisit_invitation") == (Delivery.OVERTAKEN, Overtaken.ANSWERED)


def test_r03_a_survey_about_a_round_that_was_refused_is_not_sent(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    case = answered(cast)
    sent(case, now=MONDAY + 4 * HOUR)
    actions.confirm(case, False, "没有解决", now=MONDAY + 5 * HOUR)
    run_job("deliver", MONDAY + 5 * HOUR)
    assert outcome(session, "revisit_invitation") == (Delivery.OVERTAKEN, Overtaken.REOPENED)


def test_r03_a_survey_whose_window_is_over_is_not_sent(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    sent(answered(cast), now=MONDAY + 4 * HOUR)
    run_job("deliver", MORNING + timedelta(days=30))
    assert outcome(session, "revisit_invitation") == (Delivery.OVERTAKEN, Overtaken.EXPIRED)


def test_r03_who_does_not_want_to_be_asked_gets_no_link_that_waited(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    case = answered(cast)
    sent(case, now=MONDAY + 4 * HOUR)
    session.get_one(Customer, case.customer_id).do_not_contact_since = MONDAY + 5 * HOUR
    run_job("deliver", MONDAY + 5 * HOUR)
    assert outcome(session, "revisit_invitation") == (Delivery.OVERTAKEN, Overtaken.UNWANTED)


def test_r03_what_a_dead_sender_left_is_sent_again_as_it_may_have_left(
    session: Session, asked: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    """Nobody can say of it that it will not leave: the same Message-ID makes two of it one."""
    row = letter(session, "more_info_request")
    session.commit()
    assert claim(row.id, now=MORNING) is not None
    actions.add_words(asked, "照片在这里。", [], now=MORNING)
    run_job("deliver", MORNING + CLAIM + HOUR)
    assert outcome(session, "more_info_request") == (Delivery.SENT, None)
