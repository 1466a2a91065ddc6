"""The frame of a run that delivers: claim, commit, render, send, settle, commit, message after message."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_

from jobs.job import describe, log, write
from jobs.overtaken import overtaken
from jobs.sending.errors import Delayed, NotSent, Refused, Unreachable
from models.db import db
from models.outbox.actions import (
    Claim,
    claim,
    forget,
    overtake,
    postpone,
    put_back,
    settle_failed,
    settle_sent,
)
from models.outbox.queries import sent_since
from models.outbox.rules import DAY, leaves_at, retry_after, uncounted
from models.outbox.tables import Delivery, OutboxMessage, Overtaken
from models.rulebook.document import Rules
from web.letters import Letter


@dataclass(frozen=True)
class Left:
    """With which words a message left, and how the gateway calls it."""

    letter: Letter
    gateway_id: str | None = None
    parts: int | None = None


@dataclass
class Batch(ABC):
    """What the messages of one run share. `unreachable` says why no more of them can leave."""

    rules: Rules
    now: Callable[[], datetime]
    unreachable: str | None = None

    @abstractmethod
    def make_ready(self) -> None:
        """Makes sure that a message can be handed over now. Raises Unreachable."""

    @abstractmethod
    def hand_over(self, message_id: int) -> Left:
        """Renders a message that is ours and hands it over, outside of any transaction.

        Raises the errors of `jobs.sending.errors`, and what rendering raises.
        """

    def failed(self, message_id: int) -> None:  # noqa: B027 (mail has nothing to do here)
        """What follows, in the transaction that settles it, from a message that has failed for good."""

    @property
    def over(self) -> bool:
        """Whether no more messages are tried in this run."""
        return self.unreachable is not None

    @property
    def waits(self) -> Sequence[int]:
        """Minutes to wait after each failed attempt."""
        return self.rules.sending.retry_after_minutes

    def one(self, message_id: int) -> bool:
        """Sends one message; False where it is not ours, was overtaken, must wait, or could not leave."""
        if self.over or write(lambda: self._overtaken(message_id)):
            return False
        if self._must_wait(message_id):
            return False
        try:
            self.make_ready()
        except Unreachable as problem:
            return self._give_up(problem)
        mine = write(lambda: self._claimed(message_id))
        return mine is not None and self._send(mine)

    def _claimed(self, message_id: int) -> Claim | None:
        """Takes the message, unless its reason has gone in the meantime: asked in the same transaction."""
        return None if self._overtaken(message_id) else claim(message_id, now=self.now())

    def _overtaken(self, message_id: int) -> bool:
        """Says so of a message whose reason has gone while it waited, for good."""
        now = self.now()
        message = db.session.get(OutboxMessage, message_id)
        if message is None:  # removed since it was found: a fleeting one of a campaign that was paused
            return True
        why = overtaken(message, now)
        if why is not None and message.fleeting and why is not Overtaken.PAUSED:
            return forget(and_(OutboxMessage.id == message_id, OutboxMessage.state == Delivery.WAITING)) == 1
        return why is not None and overtake(message_id, why, now=now)

    def _must_wait(self, message_id: int) -> bool:
        """Puts a message off that would come in quiet hours, or beyond the customer's limit a day."""
        message, now = db.session.get(OutboxMessage, message_id), self.now()
        if message is None:  # a fleeting one of a campaign that was paused this moment
            return True
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
                raise Refused("every sender of this message ended before it could say how it went")
            left = self.hand_over(mine.message_id)
        except Unreachable as problem:
            write(lambda: put_back(mine))
            return self._give_up(problem)
        except NotSent as problem:
            log.warning("message %s did not leave: %s", mine.message_id, problem)
            self._settle_failed(mine, problem)
            return False
        except Exception as problem:
            db.session.rollback()
            self._settle_failed(mine, NotSent(describe(problem)))
            raise
        return write(lambda: self._settle_sent(mine, left))

    def _settle_sent(self, mine: Claim, left: Left) -> bool:
        letter = left.letter
        settled = settle_sent(
            mine,
            subject=letter.subject,
            text=letter.text if letter.kept_text is None else letter.kept_text,
            html=letter.html if letter.kept_html is None else letter.kept_html,
            gateway_id=left.gateway_id,
            parts=left.parts,
            now=self.now(),
        )
        self._follow(mine, settled)
        return settled

    def _settle_failed(self, mine: Claim, problem: NotSent) -> None:
        def settle() -> None:
            settled = settle_failed(
                mine,
                error=str(problem),
                waits=self.waits,
                final=isinstance(problem, Refused),
                at_least=problem.after if isinstance(problem, Delayed) else None,
                now=self.now(),
            )
            self._follow(mine, settled)

        write(settle)

    def _follow(self, mine: Claim, settled: bool) -> None:
        if not settled:
            return
        message = db.session.get_one(OutboxMessage, mine.message_id, populate_existing=True)
        if message.state is Delivery.FAILED:
            self.failed(mine.message_id)
        if message.fleeting and message.state in (Delivery.SENT, Delivery.FAILED):
            forget(OutboxMessage.id == message.id)  # in the transaction that settles it (S-04)

    def _give_up(self, problem: Unreachable) -> bool:
        self.unreachable = str(problem)
        log.error("nothing can leave: %s", problem)
        return False
