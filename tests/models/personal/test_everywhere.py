"""X-03: with rows in every table, no column of any tells afterwards who a forgotten customer was."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import JSON, String, func, or_, select, update
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.cases.words import Closing, State
from models.customers.tables import Customer
from models.db import Base
from models.events.actions import seal
from models.events.queries import verify
from models.kpi.actions import reckon
from models.kpi.rules.months import Month
from models.kpi.tables import KpiCell, KpiMonth
from models.library.rules.personal import Known
from models.monthly.queries import volume_of
from models.monthly.tables import MonthlyReport
from models.outbox.tables import Delivery, OutboxMessage
from models.personal.actions import expire_case, forget_customer, signs_going, signs_of
from models.personal.queries import known_of_customer, mentions_of
from models.personal.rules.places import HELD
from models.personal.tables import CaseHold
from models.reports.tables import SatisfactionReport
from tests.cast import Cast
from tests.moments import MONDAY
from tests.story import Story

SHORTEST = 5
NOT_YET = {"case_import_row.cells", "case_import_row.meaning"}
"""Lines of an import that nobody has started: they go when it ends, or in a few days (V-09)."""

BY_ADDRESS = {"campaign_member.to_name", "campaign_member.to_address", "campaign_member.to_phone"}
"""Who stands on a list that was brought for a survey is no case's customer there."""


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


def close_all(session: Session) -> None:
    """Every case is closed and before nobody, and no letter is leaving."""
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
    session.execute(update(CaseHold).values(until=MONDAY.date() - timedelta(days=1)))
    seal()
    session.commit()
    session.expire_all()


def test_x_03_every_customer_of_the_story_is_forgotten_in_every_table(
    session: Session, cast: Cast, story: Story
) -> None:
    close_all(session)
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


def figures(session: Session) -> dict[str, object]:
    """What this month and the one before come to, and all that is kept of months and reports."""
    months = [Month.of(MONDAY), Month.of(MONDAY).shifted(-1)]
    kept: tuple[type[Base], ...] = (KpiCell, KpiMonth, SatisfactionReport, MonthlyReport)
    session.expire_all()
    return {
        "measured": [sorted(map(repr, reckon(month, MONDAY).cells)) for month in months],
        "volumes": [volume_of(month) for month in months],
        "kept": [
            session.execute(select(each.__table__).order_by(each.__table__.c.id)).all() for each in kept
        ],
        "rows": {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
            if table.name in HELD
        },
    }


def test_x03_expired_cases_leave_every_table_and_no_figure_changes(
    session: Session, cast: Cast, story: Story
) -> None:
    """Key figures, volumes by category, channel, grade and city, frozen months, reports: all as before."""
    close_all(session)
    before = figures(session)
    found = session.scalars(select(Case).order_by(Case.merged_into_id.is_not(None), Case.id)).all()
    customers = {case.customer_id: session.get_one(Customer, case.customer_id) for case in found}
    theirs = {key: [case for case in found if case.customer_id == key] for key in customers}
    known = [known_of_customer(customer, theirs[key]) for key, customer in customers.items()]
    for case in found:
        customer = customers[case.customer_id]
        others = [each for each in theirs[case.customer_id] if each.id != case.id]
        signs = signs_of(signs_going(case, customer, others))
        mentions = mentions_of({case.id: signs}, stop=lambda: False)[case.id]
        expire_case(case, customer, mentions, now=MONDAY)
    session.commit()
    left = {column for each in known for column in left_of(each, session)}
    assert left <= NOT_YET | BY_ADDRESS
    assert figures(session) == before
    assert verify().sound
