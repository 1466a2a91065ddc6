"""Sending the mails that wait in the outbox (R-03); `jobs/sms/deliver.py` does the same for SMS.

What was written for something that has passed meanwhile is never sent (`jobs/overtaken.py`). Nothing is
sent inside a transaction. A process that dies between sending and settling leaves its claim behind; when
that runs out the mail is sent again under the same Message-ID.
"""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from flask import current_app

from jobs.job import Tally, each_apart, running
from jobs.mail.compose import Sender, compose
from jobs.mail.transport import Transport, transport
from jobs.sending.batch import Batch, Left
from models.db import db
from models.mailbox.queries import heard_names
from models.outbox.queries import due_ids, thread_of
from models.outbox.tables import OutboxMessage
from models.rulebook.queries import rules_at
from web.config import Config
from web.letters import Letter, render
from web.mail_room import answers_go_to

BATCH = 200


def deliver(now: datetime) -> Tally:
    """Sends the mails that are due, over one connection; see `Batch.one` for each."""
    ids = due_ids(now, BATCH)
    if not ids:
        return Tally()
    config: Config = current_app.config["HUIYIN"]
    with transport(config) as way:
        sender = Sender.of(config.mail_from, config.public_url)
        batch = _Mails(rules_at(now), running(now), way=way, sender=sender)
        tally = each_apart(ids, batch.one, name="deliver")
    return tally if batch.unreachable is None else tally + Tally(failed=1, error=batch.unreachable)


@dataclass(kw_only=True)
class _Mails(Batch):
    """The mails of one run."""

    way: Transport
    sender: Sender

    def make_ready(self) -> None:
        self.way.make_ready()

    def hand_over(self, message_id: int) -> Left:
        letter, mail = self._rendered(message_id)
        self.way.send(mail, sender=self.sender.address, recipient=mail["To"].addresses[0].addr_spec)
        return Left(letter)

    def _rendered(self, message_id: int) -> tuple[Letter, EmailMessage]:
        """Reads all that the mail needs, and ends the transaction: sending may take long."""
        message, now = db.session.get_one(OutboxMessage, message_id), self.now()
        letter = render(message, now=now)
        mail = compose(
            message,
            letter,
            sender=self.sender,
            thread=thread_of(message),
            heard=heard_names(message.about),
            reply_to=answers_go_to(message.about),
            now=now,
        )
        db.session.commit()
        return letter, mail
