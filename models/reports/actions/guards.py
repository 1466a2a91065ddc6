"""Who may do something with a report or a correction, and who is told."""

from collections.abc import Iterable
from datetime import datetime

from models.db import alone_in, db
from models.errors import Invalid, NotAllowed, WrongState
from models.outbox.actions import notify
from models.people.tables import Staff
from models.permissions import Permission
from models.reports.document import Figures
from models.reports.queries.people import authors_of
from models.reports.queries.reports import beside
from models.reports.rules.publishing import conflicts
from models.reports.tables import ReportCorrection, ReportEdit, SatisfactionReport
from models.reports.words import ReportState
from models.results.queries import sees_all

Written = SatisfactionReport | ReportCorrection
LONGEST = 4000
PUBLISHING = "publishing reports"


def require_editor(by: Staff) -> None:
    """Raises NotAllowed for who may not write reports, or does not read the results of the whole company."""
    if not by.may(Permission.REPORT_EDIT) or not sees_all(by):
        raise NotAllowed()


def editing(row: Written, by: Staff, seen: int | None) -> None:
    """Raises NotAllowed, WrongState unless it is a draft, Stale."""
    require_editor(by)
    if row.state is not ReportState.DRAFT:
        raise WrongState("editing", row.state.value)
    row.expect(seen)


def deciding(row: Written, by: Staff, seen: int | None) -> None:
    """Raises NotAllowed for an author or without the permission, WrongState unless submitted, Stale."""
    if not by.may(Permission.REPORT_APPROVE):
        raise NotAllowed()
    if row.state is not ReportState.SUBMITTED:
        raise WrongState("deciding", row.state.value)
    if by.id in authors_of(row):
        raise NotAllowed("report_author")
    row.expect(seen)


def taking_up(row: Written, by: Staff) -> None:
    """Raises NotAllowed for whoever wrote none of it, WrongState unless it is submitted."""
    require_editor(by)
    if row.state is not ReportState.SUBMITTED:
        raise WrongState("taking up", row.state.value)
    if by.id not in authors_of(row):
        raise NotAllowed("not_an_author")


def fits_beside(figures: Figures, *, correction: bool = False) -> None:
    """Raises Invalid("figures", "overlapping") for what may not stand beside what was published since (S-06).

    Of two reports over the same days that are published at the same moment, the second sees the first.
    """
    alone_in(PUBLISHING)
    if conflicts(figures, beside(figures.period), correction=correction):
        raise Invalid("figures", "overlapping")


def note(row: Written, *, by: Staff, now: datetime) -> None:
    """Keeps who wrote."""
    correction = row if isinstance(row, ReportCorrection) else None
    report_id = correction.report_id if correction is not None else row.id
    db.session.add(
        ReportEdit(
            report_id=report_id,
            correction_id=correction.id if correction is not None else None,
            by_id=by.id,
            at=now,
        )
    )
    db.session.flush()


def reason_given(reason: str) -> str:
    """Raises Invalid("reason", "required") for an empty one."""
    if not reason.strip():
        raise Invalid("reason", "required")
    return reason.strip()


def tell(people: Iterable[int], kind: str, row: Written, *, now: datetime, **facts: str) -> None:
    """Shows each of these people a notice about the report."""
    for person in people:
        notify(person, kind, about=row.audit_name, now=now, facts=facts)
