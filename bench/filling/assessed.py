"""What inspectors find of closed cases: inspections, their sheets, corrections, objections (Q-01)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bench.filling.copying import YEARS
from demo.lately.supervision import OF_CASES
from demo.loading.rows import Row, Rows
from models.cases.tables import Case
from models.cases.words import Closing
from models.db import db
from models.inspection.tables import (
    Checklist,
    ChecklistItem,
    Correction,
    CorrectionReport,
    Draw,
    Inspection,
    Objection,
    Score,
    Sheet,
)
from models.inspection.words import (
    ChecklistState,
    CorrectionState,
    Ground,
    InspectionState,
    Mark,
    SheetPart,
    Subject,
    Verdict,
)
from models.kpi.rules.months import Month
from models.people.roles import Role
from models.people.tables import Department, RoleGrant

DAY = timedelta(days=1)
GRAVE = 3
EVERY = {"inspection": 12, "failed": 8, "overturned": 40, "second": 6, "not_scored": 3, "not_corrected": 2}
"""One closed case in so many is drawn; of the drawn ones so many fail, are overturned, are looked at twice;
of those of the last month so many wait for a score, or for the correction."""
FAULT = "答复未说明后续如何避免"
OFFICE_HOURS, TWO_DAYS = "office", 900
"""A calendar of the rulebook, and minutes of it."""


class Assessed:
    """Adds a draw for each month of all years, and to the cases of the one year what was found of them.

    Of a draw the frame is left out: no board and no list reads it.
    """

    def __init__(self, rows: Rows, cases: Sequence[Case], until: datetime) -> None:
        self.rows, self.until = rows, until
        self.cases = [case for case in cases if case.closed_at and case.closing is not Closing.MERGED]
        inspectors = select(RoleGrant.staff_id).where(RoleGrant.role == Role.QUALITY_INSPECTOR)
        self.inspectors = db.session.scalars(inspectors.distinct().order_by(RoleGrant.staff_id)).all()
        self.leader = db.session.scalars(
            select(RoleGrant.staff_id).where(RoleGrant.role == Role.LEADING_GROUP)
        ).first()
        self.heads = {row.id: row.head_id for row in db.session.scalars(select(Department))}

    def add_all(self) -> None:
        """Everything, case by case."""
        last = Month.of(self.until).shifted(-1)
        months = last.back(12 * YEARS + 1)
        checklist, items = self._checklist(months[0].start)
        draws = {month: self._draw(month, checklist) for month in months}
        place = 0
        for count, case in enumerate(self.cases):
            assert case.closed_at is not None, "only such cases are there"
            month = Month.of(case.closed_at)
            if month in draws and case.owner_id is not None and case.lead_department_id is not None:
                draws[month]["eligible"] += 1
                if case.grade == GRAVE or count % EVERY["inspection"] == 0:
                    place += 1
                    draws[month]["drawn"] += 1
                    self._inspect(case, place, draws[month], items, late=month == last)

    def _checklist(self, at: datetime) -> tuple[Row, list[int]]:
        made = self.rows.add(
            Checklist,
            at=at,
            code="case",
            version_number=1,
            subject=Subject.CASE,
            name_zh="结案工单质检表",
            name_en="Closed cases",
            state=ChecklistState.PUBLISHED,
            author_id=self.inspectors[0],
            published_by_id=self.leader,
            published_at=at,
        )
        items = [
            self.rows.add(
                ChecklistItem,
                at=at,
                checklist_id=made["id"],
                position=place,
                text_zh=item.text_zh,
                text_en=item.text_en,
                weight=item.weight,
                killer=item.killer,
            )["id"]
            for place, item in enumerate(OF_CASES, start=1)
        ]
        return made, items

    def _draw(self, month: Month, checklist: Row) -> Row:
        return self.rows.add(
            Draw,
            at=month.end + DAY,
            month=month.first,
            seed=f"BENCH-{month.key}",
            frame=[],
            eligible=0,
            drawn=0,
            rulebook_id=1,
            checklist_id=checklist["id"],
            by_id=None,
        )

    def _inspect(self, case: Case, place: int, draw: Row, items: Sequence[int], *, late: bool) -> None:
        free = [each for each in self.inspectors if each != case.owner_id]
        inspector = free[place % len(free)]
        drawn_at = draw["at"]
        scored_at = drawn_at + (1 + place % 9) * DAY
        state = InspectionState.PASSED
        if place % EVERY["overturned"] == 1:
            state = InspectionState.OVERTURNED
        elif place % EVERY["failed"] == 1:
            state = InspectionState.FAILED
        if late and place % EVERY["not_scored"] == 0:
            state = InspectionState.DRAWN
        waits = state is InspectionState.DRAWN
        failed = state in (InspectionState.FAILED, InspectionState.OVERTURNED)
        inspection = self.rows.add(
            Inspection,
            at=drawn_at,
            draw_id=draw["id"],
            case_id=case.id,
            checklist_id=draw["checklist_id"],
            ground=Ground.GRADE_THREE if case.grade == GRAVE else Ground.RANDOM,
            stratum=f"{case.lead_department_id}/{case.category}/{case.grade}",
            department_id=case.lead_department_id,
            person_id=case.owner_id,
            inspector_id=inspector,
            rulebook_id=case.rulebook_id,
            state=state,
            drawn_at=drawn_at,
            due_at=drawn_at + 10 * DAY,
            scored_at=None if waits else scored_at,
            object_until=scored_at + 3 * DAY if failed else None,
            noted_at=scored_at + 4 * DAY if failed else None,
            correction_id=None,
        )
        self._sheet(inspection, inspector, SheetPart.FIRST, items, None if waits else scored_at, failed)
        if place % EVERY["second"] == 0 and len(free) > 1 and not waits:
            second = free[(place + 1) % len(free)]
            self._sheet(inspection, second, SheetPart.SECOND, items, scored_at + DAY, failed)
        if failed:
            dropped = state is InspectionState.OVERTURNED
            waits = late and place % EVERY["not_corrected"] == 1
            inspection["correction_id"] = self._correction(
                inspection, scored_at, ordered=waits and not dropped, dropped=dropped
            )
        if state is InspectionState.OVERTURNED:
            self._objection(inspection, scored_at, free[(place + 1) % len(free)])

    def _sheet(
        self, of: Row, by: int, part: SheetPart, items: Sequence[int], at: datetime | None, failed: bool
    ) -> None:
        done: dict[str, Any] = {"done_at": at, "percent": None, "passed": None}
        if at is not None:
            done |= {"percent": 60 if failed else 95, "passed": not failed}
        given = {"inspection_id": of["id"], "part": part, "by_id": by, "reminded_at": None, "killed": False}
        sheet = self.rows.add(Sheet, at=of["drawn_at"], **given, **done)
        if at is None:
            return
        for place, item in enumerate(items):
            fault = failed and place < len(items) // 2
            mark = {"mark": Mark.NOT_MET, "note": FAULT} if fault else {"mark": Mark.MET, "note": ""}
            self.rows.add(Score, at=at, sheet_id=sheet["id"], item_id=item, **mark, evidence="")

    def _correction(self, of: Row, at: datetime, *, ordered: bool, dropped: bool) -> int:
        """It was made and accepted, is yet to be made, or was dropped as the inspection was overturned."""
        state = CorrectionState.ORDERED if ordered else CorrectionState.ACCEPTED
        state = CorrectionState.DROPPED if dropped else state
        due_at = at + 2 * DAY
        made = self.rows.add(
            Correction,
            at=at,
            about=f"inspection:{of['id']}",
            department_id=of["department_id"],
            checker_id=of["inspector_id"],
            text="重新核对答复，补发更正。",
            state=state,
            calendar=OFFICE_HOURS,
            minutes=TWO_DAYS,
            started_at=at,
            due_at=due_at,
            next_notice_at=None,
            check_due_at=None,
            check_reminded_at=None,
            ended_at=None if ordered else due_at + DAY,
        )
        if state is CorrectionState.ACCEPTED:
            self.rows.add(
                CorrectionReport,
                at=due_at,
                correction_id=made["id"],
                round=1,
                by_id=self._of_department(of),
                text="已重新核对原因并补充答复。",
                verdict=Verdict.ACCEPTED,
                checked_by_id=of["inspector_id"],
                checked_at=due_at + DAY,
                remark="",
            )
        return int(made["id"])

    def _of_department(self, of: Row) -> int:
        """Who answers for the department towards the inspector: its head, or the person."""
        head = self.heads.get(of["department_id"])
        return of["person_id"] if head in (None, of["inspector_id"]) else int(head or 0)

    def _objection(self, of: Row, at: datetime, decided_by: int) -> None:
        self.rows.add(
            Objection,
            at=at + DAY,
            inspection_id=of["id"],
            by_id=of["person_id"],
            text="答复第三段已说明。",
            due_at=at + 5 * DAY,
            decided_by_id=decided_by,
            decided_at=at + 3 * DAY,
            upheld=True,
            reason="第三段确有说明。",
            reminded_at=None,
        )
