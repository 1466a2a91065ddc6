"""V-04: a customer writes, we answer, the customer answers that: one thread and one case."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.schedule import BY_NAME
from models.cases.tables import Case
from models.clock import now
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate
from models.outbox.tables import Delivery, OutboxMessage
from tests.cast import Cast
from tests.jobs.mailbox.conftest import Account, Ask
from tests.mails import machines
from tests.mails.letters import CUSTOMER, mail
from tests.servers.smtp import Arrived, MailServer

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
HOST = "voice.yunfan.example"
Exchange = Callable[[], Arrived]


@pytest.fixture
def exchange(
    app: Flask,
    session: Session,
    ask: Ask,
    account: Account,
    mail_server: MailServer,
    configured: Callable[..., None],
) -> Exchange:
    """A customer's mail is taken in, and our acknowledgement leaves: the letter as it arrived."""
    configured(
        smtp_url=mail_server.url,
        mailbox_url=account.url(),
        mailbox_address="service@yunfan.example",
        public_url=f"https://{HOST}",
    )

    def exchange() -> Arrived:
        account.deliver(mail(message_id="<first@example.com>"))
        ask(now())
        with app.app_context():
            BY_NAME["deliver"].run(now() + MINUTE)
        return mail_server.arrived[-1]

    return exchange


def test_our_letter_holds_the_thread_together(exchange: Exchange, session: Session, cast: Cast) -> None:
    """V-04: it answers the customer's mail, says its number, and names an address signed for its case."""
    arrived = exchange()
    letter = arrived.message
    number = session.scalars(select(Case.number)).one()
    assert letter["In-Reply-To"] == letter["References"] == "<first@example.com>"
    assert f"[{number}]" in letter["Subject"] or number in letter["Subject"]
    assert f"service+{number.lower()}." in str(letter["Reply-To"])
    assert letter["X-Loop"] == "service@yunfan.example"
    assert "直接回复本邮件" in arrived.body()


@pytest.mark.parametrize("kept", ["Reply-To", "Message-ID"])
def test_the_answer_to_it_joins_the_case(
    exchange: Exchange, account: Account, ask: Ask, session: Session, cast: Cast, kept: str
) -> None:
    """V-04: whichever of our signs a mail program keeps, and from whatever address."""
    letter = exchange().message
    signs = {
        "Reply-To": {"to": str(letter["Reply-To"].addresses[0].addr_spec)},
        "Message-ID": {"References": str(letter["Message-ID"])},
    }[kept]
    account.deliver(mail("谢谢，还是不行", subject="无题", sender="家人 <home@example.com>", **signs))
    assert ask(now() + 2 * HOUR).done == 1
    found = session.scalars(select(MailboxMessage).order_by(MailboxMessage.id.desc())).first()
    assert found is not None
    assert (found.fate, found.case_id) == (Fate.WORDS, session.scalars(select(Case.id)).one())


def test_the_letter_that_comes_back_fails(
    exchange: Exchange, account: Account, ask: Ask, session: Session, cast: Cast
) -> None:
    """V-04, R-03: the whole way: a bounce of the very letter that was sent."""
    letter = exchange().message
    account.deliver(machines.bounce(str(letter["Message-ID"]).strip("<>")))
    ask(now() + 2 * HOUR)
    found = session.scalars(select(OutboxMessage)).one()
    assert found.state is Delivery.FAILED
    assert found.last_error == "returned as undeliverable: 550 5.1.1 <z***@example.com>: no such user here"
    assert CUSTOMER not in found.last_error


@pytest.mark.parametrize("plus", [True, False])
def test_servers_without_plus_addresses(exchange: Exchange, app: Flask, cast: Cast, plus: bool) -> None:
    """V-04: answers go to the plain mailbox; References find the case."""
    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(mailbox_plus=plus)
    assert ("+" in str(exchange().message["Reply-To"])) is plus
