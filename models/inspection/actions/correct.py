"""Corrections: ordered, reported with proof, checked again, accepted or sent back (Q-01, Q-03)."""

from collections.abc import Collection
from datetime import datetime

from models.cases.rules.promises import reminder_moment
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.files.tables import StoredFile
from models.inspection.actions.audience import correcting, in_charge, tell
from models.inspection.queries.corrections import makes
from models.inspection.tables import Correction, CorrectionFile, CorrectionReport
from models.inspection.words import CorrectionState, Verdict
from models.people.tables import Staff
from models.rulebook.queries import rules_at


def order_correction(about: str, department_id: int, text: str, *, by: Staff, now: datetime) -> Correction:
    """Orders a correction of a department, by when the rulebook says; `by` checks it. Tells the department.

    `about` is the audit name of what found it. Records correction.ordered. Raises Invalid "required".
    """
    if not text.strip():
        raise Invalid("correction", "required")
    made = Correction(
        about=about, department_id=department_id, checker_id=by.id, text=text.strip(), round=1,
        state=CorrectionState.ORDERED, notices=0,
    )  # fmt: skip
    _start(made, now)
    db.session.add(made)
    db.session.flush()
    _remind_next(made, now)
    record(
        "correction.ordered", made, by=by, now=now, department=department_id, due_at=made.due_at.isoformat()
    )
    people = correcting(made, now=now)
    tell(people, "correction_ordered", made, now=now, but=by.id, due_at=made.due_at.isoformat())
    return made


def report_correction(
    correction: Correction, text: str, files: Collection[StoredFile] = (), *, by: Staff, now: datetime
) -> CorrectionReport:
    """The department says what it did, with proof; the checker is told and has the rulebook's time.

    Records correction.reported. Raises NotAllowed for who is not of the department, WrongState, Invalid.
    """
    _lock(correction)
    if not makes(correction, by):
        raise NotAllowed("permission")
    if correction.state is not CorrectionState.ORDERED:
        raise WrongState("correction", correction.state.value)
    if not text.strip():
        raise Invalid("text", "required")
    report = CorrectionReport(
        correction_id=correction.id, round=correction.round, by_id=by.id, at=now, text=text.strip(),
        files=[CorrectionFile(file_id=each.id) for each in files],
    )  # fmt: skip
    db.session.add(report)
    rules = rules_at(now)
    correction.state, correction.next_notice_at = CorrectionState.REPORTED, None
    correction.check_due_at = rules.promise(rules.inspections.recheck, now).due_at
    correction.check_reminded_at = None
    db.session.flush()
    db.session.expire(correction, ["reports"])
    record("correction.reported", correction, by=by, now=now, round=correction.round, files=len(files))
    due = correction.check_due_at.isoformat()
    tell(in_charge(correction.checker_id, now=now), "correction_reported", correction, now=now, due_at=due)
    return report


def check_correction(
    correction: Correction, *, accepted: bool, remark: str, by: Staff, now: datetime
) -> Correction:
    """Accepts what was done, or sends it back with a remark and a new clock; who reported and who is to
    make it are told.

    Records correction.accepted or correction.returned. Raises NotAllowed for all but the checker,
    WrongState, Invalid "required" for one sent back without a remark.
    """
    _lock(correction)
    if by.id != correction.checker_id:
        raise NotAllowed("permission")
    if correction.state is not CorrectionState.REPORTED:
        raise WrongState("correction", correction.state.value)
    if not accepted and not remark.strip():
        raise Invalid("remark", "required")
    report = correction.reports[-1]
    report.verdict = Verdict.ACCEPTED if accepted else Verdict.BACK
    report.checked_by_id, report.checked_at, report.remark = by.id, now, remark.strip()
    correction.check_due_at = None
    if accepted:
        correction.state, correction.ended_at = CorrectionState.ACCEPTED, now
    else:
        correction.state, correction.round, correction.notices = (
            CorrectionState.ORDERED, correction.round + 1, 0,
        )  # fmt: skip
        _start(correction, now)
        _remind_next(correction, now)
    db.session.flush()
    word = "accepted" if accepted else "returned"
    record(f"correction.{word}", correction, by=by, now=now, reason=remark.strip(), round=report.round)
    people = {report.by_id, *correcting(correction, now=now)}
    tell(people, f"correction_{word}", correction, now=now, but=by.id, due_at=correction.due_at.isoformat())
    return correction


def drop_correction(correction: Correction, *, by: Staff, now: datetime) -> None:
    """Ends a correction that is not needed any more; nothing where it has ended. Records
    correction.dropped."""
    _lock(correction)
    if not correction.open:
        return
    correction.state, correction.ended_at = CorrectionState.DROPPED, now
    correction.next_notice_at = correction.check_due_at = None
    db.session.flush()
    record("correction.dropped", correction, by=by, now=now)
    tell(correcting(correction, now=now), "correction_dropped", correction, now=now, but=by.id)


def _start(correction: Correction, now: datetime) -> None:
    rules = rules_at(now)
    promise = rules.promise(rules.inspections.correction, now)
    correction.calendar, correction.minutes = promise.calendar, max(promise.minutes, 1)
    correction.started_at, correction.due_at = now, promise.due_at


def _remind_next(correction: Correction, now: datetime) -> None:
    correction.next_notice_at = reminder_moment(rules_at(now), correction, None, (), now)
    db.session.flush()


def _lock(correction: Correction) -> None:
    db.session.refresh(correction, ["state", "round"], with_for_update=True)
