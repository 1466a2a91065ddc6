"""Sending the SMS that wait in the outbox (R-02, R-03), as `jobs/deliver.py` does mails.

The key of a message is the same for every attempt, so a gateway whose answer got lost sends it once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app

from jobs.job import Tally, each_apart, running, write
from jobs.sending.batch import Batch, Left
from jobs.sending.errors import Delayed, Refused
from jobs.sms.message import Sms
from jobs.sms.transport import Transport, transport
from models.cases.actions import undelivered
from models.db import db
from models.outbox.actions import let_rest, note_outlet
from models.outbox.queries import due_ids, outlet
from models.outbox.rules import is_mobile
from models.outbox.tables import Means, OutboxMessage
from models.rulebook.queries import rules_at
from models.rulebook.rules import parts
from web.config import Config
from web.letters import render

BATCH = 200
PATIENCE = 3
"""After so many attempts in a row that failed for now, the rest waits for the next run."""
REST = timedelta(seconds=30)
"""How long nothing is sent where the gateway asked for a rest without saying how long."""


def deliver_sms(now: datetime) -> Tally:
    """Sends the SMS that are due; see `Batch.one` for each. Notes first whether SMS can leave at all.

    What waits where no gateway is configured any more fails at once, so that customers are reached otherwise.
    """
    config: Config = current_app.config["HUIYIN"]
    _note(config)
    known = outlet(Means.SMS)
    if known is not None and known.rests_until is not None and known.rests_until > now:
        return Tally()
    ids = due_ids(now, BATCH, means=Means.SMS)
    if not ids:
        return Tally()
    if not config.sends_sms:
        nowhere = _Nowhere(rules_at(now), running(now))
        return each_apart(ids, nowhere.one, name="deliver-sms")
    with transport(config) as way:
        batch = _Texts(rules_at(now), running(now), way=way, countries=config.sms_countries)
        tally = each_apart(ids, batch.one, name="deliver-sms")
    return tally if batch.unreachable is None else tally + Tally(failed=1, error=batch.unreachable)


def _note(config: Config) -> None:
    known = outlet(Means.SMS)
    as_known = (known.open, tuple(known.countries)) if known is not None else (False, ())
    if as_known != (config.sends_sms, config.sms_countries if config.sends_sms else ()):
        countries = config.sms_countries if config.sends_sms else ()
        write(lambda: note_outlet(Means.SMS, open=config.sends_sms, countries=countries))


@dataclass
class _Followed(Batch):
    """SMS that fail are told where they belong."""

    def failed(self, message_id: int) -> None:
        undelivered(db.session.get_one(OutboxMessage, message_id), now=self.now())


@dataclass(kw_only=True)
class _Texts(_Followed):
    """The SMS of one run. `in_a_row` counts attempts that failed for now."""

    way: Transport
    countries: tuple[str, ...]
    in_a_row: int = 0
    resting: bool = False

    @property
    def over(self) -> bool:
        return super().over or self.resting or self.in_a_row >= PATIENCE

    def make_ready(self) -> None:
        self.way.make_ready()

    def hand_over(self, message_id: int) -> Left:
        message = db.session.get_one(OutboxMessage, message_id)
        letter = render(message, now=self.now())
        sms = Sms(
            key=message.message_id or f"row-{message.id}",
            to=message.to_address,
            text=letter.text,
            language=message.language,
            kind=message.kind,
            parts=parts(letter.text),
        )
        db.session.commit()  # sending may take long
        if not is_mobile(sms.to, self.countries):
            raise Refused("no mobile number that the gateway serves")
        try:
            name = self.way.send(sms)
        except Delayed as problem:
            self.in_a_row += 1
            if problem.rest:
                self._rest(problem.after or REST)
            raise
        self.in_a_row = 0
        return Left(letter, gateway_id=name, parts=sms.parts)

    def _rest(self, span: timedelta) -> None:
        until = self.now() + span
        write(lambda: let_rest(Means.SMS, until))
        self.resting = True


@dataclass
class _Nowhere(_Followed):
    """What waits for a gateway that is there no more."""

    def make_ready(self) -> None:
        """There is nothing to make ready."""

    def hand_over(self, message_id: int) -> Left:
        raise Refused("no SMS gateway is configured")
