"""What is published is corrected by an addition with its day, approved by a second person too (S-07)."""

from collections.abc import Mapping
from datetime import datetime

from models.db import db
from models.errors import Invalid, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.reports.actions.guards import (
    LONGEST,
    deciding,
    editing,
    fits_beside,
    note,
    reason_given,
    require_editor,
    taking_up,
    tell,
)
from models.reports.actions.write import require_both
from models.reports.document import Figures
from models.reports.queries.counting import count
from models.reports.queries.people import approvers, authors_of
from models.reports.queries.reports import open_correction, told_of
from models.reports.rules.publishing import corrected
from models.reports.tables import ReportCorrection, SatisfactionReport
from models.reports.words import CorrectionPart, ReportState
from models.texts import composed

PARTS = tuple(CorrectionPart)


def correct(report: SatisfactionReport, *, by: Staff, now: datetime) -> ReportCorrection:
    """Begins a correction of a published report; records report.correction_begun.

    Returns the one that is on its way, if there is one. Raises NotAllowed, WrongState.
    """
    require_editor(by)
    if report.state is not ReportState.PUBLISHED:
        raise WrongState("correcting", report.state.value)
    there = open_correction(report)
    if there is not None:
        return there
    correction = ReportCorrection(report_id=report.id, started_by_id=by.id)
    db.session.add(correction)
    db.session.flush()
    note(correction, by=by, now=now)
    record("report.correction_begun", report, by=by, now=now, period=report.period)
    begun = open_correction(report)
    assert begun is not None
    return begun


def write_correction(
    correction: ReportCorrection,
    report: SatisfactionReport,
    texts: Mapping[CorrectionPart, Mapping[str, str]],
    *,
    recounted: bool,
    counted: Figures | None = None,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> ReportCorrection:
    """Says what was wrong and what is right; with `recounted` all figures are counted anew beside it.

    Figures in which too few answers differ stay as they were published (S-06). `counted` as for `draft`, by
    `count`.
    Records report.correction_written. Raises NotAllowed, WrongState, Stale, Invalid("…", "too_long").
    """
    editing(correction, by, seen)
    said: dict[str, dict[str, str]] = {}
    for part, words in texts.items():
        for language, text in words.items():
            if len(text) > LONGEST:
                raise Invalid(f"{part}_{language}", "too_long")
            if text.strip():
                said.setdefault(str(part), {})[language] = composed(text).strip()
    correction.texts = said
    if recounted:
        found = counted or count(report, by=by, now=now)
        correction.figures = corrected(found, told_of(report)).model_dump(mode="json")
        correction.counted_at = now
    else:
        correction.figures = correction.counted_at = None
    db.session.flush()
    note(correction, by=by, now=now)
    record("report.correction_written", report, by=by, now=now, period=report.period, recounted=recounted)
    return correction


def submit_correction(
    correction: ReportCorrection, *, by: Staff, now: datetime, seen: int | None
) -> ReportCorrection:
    """Gives the correction to a second person, and tells who may approve it.

    Records report.correction_submitted. Raises NotAllowed, WrongState, Stale; Invalid on
    `<part>_<language>` (`required`), `figures` (`overlapping`), `approver` (`no_approver`).
    """
    editing(correction, by, seen)
    require_both(correction.texts, PARTS, PARTS)
    told = correction.content
    if told is not None:
        fits_beside(told, correction=True)
    correction.state = ReportState.SUBMITTED
    correction.submitted_by_id, correction.submitted_at = by.id, now
    db.session.flush()
    people = approvers(correction, now=now)
    if not people:
        raise Invalid("approver", "no_approver")
    record("report.correction_submitted", correction, by=by, now=now)
    tell(people, "satisfaction_correction", correction, now=now)
    return correction


def take_up_correction(correction: ReportCorrection, *, by: Staff, now: datetime) -> ReportCorrection:
    """An author takes it up again. Records report.correction_taken_up. Raises NotAllowed, WrongState."""
    taking_up(correction, by)
    correction.state = ReportState.DRAFT
    db.session.flush()
    record("report.correction_taken_up", correction, by=by, now=now)
    return correction


def publish_correction(
    correction: ReportCorrection, *, by: Staff, now: datetime, seen: int | None
) -> ReportCorrection:
    """Publishes the correction above its report, with this day, for good; the report stays as it was.

    Tells the authors; records report.corrected. Raises as `publish`.
    """
    deciding(correction, by, seen)
    told = correction.content
    if told is not None:
        fits_beside(told, correction=True)
    authors = authors_of(correction)
    correction.state = ReportState.PUBLISHED
    correction.ended_by_id, correction.ended_at = by.id, now
    db.session.flush()
    record("report.corrected", correction, by=by, now=now)
    tell(authors, "satisfaction_corrected", correction, now=now)
    return correction


def return_correction(
    correction: ReportCorrection, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> ReportCorrection:
    """Gives it back with a reason. Records report.correction_returned. Raises as `send_back`."""
    deciding(correction, by, seen)
    correction.returned_because = reason_given(reason)
    correction.returned_by_id, correction.returned_at = by.id, now
    correction.state = ReportState.DRAFT
    db.session.flush()
    record("report.correction_returned", correction, by=by, now=now, reason=correction.returned_because)
    tell(authors_of(correction), "satisfaction_returned", correction, now=now)
    return correction


def discard_correction(
    correction: ReportCorrection, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> ReportCorrection:
    """Throws the draft of a correction away. Records report.correction_discarded. Raises as `discard`."""
    editing(correction, by, seen)
    correction.ended_because = reason_given(reason)
    correction.state = ReportState.DISCARDED
    correction.ended_by_id, correction.ended_at = by.id, now
    db.session.flush()
    record("report.correction_discarded", correction, by=by, now=now, reason=correction.ended_because)
    return correction
