"""Talks with heads: those of a department, those that wait, who leads them, and who reads them (C-03)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from models.accountability.queries.due_people import everybody
from models.clock import local_day
from models.conduct.queries.scope import departments_read
from models.conduct.rules.talks import STEPS, House, leading
from models.conduct.tables import HeadTalk, Penalty
from models.conduct.words import TalkState, TalkStep
from models.db import db
from models.people.queries import every_department, organisation_on, parents_of_departments
from models.people.roles import Role
from models.people.rules import descendants
from models.people.tables import Department, Staff
from models.permissions import Permission

ENDED = (TalkState.CLOSED, TalkState.DROPPED)


def leaders(department: Department, now: datetime) -> frozenset[int]:
    """Who leads a talk with the head of a department today (A-04)."""
    day = local_day(now)
    roles = everybody(day)
    house = House(
        hr=[person for person, played in roles.items() if Role.HR in played],
        leading_group=[person for person, played in roles.items() if Role.LEADING_GROUP in played],
        line=line_of_department(department, now),
        head=department.head_id,
    )
    return leading(house)


def steps_of(talk: HeadTalk, by: Staff, now: datetime) -> frozenset[TalkStep]:
    """The steps of a talk that are somebody's to take now: the head acknowledges, who leads does the rest."""
    possible = frozenset(step for step, states in STEPS.items() if talk.state in states)
    if by.id == talk.head_id:
        return possible & {TalkStep.ACKNOWLEDGE}
    return possible - {TalkStep.ACKNOWLEDGE} if leads(talk, by, now) else frozenset()


def leads(talk: HeadTalk, by: Staff, now: datetime) -> bool:
    """Whether somebody leads this talk today; never the head whom it is with."""
    return by.id != talk.head_id and by.id in leaders(talk.department, now)


def reads_money(by: Staff, department: Department) -> bool:
    """Whether somebody reads how much money a department was given or lost: who pays, who approves,
    and its head."""
    pays = by.may(Permission.PAYROLL_ISSUE) or by.may(Permission.REWARD_APPROVE)
    return pays or by.id == department.head_id


def line_of_department(department: Department, now: datetime) -> frozenset[int]:
    """The head of a department, and everybody who works in it or in those below it today."""
    below = descendants(department.id, parents_of_departments())
    people = organisation_on(local_day(now)).departments.items()
    found = {person for person, place in people if place in below}
    return frozenset(found if department.head_id is None else found | {department.head_id})


def find_talk(by: Staff, talk_id: int) -> HeadTalk | None:
    """A talk, for whoever reads it: those who read the department's file, and the head it is with."""
    found = select(HeadTalk).where(HeadTalk.id == talk_id, _read(by)).options(*_whole())
    return db.session.scalars(found).one_or_none()


def open_talks(by: Staff) -> Sequence[HeadTalk]:
    """The talks that wait for something, of those that somebody reads, the nearest due time first."""
    found = select(HeadTalk).where(HeadTalk.state.not_in(ENDED), _read(by)).options(*_whole())
    return db.session.scalars(found.order_by(HeadTalk.due_at, HeadTalk.id).limit(100)).all()


def held(talk: HeadTalk) -> HeadTalk:
    """The talk as it is now, kept from all other writers until this transaction ends (H-07)."""
    found = select(HeadTalk).where(HeadTalk.id == talk.id).options(*_whole())
    return db.session.scalars(
        found.with_for_update(of=HeadTalk).execution_options(populate_existing=True)
    ).one()


def talk_of(penalty: Penalty) -> HeadTalk | None:
    """The talk that a penalty called for."""
    return db.session.scalars(select(HeadTalk).where(HeadTalk.penalty_id == penalty.id)).one_or_none()


def due_talks(now: datetime) -> Sequence[int]:
    """The ids of talks whose next step is late and that nobody was reminded of."""
    found = select(HeadTalk.id).where(
        HeadTalk.state.not_in(ENDED), HeadTalk.due_at <= now, HeadTalk.reminded_at.is_(None)
    )
    return db.session.scalars(found.order_by(HeadTalk.due_at).limit(200)).all()


def reads_file(by: Staff, department: Department) -> bool:
    """Whether somebody reads what a department was given and what was held against it: human resources, the
    leading group and auditors of all departments, heads of their own and those below. Nobody else of a
    department whose head is above them (A-04)."""
    return department.id in {row.id for row in departments_of(by)}


def departments_of(by: Staff) -> Sequence[Department]:
    """The departments whose files somebody reads, as the house lists them."""
    seen = departments_read(by)
    headed = {row.id for row in every_department() if row.head_id == by.id}
    return [
        row
        for row in every_department()
        if row.open and (seen is None or row.id in seen) and (row.id != by.department_id or row.id in headed)
    ]


def _read(by: Staff) -> ColumnElement[bool]:
    return or_(
        HeadTalk.department_id.in_([row.id for row in departments_of(by)]),
        HeadTalk.head_id == by.id,
    )


def _whole() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    people = (HeadTalk.head, HeadTalk.invited_by, HeadTalk.led_by)
    return [
        *(joinedload(each).options(*quiet) for each in people),
        joinedload(HeadTalk.department),
        joinedload(HeadTalk.penalty).joinedload(Penalty.matter),
    ]
