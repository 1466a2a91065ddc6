"""How often one customer may be written to and asked, over all that we know of them (R-03)."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select, union

from models.cases.tables import Case
from models.customers.tables import Customer
from models.db import db
from models.outbox.rules import DAY, after_limit, uncounted
from models.outbox.tables import Delivery, OutboxMessage
from models.revisits.tables import Revisit
from models.rulebook.document import Rules
from models.rulebook.words import MessageKind

ON_THE_WAY = (Delivery.WAITING, Delivery.SENDING)


ASKING = "asking"
"""The part of a transaction that sees how often somebody was asked, and asks: one at a time (R-03)."""


def asked_elsewhere(
    case: Case, rules: Rules, now: datetime, calls: Collection[datetime] = ()
) -> datetime | None:
    """When this customer may be asked again, or None for now: the rulebook's limit (R-03).

    Counts what was asked about other cases, and by campaigns: their letters, and `calls`, when they put the
    customer on their phone list. Further rounds of the same case are the same
    loop, which goes on until the customer is content (R-04).
    """
    contact = rules.contact
    span = timedelta(days=contact.surveys_days)
    revisited = (
        select(Revisit.asked_at)
        .join(Case, Case.id == Revisit.case_id)
        .where(Case.customer_id == case.customer_id, Case.id != case.id, Revisit.asked_at > now - span)
    )
    by_campaigns = select(OutboxMessage.created_at).where(
        OutboxMessage.to_address.in_(_addresses(case)),
        OutboxMessage.kind == MessageKind.CAMPAIGN_INVITATION,
        OutboxMessage.created_at > now - span,
        OutboxMessage.state.in_((*ON_THE_WAY, Delivery.SENT)),
    )
    moments = [*db.session.scalars(revisited), *db.session.scalars(by_campaigns), *calls]
    recent = (moment for moment in moments if moment is not None and moment > now - span)
    asked = sorted(recent, reverse=True)[: contact.surveys]
    oldest = asked[-1] if len(asked) == contact.surveys else None
    return oldest + span if oldest is not None else None


def room_for_letter(case: Case, kind: str, rules: Rules, now: datetime) -> datetime:
    """The moment itself, or when the rulebook's messages a day leave room for one more (R-03).

    Counts what was sent in the last 24 hours and what is on the way, about any case, to any address
    that this customer gave; but not the kinds that leave at once.
    """
    messages = db.session.execute(
        select(OutboxMessage.sent_at, OutboxMessage.not_before).where(
            OutboxMessage.to_address.in_(_addresses(case)),
            OutboxMessage.kind.not_in(uncounted(rules)),
            or_(OutboxMessage.sent_at > now - DAY, OutboxMessage.state.in_(ON_THE_WAY)),
        )
    )
    moments = sorted(sent_at or max(not_before, now) for sent_at, not_before in messages)
    return after_limit(moments, kind, rules, now)


def _addresses(case: Case) -> Sequence[str]:
    """Every address and number under which the customer of a case can be written to."""
    of_customer = Customer.id == case.customer_id
    of_cases = Case.customer_id == case.customer_id
    found = db.session.scalars(
        union(
            select(Customer.email).where(of_customer),
            select(Customer.phone).where(of_customer),
            select(Case.contact_email).where(of_cases),
            select(Case.contact_phone).where(of_cases),
        )
    )
    return [address for address in found if address]
