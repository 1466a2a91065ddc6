"""What waits for a body: the agenda that gathers itself (M-01)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.accountability.tables import Matter
from models.accountability.words import MatterState
from models.bodies.queries.tasks import open_tasks
from models.bodies.words import BodyKind, Topic
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind, State
from models.db import db
from models.inspection.tables import Correction
from models.inspection.words import CorrectionState
from models.kpi.tables import KpiFlag
from models.kpi.words import FlagState

GRAVE = 3
MOST = 30
"""So many of each topic; a meeting has an end."""


@dataclass(frozen=True)
class Waits:
    """Something that waits: by its audit name, the most pressing first within its topic."""

    topic: Topic
    about: str


def waiting_for(body: BodyKind, now: datetime) -> list[Waits]:
    """What waits for a body now, in the order of an agenda; nothing twice.

    For the leading group cases whose rounds are exceeded, open cases of grade 3, and appeals of matters;
    for the committee those cases, and departments below or above target that nobody decided on; for the
    supervision group corrections that are overdue, and those departments. For each what its own meetings
    gave and is not done.
    """
    found: list[Waits] = []
    if body is not BodyKind.SUPERVISION_GROUP:
        found += [*_rounds(), *_grave()]
    if body is BodyKind.LEADING_GROUP:
        found += _appeals()
    else:
        found += _flags()
    if body is BodyKind.SUPERVISION_GROUP:
        found += _corrections(now)
    found += [Waits(Topic.TASK, each.audit_name) for each in open_tasks(body)[:MOST]]
    once: dict[str, Waits] = {}
    for each in found:
        once.setdefault(each.about, each)
    return list(once.values())


def _rounds() -> Iterator[Waits]:
    rows = select(Case.number).join(DueTime, DueTime.case_id == Case.id)
    rows = rows.where(DueTime.kind == DueKind.DECISION, DueTime.ended_at.is_(None))
    for number in db.session.scalars(rows.order_by(DueTime.due_at, Case.id).limit(MOST)):
        yield Waits(Topic.ROUNDS, f"case:{number}")


def _grave() -> Iterator[Waits]:
    rows = select(Case.number).where(Case.grade == GRAVE, Case.state != State.CLOSED)
    for number in db.session.scalars(rows.order_by(Case.due_at, Case.id).limit(MOST)):
        yield Waits(Topic.GRAVE, f"case:{number}")


def _appeals() -> Iterator[Waits]:
    rows = select(Matter.number).where(Matter.state == MatterState.APPEALED)
    for number in db.session.scalars(rows.order_by(Matter.opened_at, Matter.id).limit(MOST)):
        yield Waits(Topic.APPEAL, f"matter:{number}")


def _flags() -> Iterator[Waits]:
    rows = select(KpiFlag).where(KpiFlag.state == FlagState.OPEN).order_by(KpiFlag.month.desc(), KpiFlag.id)
    for flag in db.session.scalars(rows.limit(MOST)):
        yield Waits(Topic.FLAG, flag.audit_name)


def _corrections(now: datetime) -> Iterator[Waits]:
    late = (Correction.state == CorrectionState.ORDERED, Correction.due_at < now)
    for each in db.session.scalars(select(Correction).where(*late).order_by(Correction.due_at).limit(MOST)):
        yield Waits(Topic.CORRECTION, each.audit_name)
