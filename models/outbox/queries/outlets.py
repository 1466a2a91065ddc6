"""By which means a customer can be written to (R-02)."""

from sqlalchemy import select

from models.db import db
from models.memory import remembered
from models.outbox.rules import is_mobile
from models.outbox.tables import Means, Outlet


def outlet(means: Means) -> Outlet | None:
    """What is known of a means; None while nobody has delivered anything by it."""
    return remembered(
        ("outlet", means),
        lambda: db.session.scalars(select(Outlet).where(Outlet.means == means)).one_or_none(),
    )


def takes_sms(number: str | None) -> bool:
    """Whether an SMS can leave for this number (E.164): there is a gateway, and it serves such numbers."""
    if not number:
        return False
    gateway = outlet(Means.SMS)
    return gateway is not None and gateway.open and is_mobile(number, gateway.countries)
