"""The department's file: what it was given and what was held against it, in time order (C-02, C-03)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from models.accountability.tables import Matter
from models.accountability.words import MeasureKind
from models.conduct.queries.talks import ENDED
from models.conduct.tables import HeadTalk, Penalty, Reward
from models.conduct.words import DepartmentPart, RewardState
from models.db import db
from models.people.tables import Department, Staff
from models.permissions import Permission

MOST = 500
"""Rows of each part that a file shows."""


@dataclass(frozen=True)
class DepartmentEntry:
    """One line of the file. `label` is the word for what it is, `number` what it is called where the reader
    may know, `reward` and `talk` say where to read more; money in fen."""

    at: datetime
    part: DepartmentPart
    label: StrEnum
    number: str = ""
    text: str = ""
    amount_fen: int | None = None
    reward: str = ""
    talk: int | None = None
    state: StrEnum | None = None


def department_entries(department: Department, by: Staff) -> list[DepartmentEntry]:
    """All of a department's file, the latest first; a query a part. Numbers of matters are for who reads
    matters: the head reads what the department lost, not in which proceeding (A-04)."""
    found = [*_rewards(department), *_penalties(department, by), *_talks(department)]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _rewards(department: Department) -> list[DepartmentEntry]:
    """What was announced; what was revoked since stays, and says so."""
    rows = select(Reward).where(
        Reward.department_id == department.id,
        Reward.staff_id.is_(None),
        Reward.announced_at.is_not(None),
        Reward.state.in_((RewardState.ANNOUNCED, RewardState.REVOKED)),
    )
    return [
        DepartmentEntry(
            row.announced_at,
            DepartmentPart.REWARD,
            row.kind,
            row.number,
            row.citation,
            row.amount_fen or None,
            reward=row.number,
            state=row.state if row.state is RewardState.REVOKED else None,
        )
        for row in db.session.scalars(rows.order_by(Reward.id.desc()).limit(MOST))
        if row.announced_at is not None
    ]


def _penalties(department: Department, by: Staff) -> list[DepartmentEntry]:
    """What was deducted from the department itself; what a won appeal took back stays, and says so. The
    talks that were called for stand for themselves."""
    rows = (
        select(Penalty, Matter.number)
        .outerjoin(Matter, Matter.id == Penalty.matter_id)
        .where(
            Penalty.department_id == department.id,
            Penalty.staff_id.is_(None),
            Penalty.kind != MeasureKind.HEAD_TALK,
        )
    )
    reads = by.may(Permission.MATTER_READ)
    return [
        DepartmentEntry(
            row.effective_at,
            DepartmentPart.PENALTY,
            row.kind,
            (number or "") if reads else "",
            row.reason,
            row.amount,
            state=RewardState.REVOKED if row.reversed_at is not None else None,
        )
        for row, number in db.session.execute(rows.order_by(Penalty.id.desc()).limit(MOST))
    ]


def _talks(department: Department) -> list[DepartmentEntry]:
    rows = (
        select(HeadTalk, Penalty.reason)
        .join(Penalty, Penalty.id == HeadTalk.penalty_id)
        .where(HeadTalk.department_id == department.id)
    )
    return [
        DepartmentEntry(
            row.held_at or row.planned_at or row.called_at,
            DepartmentPart.TALK,
            row.state,
            text=row.minutes or reason,
            talk=row.id,
        )
        for row, reason in db.session.execute(rows.order_by(HeadTalk.id.desc()).limit(MOST))
    ]


def open_goals(department: Department) -> int:
    """How many agreed goals of a department nobody has reviewed yet."""
    talks = select(HeadTalk).where(HeadTalk.department_id == department.id, HeadTalk.state.not_in(ENDED))
    return sum(goal.outcome is None for talk in db.session.scalars(talks) for goal in talk.goals)
