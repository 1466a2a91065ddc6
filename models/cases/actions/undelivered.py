"""An SMS about a case that did not reach its customer (R-03)."""

from datetime import datetime

from models.cases.actions.audience import owner_or_head, tell_staff
from models.cases.queries.belonging import carried_on_by
from models.cases.queries.letters import case_of
from models.events.actions import SYSTEM, record
from models.outbox.tables import OutboxMessage
from models.rulebook.words import MessageKind

GO_ON_BY_THEMSELVES = frozenset(
    {
        MessageKind.REVISIT_INVITATION,
        MessageKind.REVISIT_REMINDER,
        MessageKind.CHAT_RATING,
        MessageKind.TRACKING_CODE,
    }
)
"""After these nobody needs to do anything: a revisit goes on to the phone list, a code is asked for anew."""


def undelivered(message: OutboxMessage, *, now: datetime) -> None:
    """Says on the case that an SMS failed; who has the case, or the one that carries it on, is told, to reach
    the customer otherwise.

    Records case.sms_failed. Does nothing for a message about anything else.
    """
    case = case_of(message)
    if case is None:
        return
    record("case.sms_failed", case, by=SYSTEM, now=now, letter=message.kind)
    if message.kind not in GO_ON_BY_THEMSELVES:
        held = carried_on_by(case) or case
        tell_staff(owner_or_head(held, now=now), "sms_failed", case, by=SYSTEM, now=now)
