"""A department is held to account without a matter: what is measured about it calls for it (C-03, Q-04)."""

from dataclasses import dataclass
from datetime import datetime

from models.accountability.words import MeasureKind
from models.conduct.actions.talks import call_talk
from models.conduct.queries.talks import line_of_department
from models.conduct.tables import Penalty
from models.db import db, inserted_id
from models.errors import Invalid, NotAllowed
from models.events.actions import Actor, record
from models.people.roles import Role
from models.people.tables import Department, Staff


@dataclass(frozen=True)
class DepartmentFlag:
    """What calls for a talk with the head, and for a deduction from the department's bonus in fen where
    there is one. `reference` is the audit name of the figures that show it, such as "points:2026-11";
    `reason` says it in words."""

    reference: str
    department: Department
    reason: str
    deduction_fen: int | None = None


def raise_flag(flag: DepartmentFlag, *, by: Actor, now: datetime) -> list[Penalty]:
    """Puts in force what a flag calls for, each kind once for a department: the talk is called for, and a
    deduction goes to payroll. Returns what is new.

    The clock may call for a talk; a deduction is for a person of the leading group to decide who has no part
    in the department (A-04). Records penalty.in_force and talk.called. Raises NotAllowed, Invalid: "required"
    without a reason, ("amount", "no_amount").
    """
    if not flag.reason.strip():
        raise Invalid("reason", "required")
    if flag.deduction_fen is not None:
        if not isinstance(by, Staff) or Role.LEADING_GROUP not in by.roles:
            raise NotAllowed("flag")
        if by.id in line_of_department(flag.department, now):
            raise NotAllowed("flag")
        if flag.deduction_fen <= 0:
            raise Invalid("amount", "no_amount")
    made = [_put_in_force(flag, MeasureKind.HEAD_TALK, None, by=by, now=now)]
    if flag.deduction_fen is not None:
        made.append(_put_in_force(flag, MeasureKind.BONUS_DEDUCTION, flag.deduction_fen, by=by, now=now))
    return [each for each in made if each is not None]


def _put_in_force(
    flag: DepartmentFlag, kind: MeasureKind, amount: int | None, *, by: Actor, now: datetime
) -> Penalty | None:
    number = inserted_id(
        Penalty,
        kind=kind,
        flag=flag.reference,
        reason=flag.reason.strip(),
        department_id=flag.department.id,
        amount=amount,
        effective_at=now,
    )
    if number is None:
        return None
    penalty = db.session.get_one(Penalty, number)
    record(
        "penalty.in_force",
        penalty,
        by=by,
        now=now,
        measure=kind,
        department=flag.department.id,
        raised_by=flag.reference,
        fen=amount,
    )
    if kind is MeasureKind.HEAD_TALK:
        call_talk(penalty, by=by, now=now)
    return penalty
