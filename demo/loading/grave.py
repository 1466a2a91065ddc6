"""The duties of a grave case, kept as `models/cases/actions/grave.py` keeps them (G-04)."""

from datetime import datetime
from typing import TYPE_CHECKING

from demo.telling.report import told_to_leaders
from models.cases.actions.grave import DUTIES
from models.cases.tables import SpecialReport
from models.cases.words import DueKind, Ending, ReportState
from models.events.tables import Party

if TYPE_CHECKING:
    from demo.loading.chronicle import Chronicle

LEADER = "YF-0003"
WRITTEN = 0.6
"""The part of its time after which a special report is handed in."""
READ = 90
"""Working minutes until a leader has read it."""


def promise_meeting(on: "Chronicle", at: datetime, by: int | Party) -> None:
    period = on.rules.grade(on.case["grade"]).meeting
    if period is None:
        end_grave_duties(on, at, by)
    else:
        on.clocks.start(DueKind.MEETING, on.rules.promise(period, at), round=on.case["round"], since=at)


def promise_report(on: "Chronicle", at: datetime) -> None:
    period = on.rules.grade(on.case["grade"]).special_report
    if period is not None and not on.clocks.runs(DueKind.SPECIAL_REPORT):
        on.clocks.start(
            DueKind.SPECIAL_REPORT, on.rules.promise(period, at), round=on.case["round"], since=at
        )


def end_grave_duties(on: "Chronicle", at: datetime, by: int | Party) -> None:
    open_ones = [kind for kind in DUTIES if on.clocks.runs(kind)]
    if open_ones:
        on.clocks.end(*DUTIES, ending=Ending.DROPPED, at=at)
        on.event("case.grave_ended", at, by, dues=open_ones, items=0, report=None)


def file_report(on: "Chronicle", until: datetime) -> None:
    """The report that is still owed at the end of the story is written and read, as far as time has come."""
    owed = on.clocks.running(DueKind.SPECIAL_REPORT)
    if owed is None or on.result is None or not on.case["owner_id"]:
        return
    calendar = on.rules.calendar(owed["calendar"])
    at = calendar.add_minutes(owed["started_at"], int(owed["minutes"] * WRITTEN))
    if at > until:
        return
    author, leader = on.case["owner_id"], on.known.staff[LEADER]
    read_at = calendar.add_minutes(at, READ)
    acknowledged = read_at <= until and leader != author
    report = on.rows.add(
        SpecialReport,
        at=at,
        case_id=on.case["id"],
        round=on.case["round"],
        by_id=author,
        cause=on.result["cause"],
        measures=on.result["done"],
        **told_to_leaders(on.case["id"], criteria=on.case["criteria"], rules=on.rules),
        state=ReportState.ACKNOWLEDGED if acknowledged else ReportState.SUBMITTED,
        submitted_at=at,
        reviewer_id=leader if acknowledged else None,
        reviewed_at=read_at if acknowledged else None,
        review="",
    )
    on.clocks.meet(DueKind.SPECIAL_REPORT, at=at)
    reading = on.rules.promise(on.rules.grade(on.case["grade"]).review, at)
    on.clocks.start(DueKind.ACKNOWLEDGEMENT, reading, round=on.case["round"], since=at)
    on.event("case.report_submitted", at, author, report=report["id"])
    if acknowledged:
        on.clocks.meet(DueKind.ACKNOWLEDGEMENT, at=read_at)
        on.event("case.report_acknowledged", read_at, leader, report=report["id"])
