"""V-04: what people do with messages that became no case."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.errors import NotAllowed, WrongState
from models.mailbox import queries
from models.mailbox.actions import Office, check, make_case, note_failure, read, take_in, try_again
from models.mailbox.queries import Tab
from models.mailbox.queries.one import MOST_ATTEMPTS
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate, Reason
from models.outbox.tables import OutboxMessage
from tests.cast import Cast
from tests.mails import machines
from tests.mails.letters import CUSTOMER, mail, raw
from tests.models.mailbox.conftest import Receive
from tests.moments import MONDAY


@pytest.fixture
def looped(receive: Receive, cast: Cast) -> MailboxMessage:
    """A customer's words that went in a circle."""
    head = ["Received: by x"] * 60
    return receive(
        raw(*head, f"From: {CUSTOMER}", "Subject: help", "Content-Type: text/plain", body="no net")
    )


def test_a_case_made_by_hand(cast: Cast, session: Session, office: Office, looped: MailboxMessage) -> None:
    """V-04: as if it had become one by itself, registered by whoever made it."""
    message = looped
    check(message, by=cast.agent, now=MONDAY)
    case = make_case(message, read(message, office=office), by=cast.agent, office=office, now=MONDAY)
    assert (message.fate, message.reason, message.case_id) == (Fate.CASE, Reason.BY_HAND, case.id)
    assert (case.problem, case.contact_email, case.registered_by_id) == ("no net", CUSTOMER, cast.agent.id)
    assert session.scalars(select(OutboxMessage.kind)).all() == ["acknowledgement"]
    with pytest.raises(WrongState):
        make_case(message, read(message, office=office), by=cast.agent, office=office, now=MONDAY)


def test_a_program_gets_no_letter_from_a_case_made_by_hand(
    cast: Cast, session: Session, receive: Receive, office: Office
) -> None:
    """V-04."""
    message = receive(machines.bounce("x@elsewhere"))
    make_case(message, read(message, office=office), by=cast.agent, office=office, now=MONDAY)
    assert session.scalars(select(OutboxMessage)).all() == []


def test_what_was_looked_at_is_no_longer_shown(cast: Cast, receive: Receive, looped: MailboxMessage) -> None:
    """V-04: it stays in the list of its kind."""
    receive(mail())
    check(looped, by=cast.agent, now=MONDAY)
    assert (looped.checked_at, looped.checked_by_id) == (MONDAY, cast.agent.id)
    assert queries.counts() == {
        Tab.CHECK: 0,
        Tab.CASES: 1,
        Tab.AUTOMATIC: 0,
        Tab.BOUNCES: 0,
        Tab.IGNORED: 1,
        Tab.ALL: 2,
    }


def test_only_customer_service_does_any_of_it(cast: Cast, office: Office, looped: MailboxMessage) -> None:
    """X-01."""
    for person in (cast.handler, cast.head, cast.auditor, cast.administrator):
        with pytest.raises(NotAllowed):
            check(looped, by=person, now=MONDAY)
        with pytest.raises(NotAllowed):
            make_case(looped, read(looped, office=office), by=person, office=office, now=MONDAY)


def test_what_made_us_fail_waits_for_a_person_after_some_attempts(
    cast: Cast, session: Session, office: Office
) -> None:
    """V-04: and is tried again when asked for."""
    message = take_in(mail(), arrived_at=MONDAY, store=office.store, now=MONDAY)
    for attempt in range(MOST_ATTEMPTS):
        assert (attempt, message.fate) == (attempt, Fate.WAITING)
        note_failure(message, "ValueError: no", now=MONDAY)
    session.flush()
    assert (message.fate, message.last_error, queries.count_to_check()) == (Fate.FAILED, "ValueError: no", 1)
    try_again(message, by=cast.agent, now=MONDAY)
    assert (message.fate, message.attempts, list(queries.unprocessed())) == (Fate.WAITING, 0, [message.id])
    with pytest.raises(WrongState):
        try_again(message, by=cast.agent, now=MONDAY)


def test_every_case_of_a_mail_shows_its_mails(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04, H-05: in order, with what each was."""
    first = receive(mail(message_id="<one@e.com>"))
    receive(mail("more", In_Reply_To="<one@e.com>", References="<one@e.com>"))
    case = session.get_one(Case, first.case_id)
    assert [(row.fate, row.words[:4]) for row in queries.mails_of(case)] == [
        (Fate.CASE, "从这个月"),
        (Fate.WORDS, "more"),
    ]
    assert queries.heard_names(case.audit_name)[0] == "one@e.com"
