"""Erasing a closed report: its keys first, then its rows, then its files; the count stays (W-09)."""

from datetime import datetime

from sqlalchemy import delete, select, update

from models.clock import local_day
from models.db import db
from models.hotline.actions.keys import forget_requests, wipe
from models.hotline.tables import (
    HotlineEntry,
    HotlineFile,
    HotlineKey,
    HotlineReport,
    HotlineShare,
    IdentityHalf,
    IdentityRequest,
)
from models.hotline.words import ReportState

SEALED = (
    "locator",
    "code_salt",
    "reporter_sealed",
    "involved_sealed",
    "watch_sealed",
    "identity_sealed",
    "identity_key_sealed",
)


def erase_keys(report_id: int, *, now: datetime) -> bool:
    """The first step: every key of the report is overwritten and removed; nobody opens it from then on.

    Returns whether it was due. It is committed before anything else is removed.
    """
    report = db.session.get(HotlineReport, report_id, with_for_update=True, populate_existing=True)
    if report is None or report.state is not ReportState.CLOSED:
        return False
    if report.erase_on is None or report.erase_on > local_day(now):
        return False
    wipe(HotlineShare, HotlineShare.report_id == report_id)
    wipe(IdentityHalf, IdentityHalf.report_id == report_id)
    keys = HotlineKey.report_id == report_id
    db.session.execute(update(HotlineKey).where(keys).values(reporter_sealed=bytes(112)))
    db.session.execute(delete(HotlineKey).where(keys))
    forget_requests(IdentityRequest.report_id == report_id)
    for name in SEALED:
        before = getattr(report, name)
        if isinstance(before, bytes):
            setattr(report, name, bytes(len(before)))
    db.session.flush()
    for name in SEALED:
        setattr(report, name, None)
    report.state = ReportState.ERASED
    report.version += 1
    db.session.flush()
    return True


def erase_rows(report_id: int) -> list[str] | None:
    """The second step: texts, file names and the report's row. Returns where in the store its files lie, for
    whoever asks to remove after the commit; None where there is nothing to erase."""
    report = db.session.get(HotlineReport, report_id, with_for_update=True, populate_existing=True)
    if report is None or report.state is not ReportState.ERASED:
        return None
    keys = list(db.session.scalars(select(HotlineFile.key).where(HotlineFile.report_id == report_id)))
    db.session.execute(delete(HotlineFile).where(HotlineFile.report_id == report_id))
    db.session.execute(delete(HotlineEntry).where(HotlineEntry.report_id == report_id))
    db.session.delete(report)
    db.session.flush()
    return keys
