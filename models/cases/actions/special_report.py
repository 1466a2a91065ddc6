"""The special report: written, submitted to the leading group, acknowledged by a leader (G-04)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from models.cases.actions import due_times
from models.cases.actions.audience import owner_or_head, tell_staff, with_role
from models.cases.queries.scope import standing
from models.cases.rules.grave import draft_of, to_acknowledge
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, SpecialReport
from models.cases.words import DueKind, ReportState
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.roles import Role
from models.people.tables import Staff
from models.rulebook.queries import rules_of


@dataclass(frozen=True)
class ReportText:
    """The five parts of a special report."""

    cause: str
    effect: str
    measures: str
    responsibility: str
    prevention: str


def write_report(
    case: Case, text: ReportText, *, submit: bool, by: Staff, now: datetime, seen: int | None
) -> SpecialReport:
    """Keeps the report as a draft, or submits it to the leading group.

    Whoever writes last is its author. Submitted, its due time is met, and that of its reading begins,
    with the time a grade gives for reviews; the leading group is told. Records case.report_drafted or
    case.report_submitted. Raises NotAllowed, WrongState, Stale, and Invalid for an empty part of a
    report that is submitted, or a draft without a word.
    """
    stands = standing(case, by)
    require(Step.SPECIAL_REPORT, case, stands)
    case.expect(seen)
    parts = {name: words.strip() for name, words in asdict(text).items()}
    for name, words in parts.items():
        if not words and (submit or not any(parts.values())):
            raise Invalid(name, "required")
    report = draft_of(stands.reports)
    if report is None:
        report = SpecialReport(case_id=case.id)
        db.session.add(report)
    report.round, report.by_id, report.at = case.round, by.id, now
    for name, words in parts.items():
        setattr(report, name, words)
    case.touch()
    if not submit:
        db.session.flush()
        record("case.report_drafted", case, by=by, now=now, report=report.id)
        return report
    report.state, report.submitted_at = ReportState.SUBMITTED, now
    db.session.flush()
    rules = rules_of(case.timing_id)
    due_times.meet(case, DueKind.SPECIAL_REPORT, now=now)
    reading = rules.promise(rules.grade(case.grade).review, now)
    due_times.start(case, DueKind.ACKNOWLEDGEMENT, reading, since=now)
    record("case.report_submitted", case, by=by, now=now, report=report.id)
    tell_staff(with_role(Role.LEADING_GROUP, now=now), "report_to_acknowledge", case, by=by, now=now)
    return report


def review_report(
    case: Case, *, acknowledged: bool, remark: str, by: Staff, now: datetime, seen: int | None
) -> SpecialReport:
    """A leader acknowledges the report, or sends it back with what it lacks.

    Sent back, it is due again in the time that the grade gives for it. Tells its author and the owner.
    Records case.report_acknowledged or case.report_returned. Raises NotAllowed for its author,
    WrongState, Stale, and Invalid("remark", "required") for sending it back without a word.
    """
    stands = standing(case, by)
    require(Step.REPORT_REVIEW, case, stands)
    case.expect(seen)
    report = to_acknowledge(stands.reports)
    assert report is not None, "the step is open only where one waits"
    if not acknowledged and not remark.strip():
        raise Invalid("remark", "required")
    report.state = ReportState.ACKNOWLEDGED if acknowledged else ReportState.RETURNED
    report.reviewer_id, report.reviewed_at, report.review = by.id, now, remark.strip()
    due_times.meet(case, DueKind.ACKNOWLEDGEMENT, now=now)
    rules = rules_of(case.timing_id)
    period = rules.grade(case.grade).special_report
    if not acknowledged and period is not None:
        due_times.start(case, DueKind.SPECIAL_REPORT, rules.promise(period, now), since=now)
    case.touch()
    db.session.flush()
    kind = "report_acknowledged" if acknowledged else "report_returned"
    record(f"case.{kind}", case, by=by, now=now, report=report.id)
    tell_staff({report.by_id, *owner_or_head(case, now=now)}, kind, case, by=by, now=now)
    return report
