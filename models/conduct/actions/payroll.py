"""Wages are written down, and a month is handed over to payroll (C-01, C-03)."""

from datetime import date, datetime

from sqlalchemy import select

from models.clock import local_day
from models.conduct.queries.payees import payees
from models.conduct.queries.payroll import next_lines, next_to_issue
from models.conduct.rules.ledger import over
from models.conduct.tables import PayrollIssue, PayrollLine, Wage
from models.db import db, insert_once, inserted_id
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import conduct_at


def set_wage(person: Staff, fen: int, region: str, from_on: date, *, by: Staff, now: datetime) -> Wage:
    """Writes down what somebody earns a month from a day on, in fen; the same day again corrects it.

    Records wage.set, without the amount: the trail tells nobody's wage. Raises NotAllowed for others than HR
    and for one's own wage, Invalid for an amount of nothing or a region without a minimum wage.
    """
    if not by.may(Permission.WAGE_EDIT) or by.id == person.id:
        raise NotAllowed("wage")
    if fen <= 0:
        raise Invalid("amount", "no_amount")
    if region not in conduct_at(now).legal.minimum_wages:
        raise Invalid("region", "unknown")
    insert_once(Wage, staff_id=person.id, from_on=from_on, fen=fen, region=region, by_id=by.id)
    found = select(Wage).where(Wage.staff_id == person.id, Wage.from_on == from_on)
    wage = db.session.scalars(found.with_for_update().execution_options(populate_existing=True)).one()
    wage.fen, wage.region, wage.by_id = fen, region, by.id
    db.session.flush()
    record("wage.set", wage, by=by, now=now, staff=person.id, from_on=from_on.isoformat())
    return wage


def issue_payroll(month: date, *, by: Staff, now: datetime) -> PayrollIssue:
    """Hands a month over to payroll: from then on it stays, and later changes are corrections of the
    next; names and numbers stand in it as they are today.

    Deductions keep within what the law allows; the rest waits for the next month, and the hand-over says so.
    Records payroll.issued. Raises NotAllowed, and Invalid("month", why): "month_not_over" before it has
    ended, "other_month" when another one is next, "issued" when somebody was quicker.
    """
    if not by.may(Permission.PAYROLL_ISSUE):
        raise NotAllowed
    if not over(month, local_day(now)):
        raise Invalid("month", "month_not_over")
    if next_to_issue(local_day(now)) != month:
        raise Invalid("month", "other_month")
    lines, held = next_lines(month, now)
    called = payees([line.item for line in lines] + [each.item for each in held])
    waiting = [
        {
            "about": each.item.about,
            "staff": each.item.staff_id,
            "department": each.item.department_id,
            "fen": each.fen,
            "why": each.why,
            "payee": called[each.item.about].document,
        }
        for each in held
    ]
    made = inserted_id(PayrollIssue, month=month, issued_by_id=by.id, issued_at=now, held=waiting)
    if made is None:
        raise Invalid("month", "issued")
    db.session.add_all(
        PayrollLine(
            issue_id=made,
            staff_id=line.item.staff_id,
            department_id=line.item.department_id,
            kind=line.item.kind,
            amount_fen=line.fen,
            about=line.item.about,
            correction=line.correction,
            payee=called[line.item.about].document,
        )
        for line in lines
    )
    db.session.flush()
    issue = db.session.get_one(PayrollIssue, made)
    record(
        "payroll.issued", issue, by=by, now=now, month=issue.name, payroll_lines=len(lines), held=len(held)
    )
    return issue
