"""What a customer tells once more goes to the case that is there already, not into a new one (T-06, V-03)."""

from collections.abc import Sequence
from datetime import datetime

from models.cases.actions.audience import owner_or_head, tell_staff
from models.cases.actions.contact import log_contact
from models.cases.actions.pause import go_on
from models.cases.actions.products import check_product, keep_product
from models.cases.tables import Case, CaseFile, Contact
from models.cases.words import Channel, ContactMeans, Direction, State
from models.db import db
from models.files.tables import StoredFile
from models.people.tables import Staff

MEANS = {
    Channel.HOTLINE: ContactMeans.PHONE,
    Channel.VOICEMAIL: ContactMeans.PHONE,
    Channel.EMAIL: ContactMeans.EMAIL,
    Channel.CHAT: ContactMeans.CHAT,
    Channel.STORE: ContactMeans.VISIT,
    Channel.STAFF: ContactMeans.VISIT,
}
"""By what means one was spoken to on a channel; all others are on the web."""


def add_told(
    case: Case,
    text: str,
    *,
    channel: Channel,
    seconds: int | None = None,
    files: Sequence[StoredFile] = (),
    product_id: int | None = None,
    by: Staff,
    now: datetime,
) -> Contact:
    """Writes down what the customer told somebody of ours, with the files, as an incoming contact.

    A case that waited for its customer goes on, and one that named no product has the one told (M-03). Tells
    who has the case. Records case.contacted. Raises NotAllowed for who does not talk to this customer,
    WrongState for a closed case, Invalid for no text and for a product that is not offered.
    """
    check_product(product_id, beside=case.product_id)
    means = MEANS.get(channel, ContactMeans.WEB)
    contact = log_contact(
        case, direction=Direction.IN, means=means, text=text, seconds=seconds, by=by, now=now
    )
    for file in files:
        db.session.add(CaseFile(case_id=case.id, file_id=file.id, contact_id=contact.id, shown=True))
    keep_product(case, product_id)
    if case.state is State.WAITING:
        go_on(case, by=by, now=now)
    tell_staff(owner_or_head(case, now=now), "customer_added", case, by=by, now=now)
    case.touch()
    db.session.flush()
    return contact
