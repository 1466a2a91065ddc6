"""X-03: with rows in every table, no column of any tells afterwards who a forgotten customer was."""

from collections.abc import Iterator

from sqlalchemy import JSON, String, func, or_, select, update
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.cases.words import Closing, State
from models.customers.tables import Customer
from models.db import Base
from models.events.actions import seal
from models.events.queries import verify
from models.library.rules.personal import Known
from models.outbox.tables import Delivery, OutboxMessage
from models.personal.actions import forget_customer
from models.personal.queries import known_of_customer
from tests.cast import Cast
from tests.moments import MONDAY
from tests.story import Story

SHORTEST = 5
NOT_YET = {"case_import_row.cells", "case_import_row.meaning"}
"""Lines of an import that nobody has started: they go when it ends, or in a few days (V-09)."""


def left_of(known: Known, session: Session) -> Iterator[str]:
    """The columns in which a telephone number, an address, an account or the name still stands; not a name
    that somebody bears who was not forgotten."""
    phones = {each.removeprefix("+86") for each in known.phones}
    accounts = {each for each in known.accounts if len(each) >= SHORTEST}
    names = set(known.names) - set(session.scalars(select(Customer.name)))
    signs = {*phones, *accounts, *known.emails, *names}
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, String | JSON):
                text = as_type(column, String)
                held = or_(*(text.contains(sign, autoescape=True) for sign in signs))
                if session.scalar(select(func.count()).select_from(table).where(held)):
                    yield f"{table.name}.{column.name}"


def test_x_03_every_customer_of_the_story_is_forgotten_in_every_table(
    session: Session, cast: Cast, story: Story
) -> None:
    session.execute(
        update(Case)
        .where(Case.merged_into_id.is_(None))
        .values(state=State.CLOSED, closed_at=MONDAY, closing=Closing.WITHDRAWN, outside_since=None)
    )
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.state == Delivery.SENDING)
        .values(state=Delivery.WAITING, claimed_until=None)
    )
    seal()
    session.commit()
    session.expire_all()
    customers = session.scalars(select(Customer).join(Case, Case.customer_id == Customer.id).distinct()).all()
    assert len(customers) >= 6
    held = []
    for customer in customers:
        cases = session.scalars(select(Case).where(Case.customer_id == customer.id)).all()
        held.append(known_of_customer(customer, cases))
        forget_customer(customer, "客户来函要求", by=cast.hr, now=MONDAY)
    session.commit()
    assert {column for known in held for column in left_of(known, session)} <= NOT_YET
    assert verify().sound
