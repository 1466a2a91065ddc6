"""Many cases with a clock each, written straight into the tables: what figures are counted over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.cases.tables import Case, DueTime
from models.cases.words import Channel, DueKind, Ending, Kind, State
from models.customers.tables import Customer
from models.rulebook.queries import rulebook_at
from tests.cast import department

CATEGORIES = ("network_fault", "system_defect", "billing")


@dataclass(frozen=True)
class Made:
    """A case whose result clock was met after so many `minutes`, late or not."""

    minutes: int
    late: bool
    grade: int
    category: str
    code: str
    owner_id: int
    received_at: datetime


def write(session: Session, rows: list[Made]) -> None:
    """A case and its clock for each."""
    customer = Customer(name="赵玉兰")
    session.add(customer)
    session.flush()
    for number, row in enumerate(rows):
        ended = row.received_at + timedelta(minutes=row.minutes)
        case = Case(
            number=f"HY-{row.received_at:%Y%m%d}-{9000 + number}",
            kind=Kind.COMPLAINT,
            channel=Channel.WEB,
            state=State.ANSWERED,
            rulebook_id=rulebook_at(row.received_at).id,
            customer_id=customer.id,
            title="断网",
            problem="断网",
            received_at=row.received_at,
            triaged_at=row.received_at,
            answered_at=ended,
            category=row.category,
            grade=row.grade,
            lead_department_id=department(row.code).id,
            owner_id=row.owner_id,
        )
        session.add(case)
        session.flush()
        session.add(
            DueTime(
                case_id=case.id,
                kind=DueKind.RESULT,
                calendar="",
                minutes=10_000,
                started_at=row.received_at,
                due_at=ended - timedelta(minutes=1) if row.late else ended,
                ended_at=ended,
                ending=Ending.MET,
            )
        )
    session.flush()
