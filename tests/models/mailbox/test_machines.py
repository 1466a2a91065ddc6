"""V-04: bounces find their letter, automatic answers their case, and what goes in circles stops."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases.actions import withdraw
from models.cases.tables import Case
from models.cases.words import State
from models.events.tables import Event
from models.mailbox import queries
from models.mailbox.queries import Tab
from models.mailbox.words import Fate, Reason
from models.outbox.actions import claim, gather, settle_sent
from models.outbox.rules import NOTICES
from models.outbox.tables import Delivery, Notice, OutboxMessage
from tests.cast import Cast
from tests.mails import machines
from tests.mails.letters import CUSTOMER, SERVICE, mail, raw
from tests.models.cases.making import new, taken
from tests.models.mailbox.conftest import HOST, Receive
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases


def sent_letter(case: Case, session: Session) -> OutboxMessage:
    """The acknowledgement of a case, sent."""
    letter = session.scalars(select(OutboxMessage).where(OutboxMessage.about == case.audit_name)).one()
    mine = claim(letter.id, now=MONDAY + timedelta(days=1))
    assert mine is not None
    settle_sent(mine, subject="s", text="t", html="h", now=MONDAY)
    session.refresh(letter)
    return letter


def name_of(letter: OutboxMessage) -> str:
    return f"{letter.message_id}@{HOST}"


def events_of(case: Case, session: Session, kind: str) -> int:
    wanted = (
        select(func.count()).select_from(Event).where(Event.subject == case.audit_name, Event.kind == kind)
    )
    return session.scalar(wanted) or 0


@pytest.mark.parametrize("make", [machines.bounce, machines.bounce_in_words])
def test_a_bounce_makes_its_letter_a_failed_one(
    cast: Cast, session: Session, receive: Receive, make: object
) -> None:
    """V-04, R-03: once; the owner hears of it, and no address of the customer's is in the error."""
    case = taken(cast, email=CUSTOMER)
    letter = sent_letter(case, session)
    message = receive(make(name_of(letter)))  # type: ignore[operator]
    receive(b"X: again\r\n" + make(name_of(letter)))  # type: ignore[operator]
    session.refresh(letter)
    assert (message.fate, message.outbox_id, message.case_id) == (Fate.BOUNCE, letter.id, case.id)
    assert (letter.state, letter.sent_at) == (Delivery.FAILED, None)
    assert letter.last_error.startswith("returned as undeliverable")
    assert CUSTOMER not in letter.last_error
    assert events_of(case, session, "case.mail_bounced") == 1
    told = select(Notice.staff_id).where(Notice.kind == "mail_bounced")
    assert session.scalars(told).all() == [cast.handler.id]


@pytest.mark.parametrize("action", ["delayed", "delivered"])
def test_other_reports_change_nothing(cast: Cast, session: Session, receive: Receive, action: str) -> None:
    """V-04."""
    case = new(email=CUSTOMER)
    letter = sent_letter(case, session)
    message = receive(machines.bounce(name_of(letter), action=action))
    session.refresh(letter)
    assert (message.fate, message.case_id, letter.state) == (Fate.RECEIPT, case.id, Delivery.SENT)


def test_a_made_up_bounce_harms_no_letter(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04: nobody can guess the Message-ID of a letter; such a bounce waits for a person."""
    letter = sent_letter(new(email=CUSTOMER), session)
    message = receive(machines.bounce(f"{'a' * 26}@{HOST}"))
    session.refresh(letter)
    assert (message.fate, message.outbox_id, letter.state) == (Fate.BOUNCE, None, Delivery.SENT)
    assert queries.count_to_check() == 1


def test_an_automatic_answer_is_noted_on_its_case(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04, H-03: it is no word of the customer's: nothing goes on, nobody is told."""
    case = new(email=CUSTOMER)
    letter = sent_letter(case, session)
    notices = session.scalar(select(func.count()).select_from(Notice))
    message = receive(machines.out_of_office(answers=name_of(letter)))
    assert (message.fate, message.case_id, case.state) == (Fate.AUTO_REPLY, case.id, State.NEW)
    assert events_of(case, session, "case.auto_replied") == 1
    assert session.scalar(select(func.count()).select_from(Notice)) == notices
    assert queries.count_to_check() == 0


def test_x03_no_automatic_answer_tells_whose_an_expired_case_was(
    cast: Cast, session: Session, receive: Receive
) -> None:
    """It stays beside the case, where a person looks at it; nor does a late bounce come back to it."""
    case = new(email=CUSTOMER)
    letter = sent_letter(case, session)
    withdraw(case, "已解决", now=MONDAY)
    case.expired_at = MONDAY
    session.flush()
    answered = receive(machines.out_of_office(answers=name_of(letter)))
    bounced = receive(machines.bounce(name_of(letter)))
    assert (answered.fate, answered.case_id, bounced.case_id) == (Fate.AUTO_REPLY, None, None)
    assert events_of(case, session, "case.auto_replied") == 0


def test_an_automatic_answer_to_nothing_waits_for_a_person(
    cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04: somebody may have it that is called so and is none."""
    message = receive(machines.out_of_office())
    assert (message.fate, message.case_id) == (Fate.AUTO_REPLY, None)
    assert [row.id for row in queries.listing(Tab.CHECK)[0]] == [message.id]


@pytest.mark.parametrize("way", ["sender", "name"])
def test_our_own_mail_that_comes_back_is_put_aside(
    cast: Cast, session: Session, receive: Receive, way: str
) -> None:
    """V-04: by who wrote it, or by the name of the letter."""
    letter = sent_letter(new(email=CUSTOMER), session)
    content = mail(sender=f"云帆 <{SERVICE}>") if way == "sender" else mail(message_id=f"<{name_of(letter)}>")
    message = receive(content)
    assert (message.fate, message.reason) == (Fate.IGNORED, Reason.OWN)
    assert session.scalar(select(func.count()).select_from(Case)) == 1


def test_who_answers_a_mail_to_staff_opens_no_case(cast: Cast, session: Session, receive: Receive) -> None:
    """H-04, V-04: a person is shown it, as nothing is lost."""
    taken(cast)
    gather(cast.head.id, now=MONDAY)
    notices = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == NOTICES)).one()
    message = receive(mail(sender=cast.head.email, references=f"<{name_of(notices)}>"))
    assert (message.fate, message.reason) == (Fate.IGNORED, Reason.TO_STAFF)
    assert session.scalar(select(func.count()).select_from(Case)) == 1
    assert queries.count_to_check() == 1


def test_what_goes_in_a_circle_stops(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04: a mailing loop; a person is shown it."""
    message = receive(raw(*["Received: by x"] * 60, f"From: {CUSTOMER}", "Subject: x", body="x"))
    assert (message.fate, message.reason) == (Fate.IGNORED, Reason.LOOP)
    assert queries.count_to_check() == 1
