"""A post that may spread: public relations and the leading group are alerted (V-06)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.actions.audience import handlers_or_head, people_of, tell_staff, with_role
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, OpinionAlert
from models.db import db
from models.errors import Invalid
from models.events.actions import SYSTEM, Actor, record
from models.events.tables import Party
from models.people.roles import Role
from models.people.tables import Department, Staff
from models.rulebook.queries import rules_of
from models.rulebook.words import Audience


def raise_opinion_alert(
    case: Case, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> OpinionAlert:
    """Marks the case, and alerts at once whom the rulebook names: public relations and the leading group.

    Public relations see the case from then on. Records case.opinion_alerted. Raises NotAllowed, WrongState,
    Stale, and Invalid("reason", "required").
    """
    require(Step.OPINION_ALERT, case, standing(case, by))
    case.expect(seen)
    if not reason.strip():
        raise Invalid("reason", "required")
    return _alert(case, reason.strip(), by=by, now=now)


def alert_by_reach(case: Case, reach: int | None, *, now: datetime) -> OpinionAlert | None:
    """Raises the alert by itself where so many people see a post as the rulebook says; else None."""
    rules = rules_of(case.rulebook_id)
    if reach is None or reach < rules.opinion.reach or case.alerted_at is not None:
        return None
    return _alert(case, str(reach), by=SYSTEM, now=now)


def end_opinion_alert(
    case: Case, outcome: str, *, by: Staff, now: datetime, seen: int | None
) -> OpinionAlert:
    """Takes the mark off, with what was done and how it ended. Tells who was alerted.

    Records case.opinion_calmed. Raises NotAllowed, Stale, and Invalid("outcome", "required").
    """
    stands = standing(case, by)
    require(Step.OPINION_ALERT_END, case, stands)
    case.expect(seen)
    if not outcome.strip():
        raise Invalid("outcome", "required")
    alert = stands.alert
    assert alert is not None, "the step is open only where one stands"
    alert.ended_by_id, alert.ended_at, alert.outcome = by.id, now, outcome.strip()
    case.alerted_at = None
    record("case.opinion_calmed", case, by=by, now=now, alert=alert.id)
    tell_staff(_alerted(case, now=now), "opinion_calmed", case, by=by, now=now)
    db.session.flush()
    return alert


def _alert(case: Case, reason: str, *, by: Actor, now: datetime) -> OpinionAlert:
    department = _public_relations(case)
    alert = OpinionAlert(
        case_id=case.id,
        department_id=department.id if department else None,
        by_id=None if isinstance(by, Party) else by.id,
        at=now,
        reason=reason,
    )
    db.session.add(alert)
    case.alerted_at = now
    db.session.flush()
    audiences = rules_of(case.rulebook_id).opinion.alerts
    record("case.opinion_alerted", case, by=by, now=now, alert=alert.id, told=list(audiences))
    people = {*_alerted(case, now=now), *with_role(Role.CUSTOMER_SERVICE_AGENT, now=now)}
    tell_staff(people, "opinion_alert", case, by=by, now=now)
    return alert


def _alerted(case: Case, *, now: datetime) -> set[int]:
    """Who is told of the alert. Of public relations it is the head, else all who work there."""
    rules = rules_of(case.rulebook_id)
    found: set[int] = set()
    for audience in rules.opinion.alerts:
        if audience is Audience.PUBLIC_RELATIONS and (department := _public_relations(case)):
            found |= set(handlers_or_head(department, now=now))
        else:
            found |= set(people_of(audience, case, rules, now=now))
    return found


def _public_relations(case: Case) -> Department | None:
    code = rules_of(case.rulebook_id).routes.public_relations
    return db.session.scalars(select(Department).where(Department.code == code)).one_or_none()
