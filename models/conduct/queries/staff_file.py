"""The person's file: everything in time order, for HR, the person, and their head each their part (C-05)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, lazyload

from models.accountability.queries.holders import handed_on, once_held
from models.accountability.rules.spans import holder_at
from models.accountability.tables import Matter
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind, Ending
from models.clock import SHANGHAI
from models.conduct.queries.scope import departments_read
from models.conduct.tables import Penalty, Reward, RewardSuggestion, StaffRecord
from models.conduct.words import Part, RecordKind, RewardGround, RewardState
from models.db import db
from models.events.tables import Event
from models.people.queries import every_department, works_on
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.document.conduct import MONEY
from models.support.rules import heads_above
from models.support.tables import SupportRequest

OF_HEADS = frozenset({Part.CASE, Part.LATE, Part.PRAISE, Part.REWARD, Part.TRAINING})
"""What a head reads about the own people: their work and what was announced."""
OF_PROCEEDINGS = frozenset({Part.MATTER, Part.PENALTY})
"""What nobody reads about their own head, whatever their role (A-04)."""
LISTED = 500
"""People of one list; a longer one is narrowed by a name."""
MOST = 1000
"""Rows of each part that a file shows; a longer one is narrowed by days."""
AS_PART = {
    RecordKind.PRAISE: Part.PRAISE,
    RecordKind.REWARD: Part.REWARD,
    RecordKind.PENALTY: Part.PENALTY,
    RecordKind.TRAINING: Part.TRAINING,
    RecordKind.OTHER: Part.OTHER,
}


@dataclass(frozen=True)
class Entry:
    """One line of a file. `label` is the word for what it is, `number` what it is called, `case`, `reward`,
    `matter` and `session` say where to read more; money in fen."""

    at: datetime
    part: Part
    label: StrEnum
    number: str = ""
    text: str = ""
    amount_fen: int | None = None
    case: str = ""
    reward: str = ""
    matter: str = ""
    session: str = ""
    state: StrEnum | None = None


@dataclass(frozen=True)
class Wanted:
    """What of a file is asked for: which parts (none for all), from which day until which."""

    parts: frozenset[Part] = frozenset()
    since: date | None = None
    until: date | None = None


def parts_read(by: Staff, person: Staff) -> frozenset[Part]:
    """Which parts of a person's file somebody reads: the person all; HR all, but of their own head no
    proceedings (A-04); a head of theirs the work."""
    if by.id == person.id:
        return frozenset(Part)
    if by.may(Permission.STAFF_FILE_READ):
        return frozenset(Part) - OF_PROCEEDINGS if _heads(person, by) else frozenset(Part)
    if Role.DEPARTMENT_HEAD in by.roles:
        seen = departments_read(by)
        if seen is None or person.department_id in seen:
            return OF_HEADS
    return frozenset()


def _heads(person: Staff, by: Staff) -> bool:
    """Whether a person is the nearest head above somebody."""
    departments = {row.id: row for row in every_department()}
    return heads_above(by.department_id, departments, by.id)[:1] == [person.id]


def people_read(by: Staff, today: date, words: str = "", *, limit: int | None = LISTED) -> Sequence[Staff]:
    """The people whose files somebody reads beside the own one, by number: of HR everybody, of a head those
    of the own departments; `limit` of them."""
    found = select(Staff).where(works_on(today) | Staff.left_on.is_not(None)).options(lazyload(Staff.grants))
    if not by.may(Permission.STAFF_FILE_READ):
        seen = departments_read(by) if Role.DEPARTMENT_HEAD in by.roles else frozenset()
        if seen is not None:
            found = found.where(Staff.department_id.in_(seen))
    if words.strip():
        like = f"%{words.strip().lower()}%"
        found = found.where(Staff.name.ilike(like) | Staff.name_en.ilike(like) | Staff.number.ilike(like))
    return db.session.scalars(found.order_by(Staff.number).limit(limit)).all()


def entries(person: Staff, by: Staff, wanted: Wanted) -> list[Entry]:
    """The file as far as somebody reads it and asks for it, the latest first. A query a part."""
    asked = parts_read(by, person) & (wanted.parts or frozenset(Part))
    money = by.id == person.id or by.may(Permission.STAFF_FILE_READ)
    found: list[Entry] = []
    if Part.CASE in asked:
        found += _cases(person, wanted)
    if Part.LATE in asked:
        found += _late(person, wanted)
    if Part.PRAISE in asked:
        found += _praise(person, wanted)
    if Part.REWARD in asked:
        found += _rewards(person, wanted, money=money)
    if Part.SUPPORT in asked:
        found += _support(person, wanted)
    if Part.PENALTY in asked:
        found += _penalties(person, wanted)
    if Part.MATTER in asked:
        found += _matters(person, wanted)
    found += _records(person, asked, wanted, money=money)
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _cases(person: Staff, wanted: Wanted) -> list[Entry]:
    """What the person has, and what they had before somebody else took it over (A-01)."""
    rows = select(Case.triaged_at, Case.kind, Case.number, Case.title, Case.state).where(
        _had(person), Case.triaged_at.is_not(None), *_within(Case.triaged_at, wanted)
    )
    found = db.session.execute(rows.order_by(Case.triaged_at.desc()).limit(MOST))
    return [
        Entry(at, Part.CASE, kind, number, title, case=number, state=state)
        for at, kind, number, title, state in found
        if at is not None
    ]


def _had(person: Staff) -> ColumnElement[bool]:
    return or_(Case.owner_id == person.id, Case.number.in_(once_held(person.id)))


def _late(person: Staff, wanted: Wanted) -> list[Entry]:
    """Results that the person owed when their time was over, and that came after it, whoever gave them in the
    end; what was handed to them late already is not theirs (A-01)."""
    rows = (
        select(DueTime.due_at, DueTime.kind, Case.number, Case.title)
        .join(Case, Case.id == DueTime.case_id)
        .where(
            _had(person),
            DueTime.kind.in_((DueKind.RESULT, DueKind.PLAN)),
            DueTime.ending == Ending.MET,
            DueTime.ended_at > DueTime.due_at,
            *_within(DueTime.due_at, wanted),
        )
    )
    found = db.session.execute(rows.order_by(DueTime.due_at.desc()).limit(MOST)).all()
    told = handed_on(f"case:{number}" for _, _, number, _ in found)
    return [
        Entry(at, Part.LATE, kind, number, title, case=number)
        for at, kind, number, title in found
        if _owed(person, told.get(f"case:{number}", ()), at)
    ]


def _owed(person: Staff, events: Sequence[Event], at: datetime) -> bool:
    """Whether a case was this person's at a moment, by the events that handed it on; its owner's where no
    event tells of it at all."""
    return not events or holder_at([event for event in events if event.at <= at])[0] == person.id


def _praise(person: Staff, wanted: Wanted) -> list[Entry]:
    rows = (
        select(RewardSuggestion.found_at, RewardSuggestion.ground, Case.number, Case.title)
        .join(Case, Case.id == RewardSuggestion.case_id)
        .where(
            RewardSuggestion.staff_id == person.id,
            RewardSuggestion.ground == RewardGround.PRAISE,
            *_within(RewardSuggestion.found_at, wanted),
        )
    )
    found = db.session.execute(rows.order_by(RewardSuggestion.id.desc()).limit(MOST))
    return [Entry(at, Part.PRAISE, ground, number, title, case=number) for at, ground, number, title in found]


def _rewards(person: Staff, wanted: Wanted, *, money: bool) -> list[Entry]:
    """What was announced; what was revoked since stays, and says so."""
    shown = (RewardState.ANNOUNCED, RewardState.REVOKED)
    rows = select(Reward).where(
        Reward.staff_id == person.id,
        Reward.announced_at.is_not(None),
        Reward.state.in_(shown),
        *_within(Reward.announced_at, wanted),
    )
    found = db.session.scalars(rows.order_by(Reward.announced_at.desc()).limit(MOST))
    return [
        Entry(
            row.announced_at,
            Part.REWARD,
            row.kind,
            row.number,
            row.citation,
            (row.amount_fen or None) if money else None,
            reward=row.number,
            state=row.state if row.state is RewardState.REVOKED else None,
        )
        for row in found
        if row.announced_at is not None
    ]


def _penalties(person: Staff, wanted: Wanted) -> list[Entry]:
    """What was in force; what a won appeal took back stays, and says so."""
    rows = (
        select(Penalty, Matter.number)
        .join(Matter, Matter.id == Penalty.matter_id)
        .where(Penalty.staff_id == person.id, *_within(Penalty.effective_at, wanted))
    )
    found = db.session.execute(rows.order_by(Penalty.id.desc()).limit(MOST))
    return [
        Entry(
            row.effective_at,
            Part.PENALTY,
            row.kind,
            number,
            amount_fen=(row.amount or 0) * (row.months or 1) if row.kind in MONEY else None,
            matter=number,
            state=RewardState.REVOKED if row.reversed_at is not None else None,
        )
        for row, number in found
    ]


def _matters(person: Staff, wanted: Wanted) -> list[Entry]:
    """Matters that the person was told of."""
    rows = select(Matter.notified_at, Matter.kind, Matter.number, Matter.state).where(
        Matter.person_id == person.id, Matter.notified_at.is_not(None), *_within(Matter.notified_at, wanted)
    )
    found = db.session.execute(rows.order_by(Matter.id.desc()).limit(MOST))
    return [
        Entry(at, Part.MATTER, kind, number, matter=number, state=state)
        for at, kind, number, state in found
        if at is not None
    ]


def _support(person: Staff, wanted: Wanted) -> list[Entry]:
    rows = select(SupportRequest.at, SupportRequest.kind, SupportRequest.state).where(
        SupportRequest.by_id == person.id, *_within(SupportRequest.at, wanted)
    )
    found = db.session.execute(rows.order_by(SupportRequest.at.desc()).limit(MOST))
    return [Entry(at, Part.SUPPORT, kind, state=state) for at, kind, state in found]


def _records(person: Staff, asked: Collection[Part], wanted: Wanted, *, money: bool) -> list[Entry]:
    kinds = [kind for kind, part in AS_PART.items() if part in asked]
    rows = select(StaffRecord).where(StaffRecord.staff_id == person.id, StaffRecord.kind.in_(kinds))
    if wanted.since is not None:
        rows = rows.where(StaffRecord.on >= wanted.since)
    if wanted.until is not None:
        rows = rows.where(StaffRecord.on <= wanted.until)
    found = db.session.scalars(rows.order_by(StaffRecord.on.desc()).limit(MOST))
    return [
        Entry(
            _morning(row.on),
            AS_PART[row.kind],
            row.kind,
            row.paper,
            row.text,
            row.amount_fen if money else None,
        )
        for row in found
    ]


def _within(
    moment: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None], wanted: Wanted
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        found.append(moment >= _morning(wanted.since))
    if wanted.until is not None:
        found.append(moment < _morning(wanted.until + timedelta(days=1)))
    return found


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
