"""The head adds causes and measures to a department's summary, and tells what became of the last (Q-05)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update

from models.clock import local_day
from models.db import changed_rows, db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.kpi.rules.months import Month
from models.kpi.words import Figure
from models.monthly.queries import heads, held_summary, promises, report_of
from models.monthly.tables import MonthlyMeasure, MonthlySummary
from models.monthly.words import Effect, MonthlyState, SummaryState
from models.outbox.actions import notify_all
from models.people.queries import who_may
from models.people.tables import Staff
from models.permissions import Permission


@dataclass(frozen=True)
class MeasureDraft:
    """What is promised, by when, and which figure it is to move."""

    text: str
    due_on: date
    figure: Figure | None = None


@dataclass(frozen=True)
class SummaryDraft:
    """The words of the head."""

    causes: str
    measures: Sequence[MeasureDraft] = ()


def write_summary(
    summary: MonthlySummary,
    draft: SummaryDraft,
    *,
    hand_in: bool,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> MonthlySummary:
    """Keeps causes and measures; with `hand_in` the summary is fixed. Records monthly.summary_written or
    monthly.summary_handed_in.

    Raises NotAllowed for all but the head, WrongState once it is handed in or the report is submitted,
    Stale; Invalid ("causes", "required") and ("measures", "promise_missing") when handed in without,
    ("measures", "promise_past"), ("effects", "effect_missing") while a promise of before has no effect.
    """
    summary = _mine(summary, by, seen)
    today = local_day(now)
    if any(each.due_on < today for each in draft.measures):
        raise Invalid("measures", "promise_past")
    if hand_in and not draft.causes.strip():
        raise Invalid("causes", "required")
    if hand_in and not draft.measures:
        raise Invalid("measures", "promise_missing")
    month = Month(summary.month)
    untold = [each for each in promises(month, summary.department_id) if each.told_in != summary.month]
    if hand_in and untold:
        raise Invalid("effects", "effect_missing")
    summary.causes = draft.causes.strip()
    summary.measures = [
        MonthlyMeasure(text=each.text.strip(), due_on=each.due_on, figure=each.figure)
        for each in draft.measures
    ]
    summary.version += 1
    if hand_in:
        summary.state, summary.handed_in_at, summary.handed_in_by_id = SummaryState.HANDED_IN, now, by.id
        summary.next_notice_at = None
    db.session.flush()
    kind = "monthly.summary_handed_in" if hand_in else "monthly.summary_written"
    record(kind, summary, by=by, now=now, measures_given=len(draft.measures))
    return summary


def tell_effect(
    summary: MonthlySummary, measure_id: int, effect: Effect, told: str, *, by: Staff, now: datetime
) -> MonthlyMeasure:
    """Says in this month's summary what came of something that was promised before. Records
    monthly.effect_told. Raises NotAllowed, WrongState; Invalid ("measure", "unknown"), ("told", "required").
    """
    summary = _mine(summary, by, None)
    open_ones = promises(Month(summary.month), summary.department_id)
    found = next((each for each in open_ones if each.id == measure_id), None)
    if found is None:
        raise Invalid("measure", "unknown")
    if not told.strip():
        raise Invalid("told", "required")
    found.effect, found.told = effect, told.strip()
    found.told_in, found.told_by_id = summary.month, by.id
    db.session.flush()
    record("monthly.effect_told", summary, by=by, now=now, measure_effect=effect, promise=found.id)
    return found


def remind_summary(summary_id: int, *, now: datetime) -> bool:
    """Reminds the head of a summary before its time and once it is over; then who writes the report hears of
    it as well. Returns whether a reminder was sent; False when another clock was quicker."""
    row = db.session.get(MonthlySummary, summary_id, populate_existing=True)
    if row is None or row.next_notice_at is None or row.next_notice_at > now:
        return False
    late = row.due_at <= now
    mine = changed_rows(
        update(MonthlySummary)
        .where(MonthlySummary.id == row.id, MonthlySummary.next_notice_at == row.next_notice_at)
        .values(next_notice_at=None if late else row.due_at)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(row)
    if mine != 1:
        return False
    people = set(heads(row.department_id))
    if late:
        people |= {each.id for each in who_may(Permission.REPORT_EDIT, on=local_day(now))}
    facts = {"period": f"{row.month:%Y-%m}", "due_at": row.due_at.isoformat()}
    kind = "monthly_summary_late" if late else "monthly_summary_soon"
    notify_all(sorted(people), kind, about=row.audit_name, now=now, facts=facts)
    return True


def _mine(summary: MonthlySummary, by: Staff, seen: int | None) -> MonthlySummary:
    summary = held_summary(summary)
    if heads(summary.department_id) != [by.id]:
        raise NotAllowed("monthly_head")
    report = report_of(Month(summary.month))
    if summary.state is not SummaryState.DRAFT or report is None or report.state is not MonthlyState.DRAFT:
        raise WrongState("monthly_summary", summary.state.value)
    summary.expect(seen)
    return summary
