"""Compensation: proposed, advised on by Legal, approved by its amount, paid by finance once (G-06)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.cases.actions import due_times
from models.cases.actions.audience import head_of, owner_or_head, tell_staff, with_role
from models.cases.queries.compensation import compensations_of
from models.cases.queries.scope import standing
from models.cases.rules.compensation import on_its_way, to_advise, to_approve, to_pay
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Compensation
from models.cases.words import (
    OF_COMPENSATION,
    CompensationKind,
    CompensationState,
    DueKind,
    Ending,
    Risk,
)
from models.db import db
from models.errors import Invalid
from models.events.actions import Actor, record
from models.people.roles import Role
from models.people.tables import Staff
from models.rulebook.document import CompensationRules, Period
from models.rulebook.queries import rules_of
from models.rulebook.words import Approver

FOUR_EYES = 2
"""So many people of finance are needed where one of them approves and another one pays."""


@dataclass(frozen=True)
class CompensationDraft:
    """What is proposed; the amount in fen. `ask_legal` asks for an opinion below the limit too."""

    kind: CompensationKind
    amount_fen: int
    cause: str
    reason: str
    ask_legal: bool = False


def propose_compensation(
    case: Case, draft: CompensationDraft, *, by: Staff, now: datetime, seen: int | None
) -> Compensation:
    """Proposes a compensation; the rulebook's limits say who approves it.

    Where nobody else heads the lead department, finance approves what its head would; where finance has
    nobody left to pay what it approves, the leading group approves. Legal is asked first from the
    rulebook's amount on, or when it is wished. The customer hears of it only through the result. Tells
    who is next. Records case.compensation_proposed. Raises NotAllowed, WrongState, Stale, and Invalid for
    a missing reason, an amount of nothing, or an unknown cause.
    """
    require(Step.COMPENSATION, case, standing(case, by))
    case.expect(seen)
    rules = _rules(case)
    if draft.amount_fen <= 0:
        raise Invalid("amount", "no_amount")
    if not draft.reason.strip():
        raise Invalid("reason", "required")
    if rules.cause(draft.cause) is None:
        raise Invalid("cause", "unknown")
    approver = rules.approver(draft.amount_fen)
    if approver is Approver.HEAD and not set(head_of(case)) - {by.id, case.owner_id, case.second_id}:
        approver = Approver.FINANCE
    if approver is Approver.FINANCE and len(set(with_role(Role.FINANCE, now=now)) - {by.id}) < FOUR_EYES:
        approver = Approver.LEADING_GROUP
    legal = draft.ask_legal or draft.amount_fen >= rules.legal_from_fen
    compensation = Compensation(
        case_id=case.id,
        round=case.round,
        kind=draft.kind,
        amount_fen=draft.amount_fen,
        cause=draft.cause,
        reason=draft.reason.strip(),
        by_id=by.id,
        at=now,
        approver=approver,
        state=CompensationState.OPINION if legal else CompensationState.APPROVAL,
    )
    db.session.add(compensation)
    case.touch()
    db.session.flush()
    _record("proposed", case, compensation, by=by, now=now, approver=approver)
    _wait(case, compensation, by=by, now=now)
    return compensation


def advise(
    case: Case, opinion: str, risk: Risk, *, by: Staff, now: datetime, seen: int | None
) -> Compensation:
    """Legal gives its opinion with a level of risk; the proposal goes on to approval.

    Records case.compensation_advised. Raises NotAllowed, WrongState, Stale, Invalid.
    """
    stands = standing(case, by)
    require(Step.COMPENSATION_OPINION, case, stands)
    case.expect(seen)
    if not opinion.strip():
        raise Invalid("opinion", "required")
    compensation = to_advise(stands.compensations, by)
    assert compensation is not None, "the step is open only where one waits"
    compensation.opinion, compensation.risk = opinion.strip(), risk
    compensation.opinion_by_id, compensation.opinion_at = by.id, now
    compensation.state = CompensationState.APPROVAL
    case.touch()
    db.session.flush()
    due_times.meet(case, DueKind.LEGAL_OPINION, now=now)
    _record("advised", case, compensation, by=by, now=now, risk=risk)
    _wait(case, compensation, by=by, now=now)
    return compensation


def approve_compensation(
    case: Case, *, approved: bool, reason: str, by: Staff, now: datetime, seen: int | None
) -> Compensation:
    """Approves a proposal, which finance then pays, or refuses it with a reason.

    Tells who proposed it, and finance. Records case.compensation_approved or
    case.compensation_refused. Raises NotAllowed for whoever proposed it or owns the case, WrongState,
    Stale, and Invalid("reason", "required") for a refusal without one.
    """
    stands = standing(case, by)
    require(Step.COMPENSATION_REVIEW, case, stands)
    case.expect(seen)
    compensation = to_approve(stands.compensations, by, case, in_lead=stands.in_lead(case))
    assert compensation is not None, "the step is open only where one waits"
    if not approved and not reason.strip():
        raise Invalid("reason", "required")
    compensation.decided_by_id, compensation.decided_at = by.id, now
    compensation.decision = reason.strip()
    compensation.state = CompensationState.PAYMENT if approved else CompensationState.REFUSED
    case.touch()
    db.session.flush()
    due_times.meet(case, DueKind.COMPENSATION, now=now)
    word = "approved" if approved else "refused"
    _record(word, case, compensation, by=by, now=now)
    people = {compensation.by_id, *owner_or_head(case, now=now)}
    tell_staff(people, f"compensation_{word}", case, by=by, now=now)
    if approved:
        _wait(case, compensation, by=by, now=now)
    return compensation


def ask_legal(case: Case, *, by: Staff, now: datetime, seen: int | None) -> Compensation:
    """Whoever is to approve wants the opinion of Legal first. Records case.compensation_to_legal.

    Raises NotAllowed, WrongState, Stale, and Invalid("verdict", "advised_already") where there is one.
    """
    stands = standing(case, by)
    require(Step.COMPENSATION_REVIEW, case, stands)
    case.expect(seen)
    compensation = to_approve(stands.compensations, by, case, in_lead=stands.in_lead(case))
    assert compensation is not None, "the step is open only where one waits"
    if compensation.opinion_at is not None:
        raise Invalid("verdict", "advised_already")
    compensation.state = CompensationState.OPINION
    case.touch()
    db.session.flush()
    due_times.end(case, DueKind.COMPENSATION, ending=Ending.DROPPED, now=now)
    _record("to_legal", case, compensation, by=by, now=now)
    _wait(case, compensation, by=by, now=now)
    return compensation


def pay(case: Case, reference: str, *, by: Staff, now: datetime, seen: int | None) -> Compensation:
    """Finance has paid: once, under a reference that no other payment has.

    Tells who proposed it and the owner. Records case.compensation_paid. Raises NotAllowed, also for
    whoever approved or proposed it, WrongState, Stale, and Invalid for the reference: "required", or
    "reference_used" by another payment.
    """
    stands = standing(case, by)
    require(Step.COMPENSATION_PAYMENT, case, stands)
    case.expect(seen)
    if not reference.strip():
        raise Invalid("reference", "required")
    used = select(Compensation.id).where(
        Compensation.reference == reference.strip(), Compensation.state == CompensationState.PAID
    )
    if db.session.scalar(used) is not None:
        raise Invalid("reference", "reference_used")
    compensation = to_pay(stands.compensations, by)
    assert compensation is not None, "the step is open only where one waits"
    compensation.state, compensation.reference = CompensationState.PAID, reference.strip()
    compensation.paid_by_id, compensation.paid_at = by.id, now
    case.touch()
    db.session.flush()
    due_times.meet(case, DueKind.PAYMENT, now=now)
    _record("paid", case, compensation, by=by, now=now)
    people = {compensation.by_id, *owner_or_head(case, now=now)}
    tell_staff(people, "compensation_paid", case, by=by, now=now)
    return compensation


def end_compensation(case: Case, reason: str, *, by: Staff, now: datetime, seen: int | None) -> Compensation:
    """Lets a compensation go that was not paid yet, with a reason. Records case.compensation_dropped.

    Raises NotAllowed, WrongState, Stale, Invalid.
    """
    stands = standing(case, by)
    require(Step.COMPENSATION_END, case, stands)
    case.expect(seen)
    if not reason.strip():
        raise Invalid("reason", "required")
    compensation = on_its_way(stands.compensations)
    assert compensation is not None, "the step is open only where there is one"
    _drop(case, compensation, reason.strip(), by=by, now=now)
    case.touch()
    return compensation


def drop_compensation(case: Case, *, by: Actor, now: datetime) -> None:
    """Lets go of a proposal that nobody approved, where the case ended without a cause for it."""
    compensation = on_its_way(compensations_of(case))
    if compensation is not None and compensation.state is not CompensationState.PAYMENT:
        _drop(case, compensation, "", by=by, now=now)


def next_people(case: Case, compensation: Compensation, *, now: datetime) -> list[int]:
    """Who has the next step: Legal, who approves, or finance; nobody twice."""
    match compensation.state:
        case CompensationState.OPINION:
            found = with_role(Role.LEGAL, now=now)
        case CompensationState.APPROVAL if compensation.approver is Approver.HEAD:
            found = head_of(case)
        case CompensationState.APPROVAL if compensation.approver is Approver.LEADING_GROUP:
            found = with_role(Role.LEADING_GROUP, now=now)
        case CompensationState.APPROVAL | CompensationState.PAYMENT:
            found = with_role(Role.FINANCE, now=now)
        case _:
            found = []
    return [person for person in found if person not in (compensation.by_id, compensation.decided_by_id)]


def _drop(case: Case, compensation: Compensation, reason: str, *, by: Actor, now: datetime) -> None:
    people = {compensation.by_id, *next_people(case, compensation, now=now)}
    compensation.state, compensation.dropped_because = CompensationState.DROPPED, reason
    db.session.flush()
    due_times.end(case, *OF_COMPENSATION, ending=Ending.DROPPED, now=now)
    _record("dropped", case, compensation, by=by, now=now, reason=reason)
    tell_staff(people, "compensation_dropped", case, by=by, now=now)


def _wait(case: Case, compensation: Compensation, *, by: Staff, now: datetime) -> None:
    """Starts the clock of the next step, and tells those who take it."""
    rules = rules_of(case.rulebook_id)
    of_steps: dict[CompensationState, tuple[DueKind, Period, str]] = {
        CompensationState.OPINION: (DueKind.LEGAL_OPINION, _rules(case).opinion, "compensation_to_advise"),
        CompensationState.APPROVAL: (DueKind.COMPENSATION, _rules(case).approval, "compensation_to_approve"),
        CompensationState.PAYMENT: (DueKind.PAYMENT, _rules(case).payment, "compensation_to_pay"),
    }
    kind, period, notice = of_steps[compensation.state]
    due_times.start(case, kind, rules.promise(period, now), since=now)
    tell_staff(next_people(case, compensation, now=now), notice, case, by=by, now=now)


def _record(
    what: str, case: Case, compensation: Compensation, *, by: Actor, now: datetime, **facts: Any
) -> None:
    reason = facts.pop("reason", "")
    record(
        f"case.compensation_{what}",
        case,
        by=by,
        now=now,
        reason=reason,
        compensation=compensation.id,
        compensation_kind=compensation.kind,
        fen=compensation.amount_fen,
        cause=compensation.cause,
        **facts,
    )


def _rules(case: Case) -> CompensationRules:
    rules = rules_of(case.rulebook_id).compensation
    assert rules is not None, "nothing is proposed under rules that know no compensation"
    return rules
