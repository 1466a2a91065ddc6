"""What belongs to a grave case: who was alerted, meetings with their items, special reports (G-04)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.cases.tables import ActionItem, Attendance, Case, Concerned, Meeting, SpecialReport
from models.db import db
from models.memory import remembered
from models.outbox.tables import Notice
from models.people.tables import Staff

ALERT = "case_alert"
"""The notice by which people are alerted at once."""


@dataclass(frozen=True)
class Alerted:
    """Somebody who was alerted: when, and when the notice was read."""

    staff: Staff
    at: datetime
    read_at: datetime | None


def meetings_of(case: Case) -> Sequence[Meeting]:
    """Every meeting with who took part and what is to be done, the oldest first."""
    rows = (
        select(Meeting)
        .where(Meeting.case_id == case.id)
        .options(
            joinedload(Meeting.by).options(lazyload(Staff.grants)),
            joinedload(Meeting.minuted_by).options(lazyload(Staff.grants)),
            joinedload(Meeting.lead_department),
            selectinload(Meeting.departments).joinedload(Concerned.department),
            selectinload(Meeting.attendances).joinedload(Attendance.staff).options(lazyload(Staff.grants)),
            selectinload(Meeting.actions).joinedload(ActionItem.owner).options(lazyload(Staff.grants)),
        )
        .order_by(Meeting.id)
    )
    return remembered(("meetings", case.id), lambda: db.session.scalars(rows).all())


def reports_of(case: Case) -> Sequence[SpecialReport]:
    """Every version of the special report with who wrote and who read it, the oldest first."""
    rows = (
        select(SpecialReport)
        .where(SpecialReport.case_id == case.id)
        .options(
            joinedload(SpecialReport.by).options(lazyload(Staff.grants)),
            joinedload(SpecialReport.reviewer).options(lazyload(Staff.grants)),
        )
        .order_by(SpecialReport.id)
    )
    return remembered(("reports", case.id), lambda: db.session.scalars(rows).all())


def meetings_among(cases: Sequence[Case]) -> dict[int, list[Meeting]]:
    """The meetings about many cases at once with what is to be done after each, by case id; one query,
    none where there are no cases."""
    found: dict[int, list[Meeting]] = {case.id: [] for case in cases}
    if not found:
        return found
    rows = select(Meeting).where(Meeting.case_id.in_(found)).options(joinedload(Meeting.actions))
    for row in db.session.scalars(rows.order_by(Meeting.id)).unique():
        found[row.case_id].append(row)
    return found


def reports_among(cases: Sequence[Case]) -> dict[int, list[SpecialReport]]:
    """The special reports on many cases at once, by case id; for who has to do what. One query, none where
    there are no cases."""
    found: dict[int, list[SpecialReport]] = {case.id: [] for case in cases}
    if not found:
        return found
    for row in db.session.scalars(
        select(SpecialReport).where(SpecialReport.case_id.in_(found)).order_by(SpecialReport.id)
    ):
        found[row.case_id].append(row)
    return found


def alerted(case: Case) -> list[Alerted]:
    """Who was alerted at once, in the order of time: each with when they read it."""
    found = (
        select(Staff, Notice.at, Notice.read_at)
        .join(Notice, Notice.staff_id == Staff.id)
        .where(Notice.about == case.audit_name, Notice.kind == ALERT)
        .options(lazyload(Staff.grants))
        .order_by(Notice.at, Staff.number)
    )
    return [Alerted(staff, at, read_at) for staff, at, read_at in db.session.execute(found)]


def to_finish(staff: Staff) -> tuple[ColumnElement[bool], ...]:
    """What holds for the action items that this person has yet to finish."""
    return (ActionItem.owner_id == staff.id, ActionItem.done_at.is_(None), ActionItem.dropped_at.is_(None))


def my_items(staff: Staff, limit: int = 20) -> Sequence[tuple[ActionItem, Case]]:
    """The action items that this person has yet to finish, each with its case; the first due first."""
    found = (
        select(ActionItem, Case)
        .join(Case, Case.id == ActionItem.case_id)
        .where(*to_finish(staff))
        .order_by(ActionItem.due_at, ActionItem.id)
        .limit(limit)
    )
    return [(item, case) for item, case in db.session.execute(found)]
