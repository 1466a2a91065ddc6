"""Sending what waits in the outbox: claim, commit, render, send, settle, commit (R-03).

What was written for something that has passed meanwhile is never sent (`jobs/overtaken.py`). Nothing is
sent inside a transaction. A process that dies between sending and settling leaves its claim behind; when
that runs out the mail is sent again under the same Message-ID.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from flask import current_app

from jobs.job import Tally, describe, each_apart, log, running, write
from jobs.mail.compose import Sender, compose
from jobs.mail.errors import MailError, Refused, Unreachable
from jobs.mail.transport import Transport, transport
from jobs.overtaken import overtaken
from models.db import db
from models.mailbox.queries import heard_names
from models.outbox.actions import Claim, claim, overtake, postpone, put_back, settle_failed, settle_sent
from models.outbox.queries import due_ids, sent_since, thread_of
from models.outbox.rules import DAY, leaves_at, retry_after, uncounted
from models.outbox.tables import Delivery, OutboxMessage
from models.rulebook.document import Rules
from models.rulebook.queries import rules_at
from web.config import Config
from web.letters import Letter, render
from web.mail_room import answers_go_to

BATCH = 200


def deliver(now: datetime) -> Tally:
    """Sends the mails that are due, over one connection; see `_Batch.one` for each."""
    ids = due_ids(now, BATCH)
    if not ids:
        return Tally()
    config: Config = current_app.config["HUIYIN"]
    with transport(config) as way:
        batch = _Batch(way, Sender.of(config.mail_from, config.public_url), rules_at(now), running(now))
        tally = each_apart(ids, batch.one, name="deliver")
    return tally if batch.unreachable is None else tally + Tally(failed=1, error=batch.unreachable)


@dataclass
class _Batch:
    """What the mails of one run share. `unreachable` says why no more of them can leave."""

    way: Transport
    sender: Sender
    rules: Rules
    now: Callable[[], datetime]
    unreachable: str | None = None

    @property
    def waits(self) -> Sequence[int]:
        """Minutes to wait after each failed attempt."""
        return self.rules.sending.retry_after_minutes

    def one(self, message_id: int) -> bool:
        """Sends one mail; False where it is not ours, was overtaken, must wait, or could not leave."""
        if self.unreachable is not None or write(lambda: self._overtaken(message_id)):
            return False
        if self._must_wait(message_id):
            return False
        try:
            self.way.make_ready()
        except Unreachable as problem:
            return self._give_up(problem)
        mine = write(lambda: self._claimed(message_id))
        return mine is not None and self._send(mine)

    def _claimed(self, message_id: int) -> Claim | None:
        """Takes the mail, unless its reason has gone in the meantime: asked in the same transaction."""
        return None if self._overtaken(message_id) else claim(message_id, now=self.now())

    def _overtaken(self, message_id: int) -> bool:
        """Says so of a mail whose reason has gone while it waited, for good."""
        now = self.now()
        why = overtaken(db.session.get_one(OutboxMessage, message_id), now)
        return why is not None and overtake(message_id, why, now=now)

    def _must_wait(self, message_id: int) -> bool:
        """Puts a mail off that would come in quiet hours, or beyond the customer's limit a day."""
        message, now = db.session.get_one(OutboxMessage, message_id), self.now()
        if message.state is not Delivery.WAITING:
            return False
        sent = sent_since(message.to_address, now - DAY, besides=uncounted(self.rules))
        leave_at = leaves_at(message.kind, self.rules, now, sent=sent, not_before=message.not_before)
        if leave_at <= now:
            return False
        return write(lambda: postpone(message_id, until=leave_at, now=now))

    def _send(self, mine: Claim) -> bool:
        """Raises what rendering raises, after settling: a fault of ours, tried again like any other."""
        try:
            if retry_after(mine.attempts - 1, self.waits) is None:
                raise Refused("every sender of this mail ended before it could say how it went")
            letter, mail = self._rendered(mine.message_id)
            self.way.send(mail, sender=self.sender.address, recipient=mail["To"].addresses[0].addr_spec)
        except Unreachable as problem:
            write(lambda: put_back(mine))
            return self._give_up(problem)
        except MailError as problem:
            log.warning("mail %s did not leave: %s", mine.message_id, problem)
            self._failed(mine, str(problem), final=isinstance(problem, Refused))
            return False
        except Exception as problem:
            db.session.rollback()
            self._failed(mine, describe(problem))
            raise
        return write(
            lambda: settle_sent(
                mine,
                subject=letter.subject,
                text=letter.text if letter.kept_text is None else letter.kept_text,
                html=letter.html if letter.kept_html is None else letter.kept_html,
                now=self.now(),
            )
        )

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

    def _failed(self, mine: Claim, error: str, *, final: bool = False) -> None:
        now = self.now()
        write(lambda: settle_failed(mine, error=error, waits=self.waits, now=now, final=final))

    def _give_up(self, problem: Unreachable) -> bool:
        self.unreachable = str(problem)
        log.error("no mail can leave: %s", problem)
        return False
